import { useId } from "react";
import { RefusalText } from "@/components/cart/refusal";
import type { Texts } from "@/i18n/messages";
import type { CheckoutSummary } from "@/lib/checkout/cart/summary";

type Props = { refused: CheckoutSummary["refused"]; texts: Texts<"checkout">["elements"] };

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
