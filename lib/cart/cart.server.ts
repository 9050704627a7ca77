import "server-only";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { CartId, VariantId } from "@/lib/base/ids";
import { type Currency, MOST_CHARGED } from "@/lib/base/money";
import { higherBefore } from "@/lib/catalog/compare-at";
import { goodsAtStripe } from "@/lib/catalog/mirror.server";
import { isForSaleIn } from "@/lib/catalog/products.server";
import { optionLabel, variantImage } from "@/lib/catalog/variant-text";
import { env } from "@/lib/config/env";
import { priceIn } from "@/lib/currencies/price-in";
import { ownCurrency, soldOrOwn } from "@/lib/currencies/sold";
import type { Queryable, Transaction } from "@/lib/db/client";
import { keepLockOrder } from "@/lib/db/locks.server";
import { cartLines, carts, products, variants } from "@/lib/db/schema";
import { shownStock } from "@/lib/inventory/stock.server";
import { deliveryCountries } from "@/lib/shipping/plan.server";
import type { Cart, CartLine } from "./types";

export async function loadCart(q: Queryable, cartId: CartId): Promise<Cart | null> {
  const [cart] = await q.select().from(carts).where(eq(carts.id, cartId));
  if (!cart) return null;
  const asked = { codes: cart.promotionCodes, loyalty: cart.loyaltyAsked };
  const currency = soldOrOwn(cart.currency);
  return { id: cart.id, country: cart.country, currency, asked, lines: await loadLines(q, cartId, currency) };
}

/** Where a cart goes and what its amounts are in, without its goods; null when it does not exist. */
export async function readCartChoices(
  q: Queryable,
  cartId: CartId,
): Promise<Pick<Cart, "country" | "currency"> | null> {
  const [cart] = await q
    .select({ country: carts.country, currency: carts.currency })
    .from(carts)
    .where(eq(carts.id, cartId));
  return cart ? { country: cart.country, currency: soldOrOwn(cart.currency) } : null;
}

async function loadLines(q: Queryable, cartId: CartId, currency: Currency): Promise<CartLine[]> {
  const rows = await q
    .select({ line: cartLines, variant: variants, product: products, isForSale: isForSaleIn(cartId) })
    .from(cartLines)
    .innerJoin(variants, eq(variants.id, cartLines.variantId))
    .innerJoin(products, eq(products.id, variants.productId))
    .where(eq(cartLines.cartId, cartId))
    .orderBy(asc(cartLines.addedAt), asc(cartLines.variantId));
  const stock = await shownStock(
    q,
    rows.map((row) => row.variant.id),
    cartId,
  );
  return rows.map(({ line, variant, product, isForSale: isSold }) => {
    const price = priceIn(variant, currency);
    const unitAmount = price?.unitAmount ?? variant.unitAmount;
    return {
      variantId: variant.id,
      sku: variant.sku,
      ...goodsAtStripe(product, variant, currency),
      productSlug: product.slug,
      productName: product.name,
      optionLabel: optionLabel(product.options, variant.options),
      image: variantImage(product.images, variant.options),
      grams: variant.weightGrams,
      unitAmount,
      compareAtAmount: price && higherBefore(price),
      seenUnitAmount: (line.seenCurrency ?? ownCurrency()) === currency ? line.seenUnitAmount : unitAmount,
      quantity: line.quantity,
      available: stock.get(variant.id)?.available ?? 0,
      ready: stock.get(variant.id)?.ready ?? 0,
      isForSale: isSold && price !== null,
      isOwn: product.onlyInCart !== null,
      needsNoSending: product.needsNoSending,
      isInCurrency: unitAmount <= MOST_CHARGED,
    };
  });
}

/** The store's own country, or the first that it delivers to. */
export async function defaultCountry(q: Queryable): Promise<string> {
  const own = env().STORE_COUNTRY;
  const served = await deliveryCountries(q);
  return served.includes(own) ? own : (served[0] ?? own);
}

/** Creates the cart if needed, and locks it until the transaction ends. */
export async function lockCart(tx: Transaction, cartId: CartId, country: string): Promise<void> {
  await tx.insert(carts).values({ id: cartId, country }).onConflictDoNothing();
  await touchCart(tx, cartId);
}

/** Records that the cart is in use, and locks it. It is kept for a time after that. */
export async function touchCart(tx: Transaction, cartId: CartId): Promise<void> {
  keepLockOrder(tx, "cart", [cartId]);
  await tx.update(carts).set({ updatedAt: new Date() }).where(eq(carts.id, cartId));
}

export async function lockCarts(tx: Transaction, cartIds: readonly CartId[]): Promise<CartId[]> {
  keepLockOrder(tx, "cart", cartIds);
  const locked = await tx
    .select({ id: carts.id })
    .from(carts)
    .where(inArray(carts.id, [...cartIds]))
    .orderBy(carts.id)
    .for("no key update");
  return locked.map((cart) => cart.id);
}

/** Removes what an order paid for from the cart, with its discounts. Lines added later stay, and a missing cart is no error. */
export async function takeOrderOutOfCart(
  tx: Transaction,
  cartId: CartId,
  lines: readonly { variantId: VariantId; quantity: number }[],
): Promise<void> {
  keepLockOrder(tx, "cart", [cartId]);
  const locked = await tx
    .update(carts)
    .set({ promotionCodes: [], loyaltyAsked: false, countryChosenAt: null })
    .where(eq(carts.id, cartId))
    .returning({ id: carts.id });
  if (locked.length > 0) await removeOrderedLines(tx, cartId, lines);
}

async function removeOrderedLines(
  tx: Transaction,
  cartId: CartId,
  lines: readonly { variantId: VariantId; quantity: number }[],
): Promise<void> {
  const ids = lines.map((line) => line.variantId);
  const held = await tx
    .select({ variantId: cartLines.variantId, quantity: cartLines.quantity })
    .from(cartLines)
    .where(and(eq(cartLines.cartId, cartId), inArray(cartLines.variantId, ids)))
    .orderBy(asc(cartLines.variantId))
    .for("update");
  for (const { variantId, quantity } of held) {
    const ordered = lines
      .filter((line) => line.variantId === variantId)
      .reduce((sum, line) => sum + line.quantity, 0);
    const line = and(eq(cartLines.cartId, cartId), eq(cartLines.variantId, variantId));
    if (ordered >= quantity) await tx.delete(cartLines).where(line);
    else
      await tx
        .update(cartLines)
        .set({ quantity: sql`${cartLines.quantity} - ${ordered}` })
        .where(line);
  }
}
