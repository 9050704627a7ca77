import { Filled } from "@/components/ui/filled";
import { Untranslated } from "@/components/ui/untranslated";
import type { CheckoutSummary } from "@/lib/checkout/cart/summary";
import type { CheckoutTexts } from "@/lib/checkout/page/texts";

type Props = { line: CheckoutSummary["lines"][number]; texts: Pick<CheckoutTexts, "quantity"> };

export function LineNote({ line, texts }: Props) {
  return (
    <p className="figures text-[0.9375rem] text-quiet">
      {line.option && <span>{`${line.option} · `}</span>}
      <Filled text={texts.quantity} values={{ quantity: <Untranslated>{line.quantity}</Untranslated> }} />
    </p>
  );
}
