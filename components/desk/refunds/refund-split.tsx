import { WideTable } from "@/components/desk/wide-table";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { formatMoney } from "@/lib/base/money";
import type { RefundDesk } from "@/lib/desk/refunds/refund-desk.server";
import type { RefundPlan } from "@/lib/orders/merchant/refund-plan";

type Props = { desk: RefundDesk; plan: Extract<RefundPlan, { ok: true }>; locale: Locale };

/** How a refund divides over lines, delivery and the rest, and of which payment it is. */
export function RefundSplit({ desk: { order, lines }, plan, locale }: Props) {
  const t = translator(locale, "refunds");
  const money = (amount: number) => formatMoney(amount, order.currency, locale);
  const { share } = plan;
  const rows: { label: string; hint?: string; amount: number }[] = [
    ...(share?.lines ?? []).map(({ variantId, quantity, goods, discount, amount }) => ({
      label: t("preview.line", {
        quantity,
        goods: lines.find((line) => line.variantId === variantId)?.goods ?? "",
      }),
      ...(discount > 0 && {
        hint: t("preview.discounts", { goods: money(goods), discount: money(discount) }),
      }),
      amount,
    })),
    { label: t("preview.delivery"), amount: share?.delivery.amount ?? 0 },
    { label: t("preview.free"), amount: share?.free ?? 0 },
    { label: t("preview.alreadyGiven"), amount: -(share?.alreadyGiven ?? 0) },
  ].filter(({ amount }, index) => amount !== 0 || index < (share?.lines.length ?? 0));
  const tax = (share?.taxAdded ?? 0) + (share?.taxIncluded ?? 0);
  return (
    <WideTable label={t("preview.title")} className="mt-2 max-w-2xl">
      <tbody>
        {rows.map(({ label, hint, amount }) => (
          <tr key={label}>
            <th scope="row">
              <span className="block">{label}</span>
              {hint && <span className="block text-sm">{hint}</span>}
            </th>
            <td className="figures text-end whitespace-nowrap">{money(amount)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" className="text-ink">
            {t("preview.total")}
          </th>
          <td className="figures text-end font-medium whitespace-nowrap">{money(plan.amount)}</td>
        </tr>
        {tax > 0 && (
          <tr>
            <th scope="row">{t("preview.tax")}</th>
            <td className="figures text-end whitespace-nowrap">{money(tax)}</td>
          </tr>
        )}
        <tr>
          <th scope="row">
            <span className="block">{t("preview.payment")}</span>
            <span className="block text-sm">{t("preview.rest", { left: money(plan.left) })}</span>
          </th>
          <td className="text-end text-sm break-all">{plan.paymentIntentId}</td>
        </tr>
      </tfoot>
    </WideTable>
  );
}
