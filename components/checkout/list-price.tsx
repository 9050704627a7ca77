import { Price } from "@/components/ui/price";
import { PriceBefore } from "@/components/ui/price-before";
import { textWithHoles } from "@/i18n/format-text";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import type { Currency } from "@/lib/base/money";

type Props = { amount: number; currency: Currency; locale: Locale; texts: Texts<"checkout">["elements"] };

/** The price before a discount. */
export function ListPrice({ amount, currency, locale, texts }: Props) {
  return (
    <PriceBefore
      text={textWithHoles(texts.was, ["amount"])}
      amount={<Price amount={amount} currency={currency} locale={locale} />}
      className="text-[0.9375rem]"
    />
  );
}
