import { FreshText } from "@/components/ui/fresh-text";
import { type CountedText, textForCount } from "@/i18n/text-for-count";
import { isDeliveredLater, type ShownStock } from "@/lib/inventory/shown-stock";

export type StockLabels = {
  soldOut: string;
  inStock: string;
  fewLeft: CountedText;
  /** Sold beyond what is there. */
  toOrder: string;
};

const FEW = 5;

export function StockNote({ stock, labels }: { stock: ShownStock; labels: StockLabels }) {
  const { available } = stock;
  const [text, tone] =
    available <= 0
      ? [labels.soldOut, "text-bad"]
      : isDeliveredLater(stock)
        ? [labels.toOrder, "text-warn"]
        : available <= FEW
          ? [textForCount(labels.fewLeft, available), "text-warn"]
          : [labels.inStock, "text-good"];
  return (
    <p role="status" className={`flex items-center gap-2 text-sm ${tone}`}>
      <span aria-hidden="true" className="size-2 rounded-full bg-current" />
      <FreshText>{text}</FreshText>
    </p>
  );
}
