import { Price } from "@/components/ui/price";
import { textWithHoles } from "@/i18n/format-text";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import type { Currency } from "@/lib/base/money";

type Props = { amount: number; currency: Currency; locale: Locale; texts: Texts<"checkout">["elements"] };

/** The price before a discount is struck out, and screen readers say so. */
export function ListPrice({ amount, currency, locale, texts }: Props) {
  const [before = "", after = ""] = textWithHoles(texts.was, ["amount"]).split("{amount}");
  return (
    <span className="text-[0.9375rem] text-quiet">
      <span className="sr-only">{before}</span>
      <s>
        <Price amount={amount} currency={currency} locale={locale} />
      </s>
      <span className="sr-only">{`${after}. `}</span>
    </span>
  );
}
