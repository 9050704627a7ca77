import "server-only";
import { and, count, eq, notInArray, sql } from "drizzle-orm";
import type { CartId, VariantId } from "@/lib/base/ids";
import { isForSale } from "@/lib/catalog/products.server";
import type { Database, Transaction } from "@/lib/db/client";
import { cartLines, carts, products, variants } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { availableStock } from "@/lib/inventory/stock.server";
import { loadCart, lockCart, touchCart } from "./cart.server";
import { acceptProblems, cartProblems, problemsToken } from "./problems";
import { type CartRefusal, decideQuantity, MAX_LINES } from "./quantity";

export type CartChange =
  | { ok: true }
  /** `max` is the largest quantity that would be accepted. */
  | { ok: false; code: CartRefusal; max?: number };

type Line = { variantId: VariantId; quantity: number };

/**
 * Adds pieces of a variant, and creates the cart if needed.
 * @param seenUnitAmount minor units that the shopper saw; the catalogue's price if absent
 */
export async function addLine(
  database: Database,
  cart: { id: CartId; country: string },
  line: Line & { seenUnitAmount?: number },
): Promise<CartChange> {
  return inTransaction(database, async (tx) => {
    await lockCart(tx, cart.id, cart.country);
    const current = await lineQuantity(tx, cart.id, line.variantId);
    if (current === 0 && (await lineCount(tx, cart.id)) >= MAX_LINES) return { ok: false, code: "cart_full" };
    return writeQuantity(tx, cart.id, { ...line, quantity: current + line.quantity }, current);
  });
}

export async function setLineQuantity(database: Database, cartId: CartId, line: Line): Promise<CartChange> {
  return inTransaction(database, async (tx) => {
    await touchCart(tx, cartId);
    const current = await lineQuantity(tx, cartId, line.variantId);
    if (current === 0) return line.quantity === 0 ? { ok: true } : { ok: false, code: "unknown_variant" };
    return writeQuantity(tx, cartId, line, current);
  });
}

export async function setCartCountry(
  database: Database,
  cartId: CartId,
  country: string,
): Promise<CartChange> {
  await database
    .insert(carts)
    .values({ id: cartId, country, countryChosenAt: sql`now()` })
    .onConflictDoUpdate({
      target: carts.id,
      set: { country, countryChosenAt: sql`now()`, updatedAt: new Date() },
    });
  return { ok: true };
}

/** Applies the changes that the shopper saw. `changed_again`: `token` is out of date, and nothing is applied. */
export async function acceptCartChanges(
  database: Database,
  cart: { id: CartId; country: string },
  token: string,
): Promise<CartChange> {
  return inTransaction(database, async (tx) => {
    await lockCart(tx, cart.id, cart.country);
    const loaded = await loadCart(tx, cart.id);
    if (!loaded || problemsToken(cartProblems(loaded)) !== token) return { ok: false, code: "changed_again" };
    const kept = acceptProblems(loaded.lines);
    const keptIds = kept.map((line) => line.variantId);
    await tx
      .delete(cartLines)
      .where(
        and(
          eq(cartLines.cartId, cart.id),
          keptIds.length > 0 ? notInArray(cartLines.variantId, keptIds) : undefined,
        ),
      );
    for (const { variantId, quantity, seenUnitAmount } of kept) {
      await tx
        .update(cartLines)
        .set({ quantity, seenUnitAmount })
        .where(and(eq(cartLines.cartId, cart.id), eq(cartLines.variantId, variantId)));
    }
    return { ok: true };
  });
}

async function writeQuantity(
  tx: Transaction,
  cartId: CartId,
  line: Line & { seenUnitAmount?: number },
  current: number,
): Promise<CartChange> {
  const [variant] = await tx
    .select({
      unitAmount: variants.unitAmount,
      isForSale,
    })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .where(eq(variants.id, line.variantId));
  if (!variant) return { ok: false, code: "unknown_variant" };

  const available = await availableStock(tx, [line.variantId], cartId);
  const decision = decideQuantity({
    wanted: line.quantity,
    current,
    available: available.get(line.variantId) ?? 0,
    sellable: variant.isForSale,
  });
  if (!decision.ok) return decision;

  if (decision.quantity === 0) {
    await tx
      .delete(cartLines)
      .where(and(eq(cartLines.cartId, cartId), eq(cartLines.variantId, line.variantId)));
    return { ok: true };
  }
  const seen = line.seenUnitAmount;
  await tx
    .insert(cartLines)
    .values({
      cartId,
      variantId: line.variantId,
      quantity: decision.quantity,
      seenUnitAmount: seen ?? variant.unitAmount,
    })
    .onConflictDoUpdate({
      target: [cartLines.cartId, cartLines.variantId],
      set: { quantity: decision.quantity, ...(seen !== undefined && { seenUnitAmount: seen }) },
    });
  return { ok: true };
}

async function lineQuantity(tx: Transaction, cartId: CartId, variantId: VariantId): Promise<number> {
  const [line] = await tx
    .select({ quantity: cartLines.quantity })
    .from(cartLines)
    .where(and(eq(cartLines.cartId, cartId), eq(cartLines.variantId, variantId)))
    .for("update");
  return line?.quantity ?? 0;
}

async function lineCount(tx: Transaction, cartId: CartId): Promise<number> {
  const [row] = await tx.select({ lines: count() }).from(cartLines).where(eq(cartLines.cartId, cartId));
  return row?.lines ?? 0;
}
