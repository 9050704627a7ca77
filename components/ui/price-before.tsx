import { Untranslated } from "@/components/ui/untranslated";
import { textWithHoles } from "@/i18n/format-text";

/** `text` has a place for `{amount}`, as "Before: {amount}"; `amount` is formatted. */
type Props = { text: string; amount: string; className?: string };

/** A price that no longer holds is struck out, and screen readers say so. */
export function PriceBefore({ text, amount, className = "" }: Props) {
  const [before = "", after = ""] = textWithHoles(text, ["amount"]).split("{amount}");
  return (
    <span className={`figures whitespace-nowrap text-quiet ${className}`}>
      <span className="sr-only">{before}</span>
      <s>
        <Untranslated>{amount}</Untranslated>
      </s>
      <span className="sr-only">{`${after}. `}</span>
    </span>
  );
}
