import "server-only";
import type { Locale } from "@/i18n/routing";
import { cartProblems } from "@/lib/cart/problems";
import type { Cart } from "@/lib/cart/types";
import { env } from "@/lib/env";
import { currency } from "@/lib/money";
import { makeQuote } from "@/lib/quote/make-quote";
import type { Quote, ShippingSpeed } from "@/lib/quote/types";
import { zoneRates } from "@/lib/shipping/rates";
import en from "@/messages/en/checkout.json";
import fr from "@/messages/fr/checkout.json";

export type CartRefusal = { ok: false; code: "cart_empty" | "cart_changed" | "out_of_stock" };

const RATE_NAMES: Record<Locale, Record<ShippingSpeed, string>> = { en: en.shipping, fr: fr.shipping };

/** Prices a cart as it is now, or tells why it can't be paid: a change the shopper has not accepted, or a shortage. */
export function quoteCart(cart: Cart | null, locale: Locale): { ok: true; quote: Quote } | CartRefusal {
  if (!cart || cart.lines.length === 0) return { ok: false, code: "cart_empty" };
  const problems = cartProblems(cart);
  if (problems.some((problem) => problem.code === "sold_out" || problem.code === "quantity_reduced")) {
    return { ok: false, code: "out_of_stock" };
  }
  if (problems.length > 0) return { ok: false, code: "cart_changed" };

  const { STORE_CURRENCY, STRIPE_TAX } = env();
  const code = currency(STORE_CURRENCY);
  const lines = cart.lines.flatMap((line) =>
    line.priceId === null
      ? []
      : {
          variantId: line.variantId,
          sku: line.sku,
          priceId: line.priceId,
          productSlug: line.productSlug,
          productName: line.productName[locale],
          optionLabel: line.optionLabel[locale],
          image: line.image,
          unitAmount: line.unitAmount,
          quantity: line.quantity,
        },
  );
  const quote = makeQuote({
    revision: 1,
    currency: code,
    country: cart.country,
    lines,
    discounts: [],
    shippingRates: zoneRates(cart.country, code).map((rate) => ({
      ...rate,
      name: RATE_NAMES[locale][rate.speed],
    })),
    tax: STRIPE_TAX ? "stripe" : "included",
  });
  return { ok: true, quote };
}
