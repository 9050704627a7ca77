import "server-only";
import { getTranslations } from "next-intl/server";
import type { Locale } from "@/i18n/routing";
import { cartProblems } from "@/lib/cart/problems";
import type { Cart } from "@/lib/cart/types";
import { env } from "@/lib/env";
import { currency } from "@/lib/money";
import { makeQuote } from "@/lib/quote/make-quote";
import type { Quote } from "@/lib/quote/types";
import { zoneRates } from "@/lib/shipping/rates";

export type CartRefusal = { ok: false; code: "cart_empty" | "cart_changed" | "out_of_stock" };

/** Prices a cart as it is now, or tells why it can't be paid: a change the shopper has not accepted, or a shortage. */
export async function quoteCart(
  cart: Cart | null,
  locale: Locale,
): Promise<{ ok: true; quote: Quote } | CartRefusal> {
  if (!cart || cart.lines.length === 0) return { ok: false, code: "cart_empty" };
  const problems = cartProblems(cart);
  if (problems.some((problem) => problem.code === "sold_out" || problem.code === "quantity_reduced")) {
    return { ok: false, code: "out_of_stock" };
  }
  if (problems.length > 0) return { ok: false, code: "cart_changed" };

  const { STORE_CURRENCY, STRIPE_TAX } = env();
  const code = currency(STORE_CURRENCY);
  const t = await getTranslations({ locale, namespace: "checkout" });
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
      name: t(`shipping.${rate.speed}`),
    })),
    tax: STRIPE_TAX ? "stripe" : "included",
  });
  return { ok: true, quote };
}
