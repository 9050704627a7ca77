import "server-only";
import { eq } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import type { CartId } from "@/lib/base/ids";
import { loadCart, lockCarts } from "@/lib/cart/cart.server";
import type { Cart } from "@/lib/cart/types";
import { openCheckout } from "@/lib/checkout/core/place-order.server";
import { quoteCart } from "@/lib/checkout/core/price.server";
import { askedWith, keptCodes, refusalOf } from "@/lib/checkout/core/quote-change";
import { db, type Transaction } from "@/lib/db/client";
import { carts } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { refusalText } from "@/lib/discounts/texts";
import type { RefusalCode } from "@/lib/model/discount";
import { isSameCode } from "@/lib/model/promotion-code";
import type { Shopper } from "@/lib/orders/owners/shopper";

type CodeTried =
  /** `waiting` is the shopper's text for why the kept code takes nothing off yet; null when it applies. */
  | { ok: true; waiting: string | null }
  | { ok: false; code: RefusalCode; reason: string }
  /** The cart has nothing to price, or changes that the shopper must accept first. */
  | { ok: false; code: "cart_lost" | "cart_empty" | "cart_changed" | "out_of_stock" | "not_served" };

/**
 * Keeps a code in the cart that applies, or that a change of the cart or the country could make apply. Reserves nothing.
 * @param code as `promotionCodeField` returns it
 */
export function tryCode(
  { cartId, customer }: Pick<Shopper, "cartId" | "customer">,
  code: string,
  locale: Locale,
): Promise<CodeTried> {
  return changeCodes(cartId, async (tx, cart) => {
    const current = await openCheckout(tx, cart.id);
    const exceptOrderIds = current ? [current.order.id] : [];
    const change = { kind: "promotion_code", code } as const;
    const asked = askedWith(cart.asked, change);
    const quoted = await quoteCart(tx, { ...cart, asked }, { customer, locale, exceptOrderIds });
    if (!quoted.ok) return quoted;
    const { quote, refused } = quoted;
    const codes = keptCodes(asked, quote.discounts, refused);
    const refusal = refusalOf(change, refused);
    const reason = refusal ? refusalText(refusal.refusal, locale, quote.currency) : null;
    if (refusal && reason !== null && !codes.some((kept) => isSameCode(kept, code))) {
      return { ok: false, code: refusal.refusal.code, reason };
    }
    await keepCodes(tx, cart.id, codes);
    return { ok: true, waiting: reason };
  });
}

export async function removeCode(cartId: CartId | null, code: string): Promise<{ ok: true } | { ok: false }> {
  const removed = await changeCodes(cartId, async (tx, cart) => {
    await keepCodes(
      tx,
      cart.id,
      cart.asked.codes.filter((kept) => !isSameCode(kept, code)),
    );
    return { ok: true, waiting: null };
  });
  return { ok: removed.ok };
}

function changeCodes(
  cartId: CartId | null,
  change: (tx: Transaction, cart: Cart) => Promise<CodeTried>,
): Promise<CodeTried> {
  return inTransaction(db(), async (tx) => {
    const locked = cartId ? await lockCarts(tx, [cartId]) : [];
    const cart = cartId && locked.length > 0 ? await loadCart(tx, cartId) : null;
    return cart ? change(tx, cart) : { ok: false, code: "cart_lost" };
  });
}

const keepCodes = (tx: Transaction, cartId: CartId, promotionCodes: string[]) =>
  tx.update(carts).set({ promotionCodes }).where(eq(carts.id, cartId));
