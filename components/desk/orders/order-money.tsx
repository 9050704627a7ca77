import { Section } from "../section";
import { type PartProps, wordsFor } from "./shown-order";

/** What was quoted, what has come in, what went back, and what is left. */
export function OrderMoney(props: PartProps) {
  const { order, balance, refundable, toCome, payments } = props.file;
  const { t, money } = wordsFor(props);
  const fees = payments.flatMap(({ status, charge }) =>
    status === "paid" && charge?.fee ? [charge.fee] : [],
  );
  const fee = fees.every(({ currency }) => currency === order.currency)
    ? fees.reduce((sum, { amount }) => sum + amount, 0)
    : null;
  const kept = balance.captured - balance.refunded - balance.chargedBack - (fee ?? 0);
  const rows: [label: string, amount: number, when?: boolean][] = [
    [t("one.subtotal"), order.subtotal],
    [t("one.discounts"), -order.discountTotal, order.discountTotal > 0],
    [t("one.shipping"), order.shippingTotal],
    [t("one.tax"), order.taxTotal, order.taxTotal > 0],
    [t("one.total"), order.total],
    [t("one.captured"), balance.captured],
    [t("one.refunded"), -balance.refunded, balance.refunded > 0],
    [t("one.pending"), -balance.pending, balance.pending > 0],
    [t("one.toCome"), -toCome, toCome > 0],
    [t("one.credited"), -balance.credited, balance.credited > 0],
    [t("one.chargedBack"), -balance.chargedBack, balance.chargedBack > 0],
    [t("one.fee"), -(fee ?? 0), Boolean(fee)],
    [t("one.kept"), kept, Boolean(fee)],
    [t("one.left"), refundable],
  ];
  return (
    <Section title={t("one.money")}>
      <dl className="grid gap-1 text-[0.9375rem]">
        {rows
          .filter(([, , when = true]) => when)
          .map(([label, amount]) => (
            <div key={label} className="flex gap-4">
              <dt className="flex-1 text-quiet">{label}</dt>
              <dd className="figures">{money(amount)}</dd>
            </div>
          ))}
      </dl>
    </Section>
  );
}
