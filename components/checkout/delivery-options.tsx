"use client";
import type { StripeCheckoutShippingOption } from "@stripe/stripe-js";
import { FreshText } from "@/components/ui/fresh-text";
import { formatText } from "@/i18n/format-text";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import type { CheckoutQuote } from "@/lib/checkout/core/quote-view";
import { inRateOrder } from "@/lib/checkout/elements/delivery-choice";
import { estimateText } from "@/lib/checkout/page/estimate-text";
import { FieldProblem, FormSection } from "./form-section";
import { FreePrice } from "./free-price";
import { ListPrice } from "./list-price";
import { PickupAt } from "./pickup-at";

export type DeliveryChoice = {
  options: readonly Pick<
    StripeCheckoutShippingOption,
    "id" | "displayName" | "minorUnitsAmount" | "deliveryEstimate"
  >[];
  selected: string | null;
  problem: string | null;
  pick: (id: string) => void;
};

type Props = {
  delivery: DeliveryChoice;
  quote: CheckoutQuote;
  locale: Locale;
  texts: Texts<"checkout">["elements"];
};

export function DeliveryOptions({ delivery, quote, locale, texts }: Props) {
  const { currency, shippingRates } = quote;
  return (
    <FormSection title={texts.delivery}>
      <fieldset className="divide-y divide-line overflow-hidden rounded-xl border border-edge bg-raised">
        <legend className="sr-only">{texts.delivery}</legend>
        {inRateOrder(delivery.options, shippingRates).map((option) => {
          const estimate = estimateText(option.deliveryEstimate, texts);
          const amount = option.minorUnitsAmount;
          const rate = shippingRates.find(({ name }) => name === option.displayName);
          const before = rate?.listAmount ?? null;
          const pickup = rate?.pickup ?? null;
          return (
            <label key={option.id} className="flex min-h-16 items-center gap-4 px-4 py-3">
              <input
                type="radio"
                name="delivery"
                className="size-5 shrink-0 accent-(--action)"
                checked={option.id === delivery.selected}
                onChange={() => delivery.pick(option.id)}
              />
              <span className="min-w-0 flex-1">
                <span className="block font-medium">{option.displayName}</span>
                {estimate && (
                  <FreshText className="figures block text-[0.9375rem] text-quiet">
                    {pickup ? formatText(texts.readyIn, { time: estimate }) : estimate}
                  </FreshText>
                )}
                {pickup && <PickupAt pickup={pickup} locale={locale} />}
                {pickup && option.id === delivery.selected && (
                  <span className="mt-1 block text-[0.9375rem] text-quiet">{texts.nothingSent}</span>
                )}
              </span>
              <span className="flex flex-wrap justify-end gap-x-1 text-right">
                {before !== null && before !== amount && (
                  <ListPrice amount={before} currency={currency} locale={locale} texts={texts} />
                )}
                <FreePrice amount={amount} currency={currency} locale={locale} free={texts.free} />
              </span>
            </label>
          );
        })}
      </fieldset>
      {delivery.problem && <FieldProblem>{delivery.problem}</FieldProblem>}
    </FormSection>
  );
}
