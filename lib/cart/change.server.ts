import "server-only";
import { and, count, eq, notInArray, sql } from "drizzle-orm";
import type { CartId, VariantId } from "@/lib/base/ids";
import { type Currency, MOST_CHARGED } from "@/lib/base/money";
import { isForSale } from "@/lib/catalog/products.server";
import { priceIn } from "@/lib/currencies/price-in";
import { currencyOfCountry, ownCurrency } from "@/lib/currencies/sold";
import type { Database, Transaction } from "@/lib/db/client";
import { cartLines, carts, products, variants } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { availableStock } from "@/lib/inventory/stock.server";
import { defaultCountry, loadCart, lockCart, readCartChoices, touchCart } from "./cart.server";
import { writeCurrency } from "./currency.server";
import { acceptProblems, cartProblems, problemsToken } from "./problems";
import { type CartRefusal, decideQuantity, MAX_LINES } from "./quantity";

export type CartChange =
  | { ok: true }
  /** `max` is the largest quantity that would be accepted. */
  | { ok: false; code: CartRefusal; max?: number };

type Line = { variantId: VariantId; quantity: number };

/** The price that the shopper saw on the page, in minor units. */
type SeenPrice = { unitAmount: number; currency: Currency };

/**
 * Adds pieces of a variant, and creates the cart if needed. All of it is in the shopper's currency then, or without one in the store's own.
 * @param seen today's price if absent, or in another currency
 */
export async function addLine(
  database: Database,
  cart: { id: CartId; country: string; currency?: Currency },
  line: Line & { seen?: SeenPrice | undefined },
): Promise<CartChange> {
  return inTransaction(database, async (tx) => {
    await lockCart(tx, cart.id, cart.country);
    const currency = cart.currency ?? ownCurrency();
    await writeCurrency(tx, cart.id, currency);
    const current = await lineQuantity(tx, cart.id, line.variantId);
    if (current === 0 && (await lineCount(tx, cart.id)) >= MAX_LINES) return { ok: false, code: "cart_full" };
    const added = { ...line, quantity: current + line.quantity };
    return writeQuantity(tx, cart.id, added, current, currency);
  });
}

export async function setLineQuantity(database: Database, cartId: CartId, line: Line): Promise<CartChange> {
  return inTransaction(database, async (tx) => {
    await touchCart(tx, cartId);
    const current = await lineQuantity(tx, cartId, line.variantId);
    if (current === 0) return line.quantity === 0 ? { ok: true } : { ok: false, code: "unknown_variant" };
    return writeQuantity(tx, cartId, line, current, ownCurrency());
  });
}

/**
 * Changes the country of delivery, and with it the currency where that country has another: both or neither. A currency that was chosen stays
 * within a country. Creates the cart if needed.
 * @returns the currency that the cart has changed to; null where it stays
 */
export async function setCartCountry(
  database: Database,
  cartId: CartId,
  country: string,
): Promise<Currency | null> {
  return inTransaction(database, async (tx) => {
    await lockCart(tx, cartId, await defaultCountry(tx));
    const before = await readCartChoices(tx, cartId);
    await tx.update(carts).set({ country, countryChosenAt: sql`now()` }).where(eq(carts.id, cartId));
    const currency = currencyOfCountry(country);
    if (!before || currency === currencyOfCountry(before.country)) return null;
    await writeCurrency(tx, cartId, currency);
    return currency;
  });
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
        .set({ quantity, seenUnitAmount, seenCurrency: loaded.currency })
        .where(and(eq(cartLines.cartId, cart.id), eq(cartLines.variantId, variantId)));
    }
    return { ok: true };
  });
}

async function writeQuantity(
  tx: Transaction,
  cartId: CartId,
  line: Line & { seen?: SeenPrice | undefined },
  current: number,
  /** Of a line that is new. */
  currency: Currency,
): Promise<CartChange> {
  const [variant] = await tx
    .select({
      unitAmount: variants.unitAmount,
      compareAtAmount: variants.compareAtAmount,
      currency: variants.currency,
      prices: variants.prices,
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

  const unitAmount = priceIn(variant, currency)?.unitAmount ?? variant.unitAmount;
  if (unitAmount > MOST_CHARGED && decision.quantity > current) return { ok: false, code: "not_in_currency" };
  if (decision.quantity === 0) {
    await tx
      .delete(cartLines)
      .where(and(eq(cartLines.cartId, cartId), eq(cartLines.variantId, line.variantId)));
    return { ok: true };
  }
  const seen = line.seen?.currency === currency ? line.seen.unitAmount : undefined;
  await tx
    .insert(cartLines)
    .values({
      cartId,
      variantId: line.variantId,
      quantity: decision.quantity,
      seenUnitAmount: seen ?? unitAmount,
      seenCurrency: currency,
    })
    .onConflictDoUpdate({
      target: [cartLines.cartId, cartLines.variantId],
      set: {
        quantity: decision.quantity,
        ...(seen !== undefined && { seenUnitAmount: seen, seenCurrency: currency }),
      },
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
