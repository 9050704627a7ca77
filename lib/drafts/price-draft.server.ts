import "server-only";
import type { Locale } from "@/i18n/routing";
import { loadCart } from "@/lib/cart/cart.server";
import { cartProblems } from "@/lib/cart/problems";
import type { Cart } from "@/lib/cart/types";
import { quoteCart } from "@/lib/checkout/core/price.server";
import { readCustomerById } from "@/lib/customers/read-customer.server";
import type { Queryable } from "@/lib/db/client";
import type { Destination } from "@/lib/model/delivery";
import type { DraftRow } from "./save-draft.server";

/**
 * Prices a draft by the functions that price every cart, at today's prices. `changed` says that goods cost something else than when it was put
 * together, or that there are not as many of them.
 * @param to where to, if more of it is known than the country
 */
export async function priceDraft(q: Queryable, draft: DraftRow, locale: Locale, to?: Destination) {
  const cart = await loadCart(q, draft.cartId);
  const customer = draft.customerId ? await readCustomerById(q, draft.customerId) : null;
  const quoted = await quoteCart(q, cart && atTodaysPrices(cart), {
    ...{ customer, locale, exceptOrderIds: [], shippingSpeed: draft.shippingSpeed ?? undefined, to },
  });
  return { cart, quoted, changed: cart ? cartProblems(cart) : [] };
}

/** Who opens the checkout sees today's price first, and agrees to it there. */
const atTodaysPrices = (cart: Cart): Cart => ({
  ...cart,
  lines: cart.lines.map((line) => ({ ...line, seenUnitAmount: line.unitAmount })),
});
