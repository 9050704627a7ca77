import { FreshText } from "@/components/ui/fresh-text";
import { formatText } from "@/i18n/format-text";

export type StockLabels = {
  soldOut: string;
  inStock: string;
  /** For `formatText`, as the count changes. */
  fewLeft: string;
};

const FEW = 5;

export function StockNote({ available, labels }: { available: number; labels: StockLabels }) {
  const [text, tone] =
    available <= 0
      ? [labels.soldOut, "text-bad"]
      : available <= FEW
        ? [formatText(labels.fewLeft, { count: available }), "text-warn"]
        : [labels.inStock, "text-good"];
  return (
    <p role="status" className={`flex items-center gap-2 text-sm ${tone}`}>
      <span aria-hidden="true" className="size-2 rounded-full bg-current" />
      <FreshText>{text}</FreshText>
    </p>
  );
}
