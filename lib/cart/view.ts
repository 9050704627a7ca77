import type { Locale } from "@/i18n/routing";
import { inLocale } from "@/lib/base/i18n-text";
import type { Currency } from "@/lib/base/money";
import { type CartProblem, cartProblems, lineProblems, problemsToken } from "./problems";
import { quantityLimit } from "./quantity";
import type { Cart } from "./types";

export type CartLineView = {
  variantId: string;
  slug: string;
  name: string;
  option: string;
  image: string;
  /** The current price in minor units. */
  unitAmount: number;
  /** The price before, in minor units. */
  compareAtAmount: number | null;
  quantity: number;
  max: number;
  /** Pieces that are there; more are delivered later. */
  ready: number;
  problems: CartProblem[];
};

export type CartView = {
  currency: Currency;
  country: string;
  count: number;
  /** In minor units, at current prices. */
  subtotal: number;
  lines: CartLineView[];
  /** Sent back to accept the changes; empty when there are none. */
  problemsToken: string;
};

/** The JSON of `GET /api/cart`. `hasCart` says that the browser has a cart's cookie. */
export type OwnView = CartView & { signedIn: boolean; hasCart: boolean };

export function cartView(cart: Cart, locale: Locale): CartView {
  return {
    currency: cart.currency,
    country: cart.country,
    count: cart.lines.reduce((sum, line) => sum + line.quantity, 0),
    subtotal: cart.lines.reduce((sum, line) => sum + line.unitAmount * line.quantity, 0),
    lines: cart.lines.map((line) => ({
      variantId: line.variantId,
      slug: line.productSlug,
      name: inLocale(line.productName, locale),
      option: inLocale(line.optionLabel, locale),
      image: line.image,
      unitAmount: line.unitAmount,
      quantity: line.quantity,
      max: quantityLimit(line.available),
      ready: line.ready,
      compareAtAmount: line.compareAtAmount,
      problems: lineProblems(line),
    })),
    problemsToken: problemsToken(cartProblems(cart)),
  };
}

export function emptyCartView(country: string, currency: Currency): CartView {
  return { currency, country, count: 0, subtotal: 0, lines: [], problemsToken: "" };
}
