import Link from "next/link";
import type { Locale } from "@/i18n/routing";
import { type Translator, translator } from "@/i18n/texts.server";
import { formatMoney } from "@/lib/base/money";
import type { Movement } from "@/lib/books/read-payouts.server";
import { shopTimeZone } from "@/lib/config/shop";
import { WideTable } from "../wide-table";

const KNOWN = [
  ...(["charge", "charge_failure", "refund", "refund_failure", "dispute", "dispute_reversal"] as const),
  ...(["fee", "payout", "payout_reversal"] as const),
];

/** What a phone shows below the kind. */
const WIDE = "max-sm:hidden";

/** A category of Stripe's in words; one that is new stays as Stripe writes it. */
function kindText(category: string, t: Translator<"desk-books">): string {
  const known = KNOWN.find((one) => one === category);
  return known ? t(`kinds.${known}`) : category.replaceAll("_", " ");
}

type Props = { label: string; movements: readonly Movement[]; locale: Locale };

/** Movements of the balance, each with its order, or what it is without one. */
export function MovementTable({ label, movements, locale }: Props) {
  const t = translator(locale, "desk-books");
  const time = new Intl.DateTimeFormat(locale, {
    ...{ dateStyle: "medium", timeStyle: "short", timeZone: shopTimeZone() },
  });
  const numbers = ["gross", "fee", "net"] as const;
  return (
    <WideTable label={label}>
      <thead>
        <tr>
          <th scope="col" className={WIDE}>
            {t("columns.when")}
          </th>
          <th scope="col">{t("columns.what")}</th>
          <th scope="col" className={WIDE}>
            {t("columns.order")}
          </th>
          {numbers.map((name) => (
            <th key={name} scope="col" className={`text-end whitespace-nowrap ${name === "net" ? "" : WIDE}`}>
              {t(`columns.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {movements.map((movement) => {
          const { stripeId, category, amount, fee, net, currency, createdAt } = movement;
          const about = <About movement={movement} t={t} />;
          const money = (value: number) => formatMoney(value, currency, locale);
          return (
            <tr key={stripeId}>
              <td className={`figures whitespace-nowrap ${WIDE}`}>{time.format(createdAt)}</td>
              <th scope="row">
                {kindText(category, t)}
                <span className="block font-normal sm:hidden">{about}</span>
                <span className="block font-normal text-quiet sm:hidden">{time.format(createdAt)}</span>
              </th>
              <td className={WIDE}>{about}</td>
              <td className={`figures text-end whitespace-nowrap ${WIDE}`}>{money(amount)}</td>
              <td className={`figures text-end whitespace-nowrap ${WIDE}`}>{money(fee)}</td>
              <td className="figures text-end whitespace-nowrap">{money(net)}</td>
            </tr>
          );
        })}
      </tbody>
    </WideTable>
  );
}

/** The order of a movement, or what it is about without one. */
function About({ movement, t }: { movement: Movement; t: Translator<"desk-books"> }) {
  const { orderNumber, paymentIntentId, sourceId, description } = movement;
  if (orderNumber) {
    return (
      <Link
        href={`/admin/orders/${orderNumber}`}
        prefetch={false}
        className="figures underline underline-offset-4"
      >
        {orderNumber}
      </Link>
    );
  }
  const said = paymentIntentId ?? description ?? sourceId;
  return (
    <span className="text-quiet [overflow-wrap:anywhere]">
      {t(paymentIntentId ? "without.payment" : "without.account")}
      {said && <span className="block">{said}</span>}
    </span>
  );
}
