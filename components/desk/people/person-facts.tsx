import Link from "next/link";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { formatMoney } from "@/lib/base/money";
import { shopTimeZone } from "@/lib/config/shop";
import type { Spent } from "@/lib/desk/people/list-people.server";
import type { Person } from "@/lib/desk/people/read-person.server";
import { Badge } from "../badge";
import { ORDER_TONES } from "../orders/order-tone";
import { Facts, Section } from "../section";

export type PersonProps = { person: Person; locale: Locale };

/** What the paid orders came to, after refunds. */
export function spentFact(spent: readonly Spent[], locale: Locale) {
  const t = translator(locale, "desk-people");
  const sums = spent.map(({ currency, orders, amount }) => (
    <span key={currency} className="block">
      {t("one.spentIn", { count: orders, amount: formatMoney(amount, currency, locale) })}
    </span>
  ));
  return { label: t("one.spent"), value: sums.length > 0 ? sums : t("one.none") };
}

export function PersonFacts({ person: { account, spent, signIns }, locale }: PersonProps) {
  const t = translator(locale, "desk-people");
  const languages = new Intl.DisplayNames([locale], { type: "language" });
  return (
    <Section title={t("one.about")}>
      <Facts
        facts={[
          {
            label: t("one.email"),
            value: (
              <>
                <a href={`mailto:${account.email}`} className="underline underline-offset-4">
                  {account.email}
                </a>
                {!account.emailVerified && <span className="text-warn">{` ${t("one.unconfirmed")}`}</span>}
              </>
            ),
          },
          spentFact(spent, locale),
          { label: t("one.language"), value: languages.of(account.locale) },
          { label: t("one.signIns"), value: signIns },
          { label: t("one.id"), value: account.id },
          { label: t("one.stripe"), value: account.stripeCustomerId },
        ]}
      />
    </Section>
  );
}

type OrdersProps = { email: string; orders: Person["orders"]; locale: Locale };

export function PersonOrders({ email, orders, locale }: OrdersProps) {
  const t = translator(locale, "desk-people");
  const states = translator(locale, "orders");
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: shopTimeZone() });
  return (
    <Section
      title={t("one.orders")}
      more={
        <Link
          href={`/admin/orders?${new URLSearchParams({ q: email })}`}
          className="underline underline-offset-4"
        >
          {t("one.allOrders")}
        </Link>
      }
    >
      {orders.length === 0 && <p className="text-quiet">{t("one.noOrders")}</p>}
      <ul className="text-[0.9375rem]">
        {orders.map((order) => (
          <li key={order.number} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1">
            <Link
              href={`/admin/orders/${order.number}`}
              prefetch={false}
              className="figures underline underline-offset-4"
            >
              {order.number}
            </Link>
            <Badge tone={ORDER_TONES[order.status]}>{states(`status.${order.status}`)}</Badge>
            <span className="figures">{formatMoney(order.total, order.currency, locale)}</span>
            <span className="text-quiet">{date.format(order.placedAt)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
