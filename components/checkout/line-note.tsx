import { Filled } from "@/components/ui/filled";
import { Untranslated } from "@/components/ui/untranslated";
import type { Texts } from "@/i18n/messages";
import type { CheckoutSummary } from "@/lib/checkout/cart/summary";

type Props = { line: CheckoutSummary["lines"][number]; texts: Pick<Texts<"checkout">, "quantity"> };

export function LineNote({ line, texts }: Props) {
  return (
    <p className="figures text-[0.9375rem] text-quiet">
      {line.option && <span>{`${line.option} · `}</span>}
      <Filled text={texts.quantity} values={{ quantity: <Untranslated>{line.quantity}</Untranslated> }} />
    </p>
  );
}
