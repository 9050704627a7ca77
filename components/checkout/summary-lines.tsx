import { LinePicture } from "@/components/cart/line-picture";
import { Price } from "@/components/ui/price";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import type { CheckoutSummary } from "@/lib/checkout/cart/summary";
import { LineNote } from "./line-note";

type Props = {
  summary: Pick<CheckoutSummary, "lines" | "currency">;
  locale: Locale;
  texts: Texts<"checkout">;
};

export function SummaryLines({ summary, locale, texts }: Props) {
  return (
    <ul aria-label={texts.summary} className="min-w-0 divide-y divide-line lg:col-start-2 lg:row-start-1">
      {summary.lines.map((line) => (
        <li key={line.key} className="flex items-center gap-4 py-3">
          <LinePicture src={line.image} className="size-16" />
          <div className="min-w-0 flex-1">
            <p className="font-medium">{line.name}</p>
            <LineNote line={line} texts={texts} />
          </div>
          <Price amount={line.total} currency={summary.currency} locale={locale} />
        </li>
      ))}
    </ul>
  );
}
