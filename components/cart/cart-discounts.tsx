import { FreshText } from "@/components/ui/fresh-text";
import { Price } from "@/components/ui/price";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import type { Quote } from "@/lib/model/quote";
import { RefusalText } from "./refusal";
import { RemoveCode } from "./remove-code";

type Props = { quote: Quote; locale: Locale; texts: Texts<"cart"> };

export function CartDiscounts({ quote, locale, texts }: Props) {
  const { currency, discounts, refusedDiscounts = [], subtotal, discountTotal } = quote;
  const price = (amount: number) => <Price amount={amount} currency={currency} locale={locale} />;
  return (
    <>
      {discounts.length > 0 && (
        <dl className="mt-1 grid gap-2">
          {discounts.map(({ ruleId, code, name, reason, amount }) => (
            <div key={ruleId} className="flex justify-between gap-4">
              <dt className="min-w-0">
                <span className="text-good">{name}</span>
                <FreshText className="figures block text-[0.9375rem] text-quiet">{reason}</FreshText>
                {code && <RemoveCode code={code} locale={locale} texts={texts} />}
              </dt>
              <dd className="text-right text-good">{amount > 0 ? price(-amount) : texts.offDelivery}</dd>
            </div>
          ))}
          <div className="flex justify-between gap-4 text-lg">
            <dt>{texts.beforeDelivery}</dt>
            <dd className="font-medium">{price(subtotal - discountTotal)}</dd>
          </div>
        </dl>
      )}
      {refusedDiscounts.length > 0 && (
        <ul aria-label={texts.notApplied} className="figures grid gap-1 text-[0.9375rem] text-quiet">
          {refusedDiscounts.map(({ ruleId, code, name, reason }) => (
            <li key={ruleId ?? code}>
              <RefusalText name={called(name, code)} reason={reason} />
              {code && <RemoveCode code={code} locale={locale} texts={texts} />}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** A typed code is named too, as its rule has another name. */
const called = (name: string | undefined, code: string | undefined) =>
  name && code ? `${name} (${code})` : (name ?? code ?? null);
