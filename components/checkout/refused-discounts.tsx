import { useId } from "react";
import { RefusalText } from "@/components/cart/refusal";
import type { CheckoutSummary } from "@/lib/checkout/cart/summary";
import type { CheckoutTexts } from "@/lib/checkout/page/texts";

type Props = { refused: CheckoutSummary["refused"]; texts: CheckoutTexts["elements"] };

/** Discounts that the shopper asked for, or is close to, and why they are not applied. */
export function RefusedDiscounts({ refused, texts }: Props) {
  const id = useId();
  if (refused.length === 0) return null;
  return (
    <section aria-labelledby={id} className="grid gap-1 text-[0.9375rem] text-quiet">
      <h3 id={id} className="font-medium text-ink">
        {texts.refused}
      </h3>
      <ul className="grid gap-1">
        {refused.map(({ name, code, reason }) => (
          <li key={`${name} ${code}`}>
            <RefusalText name={name ?? code} reason={reason} />
          </li>
        ))}
      </ul>
    </section>
  );
}
