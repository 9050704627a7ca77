import { Filled } from "@/components/ui/filled";
import { Price } from "@/components/ui/price";
import { PriceBefore } from "@/components/ui/price-before";
import { textWithHoles } from "@/i18n/format-text";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import type { Currency } from "@/lib/base/money";
import type { CartLineView } from "@/lib/cart/view";
import { isDeliveredLater } from "@/lib/inventory/shown-stock";

type Props = { line: CartLineView; currency: Currency; locale: Locale; texts: Texts<"cart"> };

/** Shows name, options and price of a line, and the unit price where it differs. */
export function LineFacts({ line, currency, locale, texts }: Props) {
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="min-w-0">
        <a
          href={localPath(locale, `/products/${line.slug}`)}
          className="font-medium underline-offset-4 hover:underline"
        >
          {line.name}
        </a>
        {line.option && <p className="text-[0.9375rem] text-quiet">{line.option}</p>}
        {line.quantity > 1 && (
          <p className="figures text-[0.9375rem] text-quiet">
            <Filled
              text={texts.each}
              values={{ price: <Price amount={line.unitAmount} currency={currency} locale={locale} /> }}
            />
          </p>
        )}
        {isDeliveredLater({ available: line.max, ready: line.ready }, line.quantity) && (
          <p className="text-[0.9375rem] text-warn">{line.ready > 0 ? texts.partLater : texts.later}</p>
        )}
      </div>
      <div className="flex flex-col items-end">
        <Price amount={line.unitAmount * line.quantity} currency={currency} locale={locale} />
        {line.compareAtAmount !== null && (
          <PriceBefore
            text={textWithHoles(texts.was, ["amount"])}
            amount={
              <Price amount={line.compareAtAmount * line.quantity} currency={currency} locale={locale} />
            }
            className="text-[0.9375rem]"
          />
        )}
      </div>
    </div>
  );
}
