import "server-only";
import { asc, eq, inArray, sql } from "drizzle-orm";
import type { CartId } from "@/lib/base/ids";
import type { Transaction } from "@/lib/db/client";
import { cartLines, carts } from "@/lib/db/schema";
import { availableStock } from "@/lib/inventory/stock.server";
import { defaultCountry, lockCarts } from "./cart.server";
import { type MergeLine, mergeChoices, mergeLines } from "./merge";

/** Merges the guest's cart into another and deletes it. Its holds must have been moved before, or they count against the account. */
export async function mergeCarts(tx: Transaction, from: CartId, into: CartId): Promise<void> {
  const [guests] = await tx.select({ country: carts.country }).from(carts).where(eq(carts.id, from));
  const country = guests?.country ?? (await defaultCountry(tx));
  await tx.insert(carts).values({ id: into, country }).onConflictDoNothing();
  if (!(await lockCarts(tx, [from, into])).includes(from)) return;
  await mergeChoicesOf(tx, from, into);
  const own = await linesOf(tx, into);
  const added = await linesOf(tx, from);
  const available = await availableStock(
    tx,
    added.map((line) => line.variantId),
    into,
  );
  const lines = mergeLines(own, added, available);
  if (lines.length > 0) {
    await tx
      .insert(cartLines)
      .values(lines.map((line) => ({ ...line, cartId: into })))
      .onConflictDoUpdate({
        target: [cartLines.cartId, cartLines.variantId],
        set: {
          quantity: sql`excluded.quantity`,
          seenUnitAmount: sql`excluded.seen_unit_amount`,
          seenCurrency: sql`excluded.seen_currency`,
        },
      });
  }
  await tx.delete(carts).where(eq(carts.id, from));
}

async function mergeChoicesOf(tx: Transaction, from: CartId, into: CartId): Promise<void> {
  const rows = await tx
    .select()
    .from(carts)
    .where(inArray(carts.id, [from, into]));
  const own = rows.find((cart) => cart.id === into);
  const guests = rows.find((cart) => cart.id === from);
  if (own && guests) await tx.update(carts).set(mergeChoices(own, guests)).where(eq(carts.id, into));
}

function linesOf(tx: Transaction, cartId: CartId): Promise<MergeLine[]> {
  return tx
    .select({
      variantId: cartLines.variantId,
      quantity: cartLines.quantity,
      seenUnitAmount: cartLines.seenUnitAmount,
      seenCurrency: cartLines.seenCurrency,
    })
    .from(cartLines)
    .where(eq(cartLines.cartId, cartId))
    .orderBy(asc(cartLines.addedAt), asc(cartLines.variantId));
}
