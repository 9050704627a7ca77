import { type Currency, formatMoney } from "@/lib/base/money";
import type { Quote } from "@/lib/model/quote";
import type { RefundPlan } from "@/lib/orders/merchant/refund-plan";

/** Says what a refund would give back, a line each. */
export function refundReport(
  { number, currency, quote }: { number: string; currency: Currency; quote: Quote },
  plan: Extract<RefundPlan, { ok: true }>,
): string[] {
  const money = (amount: number) => formatMoney(amount, currency, "en");
  const { share } = plan;
  const skuOf = (id: string) => quote.lines.find(({ variantId }) => variantId === id)?.sku ?? id;
  const row = (what: string, amount: number) => (amount === 0 ? [] : [`  ${what}: ${money(amount)}`]);
  return [
    `${money(plan.amount)} of ${number} would be refunded, of the payment ${plan.paymentIntentId}; ${money(plan.left)} of it would be left.`,
    ...(share?.lines ?? []).map(
      (line) =>
        `  ${line.quantity} x ${skuOf(line.variantId)}: ${money(line.amount)}` +
        (line.discount > 0 ? ` (${money(line.goods)} less ${money(line.discount)} of discounts)` : ""),
    ),
    ...row("delivery", share?.delivery.amount ?? 0),
    ...row("beside them", share?.free ?? 0),
    ...row("given back before, as an amount", -(share?.alreadyGiven ?? 0)),
    ...row("tax in it", (share?.taxAdded ?? 0) + (share?.taxIncluded ?? 0)),
  ];
}
