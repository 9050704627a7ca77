import Link from "next/link";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { type Currency, formatMoney } from "@/lib/base/money";
import { shopTimeZone } from "@/lib/config/shop";
import type { MoneyOnItsWay } from "@/lib/desk/overview/money-on-its-way.server";
import { Facts, Section } from "../section";

type Props = { money: MoneyOnItsWay; currency: Currency; locale: Locale };

/** Money on its way to the bank, as the books know it. */
export function BankSection({ money: { payouts, atStripe }, currency, locale }: Props) {
  const t = translator(locale, "desk-overview");
  const money = (amount: number) => formatMoney(amount, currency, locale);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: shopTimeZone() });
  const sum = payouts.reduce((total, { amount }) => total + amount, 0);
  const next = payouts[0];
  return (
    <Section
      title={t("bank.title")}
      more={
        <Link href="/admin/books" prefetch={false} className="underline underline-offset-4">
          {t("bank.books")}
        </Link>
      }
    >
      <Facts
        facts={[
          { label: t("bank.coming"), value: <span className="figures">{money(sum)}</span> },
          {
            label: t("bank.next"),
            value: next && (
              <Link
                href={`/admin/books/${next.id}`}
                prefetch={false}
                className="underline underline-offset-4"
              >
                {t("bank.due", { amount: money(next.amount), day: day.format(next.arrivesAt) })}
              </Link>
            ),
          },
          {
            label: t("bank.atStripe"),
            value: atStripe === null ? null : <span className="figures">{money(atStripe)}</span>,
          },
        ]}
      />
    </Section>
  );
}
