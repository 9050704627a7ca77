import { Filled } from "@/components/ui/filled";
import { Price } from "@/components/ui/price";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import type { CartView } from "@/lib/cart/view";
import type { CartDelivery } from "@/lib/checkout/cart/read-priced-cart.server";
import type { Quote } from "@/lib/model/quote";
import type { CheckoutSurface } from "@/lib/model/surface";
import { countryName } from "@/lib/orders/views/address-lines";
import { CartDiscounts } from "./cart-discounts";
import { CheckoutLink } from "./checkout-link";
import { CountrySelect } from "./country-select";
import { DiscountCode } from "./discount-code";

type Props = {
  cart: CartView;
  /** The price that the checkout will have; null while a change must be accepted first. */
  quote: Quote | null;
  delivery: CartDelivery;
  locale: Locale;
  texts: Texts<"cart">;
  surface: CheckoutSurface;
};

/** Country, amounts, and a link to the checkout once nothing has to be accepted. */
export function CartSummary({ cart, quote, delivery, locale, texts, surface }: Props) {
  // A country that the merchant no longer delivers to stays visible, as it is what the cart has.
  const countries = [...new Set([...delivery.countries, cart.country])]
    .map((code) => ({ code, name: countryName(code, locale) }))
    .sort((a, b) => a.name.localeCompare(b.name, locale));
  const { cheapest, isInCurrency } = delivery;
  const note = quote && taxNote(quote, texts);
  return (
    <section
      aria-labelledby="cart-summary"
      className="grid gap-5 rounded-2xl border border-transparent bg-raised p-6 md:p-8"
    >
      <h2 id="cart-summary" className="display-face text-heading">
        {texts.summary}
      </h2>
      <CountrySelect locale={locale} country={cart.country} countries={countries} texts={texts} />
      {quote && <DiscountCode locale={locale} texts={texts.code} />}
      <div className="grid gap-1 border-t border-line pt-5">
        <p className="flex justify-between text-lg">
          <span>{texts.subtotal}</span>
          <Price amount={cart.subtotal} currency={cart.currency} locale={locale} className="font-medium" />
        </p>
        {quote && <CartDiscounts quote={quote} locale={locale} texts={texts} />}
        {cheapest !== null && (
          <p className="figures text-[0.9375rem] text-quiet">
            <Filled
              text={texts.shippingFrom}
              values={{ price: <Price amount={cheapest} currency={cart.currency} locale={locale} /> }}
            />
            <span>{` ${texts.shippingChoice}`}</span>
          </p>
        )}
        {note && <p className="text-[0.9375rem] text-quiet">{note}</p>}
      </div>
      {cart.problemsToken ? (
        <p className="text-[0.9375rem] text-warn">{texts.acceptFirst}</p>
      ) : cheapest === null ? (
        <p className="text-[0.9375rem] text-warn">{isInCurrency ? texts.notServed : texts.notInCurrency}</p>
      ) : (
        <CheckoutLink surface={surface} variant="primary" locale={locale} label={texts.checkout} />
      )}
    </section>
  );
}

function taxNote({ tax, taxBehavior }: Quote, texts: Texts<"cart">): string | null {
  if (taxBehavior === "exclusive") return texts.taxAdded;
  return tax === "included" || taxBehavior === "inclusive" ? texts.taxIncluded : null;
}
