import "server-only";
import type { Locale } from "@/i18n/routing";
import { loadCart } from "@/lib/cart/cart.server";
import { viewOf } from "@/lib/cart/read.server";
import type { Cart } from "@/lib/cart/types";
import type { CartView } from "@/lib/cart/view";
import { openCheckout } from "@/lib/checkout/core/place-order.server";
import { quoteCart } from "@/lib/checkout/core/price.server";
import { env } from "@/lib/config/env";
import { db } from "@/lib/db/client";
import type { DeliveryZone } from "@/lib/model/delivery";
import type { Quote } from "@/lib/model/quote";
import { cheapestDelivery } from "@/lib/model/rate-choice";
import type { Shopper } from "@/lib/orders/owners/shopper";
import { isChargeableWith, newQuoteTax, type QuoteTax } from "@/lib/quote/quote-tax";
import { loadPlan } from "@/lib/shipping/plan.server";
import { zoneIn } from "@/lib/shipping/zone-in";
import { gramsOf, zoneRates } from "@/lib/shipping/zone-rates";
import { servedCountries, zoneOf } from "@/lib/shipping/zones";

type PricedCart = {
  cart: CartView;
  /** Null when the cart is empty, has changes that the shopper must accept first, or can't be delivered. */
  quote: Quote | null;
  delivery: CartDelivery;
};

export type CartDelivery = {
  /** ISO 3166-1 alpha-2, in the order of the zones. */
  countries: string[];
  /** The cheapest delivery, in minor units; null when there is none for this cart to its country. */
  cheapest: number | null;
  /** Whether the cart can be paid in its currency there: a tax on top can't, in a currency of whole units. */
  isInCurrency: boolean;
};

/** Prices the cart as a checkout would. Stores nothing and calls no other service. */
export async function readPricedCart({ cartId, customer }: Shopper, locale: Locale): Promise<PricedCart> {
  const cart = cartId && (await loadCart(db(), cartId));
  const view = await viewOf(cart, locale);
  if (!cart || cart.lines.length === 0) {
    return { cart: view, quote: null, delivery: { countries: [], cheapest: null, isInCurrency: true } };
  }
  const current = await openCheckout(db(), cart.id);
  const exceptOrderIds = current ? [current.order.id] : [];
  const quoted = await quoteCart(db(), cart, { customer, locale, exceptOrderIds });
  const quote = quoted.ok ? quoted.quote : null;
  const plan = await loadPlan(db());
  const zone = zoneOf(plan, { country: cart.country });
  const tax = zone && newQuoteTax(env(), zone);
  const isInCurrency = !tax || isChargeableWith(tax, cart.currency);
  const listed = zone && tax && isInCurrency ? listedRates(zone, tax, { cart, view, locale }) : [];
  const cheapest = cheapestDelivery(quote?.shippingRates ?? listed)?.amount ?? null;
  return { cart: view, quote, delivery: { countries: servedCountries(plan), cheapest, isInCurrency } };
}

type Listed = { cart: Cart; view: CartView; locale: Locale };

/** The rates without any discount. */
function listedRates(zone: DeliveryZone, { tax }: QuoteTax, { cart, view, locale }: Listed) {
  const { currency, subtotal } = view;
  const lines = cart.lines.map(({ grams, quantity }) => ({ quantity, ...(grams !== null && { grams }) }));
  const parcel = { country: cart.country, currency, goods: subtotal, grams: gramsOf(lines), tax };
  return zoneRates(zoneIn(zone, currency), parcel, locale);
}
