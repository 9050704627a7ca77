import "server-only";
import { and, eq } from "drizzle-orm";
import type { CartId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import type { Database, Transaction } from "@/lib/db/client";
import { cartLines, carts } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { loadCart, readCartChoices, touchCart } from "./cart.server";

/** Shows a cart's amounts in another currency. A cart that does not exist stays so. */
export const setCartCurrency = (database: Database, cartId: CartId, currency: Currency): Promise<void> =>
  inTransaction(database, async (tx) => {
    await touchCart(tx, cartId);
    await writeCurrency(tx, cartId, currency);
  });

/** As `setCartCurrency`, for a locked cart. The shopper sees the prices of the new currency next, so no line's price counts as changed. */
export async function writeCurrency(tx: Transaction, cartId: CartId, currency: Currency): Promise<void> {
  const known = await readCartChoices(tx, cartId);
  if (!known || known.currency === currency) return;
  await tx.update(carts).set({ currency }).where(eq(carts.id, cartId));
  const cart = await loadCart(tx, cartId);
  for (const { variantId, unitAmount } of cart?.lines ?? []) {
    await tx
      .update(cartLines)
      .set({ seenUnitAmount: unitAmount, seenCurrency: currency })
      .where(and(eq(cartLines.cartId, cartId), eq(cartLines.variantId, variantId)));
  }
}
