import { LinePicture } from "@/components/cart/line-picture";
import { Section } from "../section";
import { type PartProps, wordsFor } from "./shown-order";

/** What was ordered, and what it was quoted at. */
export function OrderGoods(props: PartProps) {
  const { order } = props.file;
  const { t, money } = wordsFor(props);
  const { quote } = order;
  return (
    <Section title={t("one.lines")}>
      <ul className="divide-y divide-line">
        {quote.lines.map((line) => (
          <li key={line.variantId} className="flex items-center gap-3 py-2">
            <LinePicture src={line.image} className="size-12" />
            <div className="min-w-0 flex-1">
              <p>
                {line.quantity} × {line.productName}
              </p>
              <p className="text-quiet">
                {[line.optionLabel, line.sku, t("one.each", { amount: money(line.unitAmount) })]
                  .filter(Boolean)
                  .join(" · ")}
              </p>
            </div>
            <p className="figures">{money(line.total)}</p>
          </li>
        ))}
      </ul>
      {quote.discounts.length > 0 && (
        <ul aria-label={t("one.discountsUsed")} className="border-t border-line pt-2 text-[0.9375rem]">
          {quote.discounts.map((discount) => (
            <li key={`${discount.code} ${discount.name}`} className="flex gap-3">
              <span className="min-w-0 flex-1">
                {[discount.code, discount.name].filter(Boolean).join(" · ")}
              </span>
              <span className="figures">−{money(discount.amount + (discount.shippingAmount ?? 0))}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
