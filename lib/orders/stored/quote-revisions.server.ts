import "server-only";
import { and, eq, max, ne, notInArray, sql } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import { lockCarts } from "@/lib/cart/cart.server";
import type { Queryable, Transaction } from "@/lib/db/client";
import { carts, discountRedemptions, orderQuotes, orders } from "@/lib/db/schema";
import { customerKey, quotedRules } from "@/lib/discounts/redemptions.server";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";
import type { AskedDiscounts } from "@/lib/model/discount";
import type { Quote } from "@/lib/model/quote";
import { amountDue, calculatedTaxes } from "@/lib/quote/amount-due";
import { quoteFingerprint } from "@/lib/quote/fingerprint";

export function quoteColumns(quote: Quote) {
  return {
    quote,
    cartFingerprint: quoteFingerprint(quote),
    subtotal: quote.subtotal,
    discountTotal: quote.discountTotal,
    shippingTotal: quote.shippingTotal,
    ...calculatedTaxes(quote),
    total: amountDue(quote),
  };
}

export async function storeRevision(
  tx: Transaction,
  orderId: OrderId,
  quote: Quote,
  asked: AskedDiscounts,
): Promise<void> {
  await tx.insert(orderQuotes).values({ orderId, revision: quote.revision, quote, asked });
}

/** The next free number for a quote. A number that Stripe may have received is never used again. */
export async function nextRevision(tx: Transaction, order: OrderRow): Promise<number> {
  const [row] = await tx
    .select({ last: max(orderQuotes.revision) })
    .from(orderQuotes)
    .where(eq(orderQuotes.orderId, order.id));
  return Math.max(order.quote.revision, row?.last ?? 0) + 1;
}

export async function askedFor(q: Queryable, order: OrderRow): Promise<AskedDiscounts> {
  const [row] = await q
    .select({ asked: orderQuotes.asked })
    .from(orderQuotes)
    .where(and(eq(orderQuotes.orderId, order.id), eq(orderQuotes.revision, order.quote.revision)));
  return row?.asked ?? { codes: [], loyalty: false };
}

/**
 * Gives a locked order the quote that Stripe's object carries. An unknown revision is left to the comparison of amounts. When the
 * quote changed, call `saveAskedToCart` as the transaction's last lock.
 */
export async function adoptRevision(
  tx: Transaction,
  order: OrderRow,
  revision: number | null,
): Promise<OrderRow> {
  if (revision === null || revision === order.quote.revision) return order;
  const [stored] = await tx
    .select()
    .from(orderQuotes)
    .where(and(eq(orderQuotes.orderId, order.id), eq(orderQuotes.revision, revision)));
  if (!stored) return order;
  await keepOnlyRedemptions(tx, order, quotedRules(stored.quote));
  return setQuote(tx, order, stored.quote);
}

/** Calls `adoptRevision` and saves the choices to the cart. Must be the last call of the transaction that locks rows. */
export async function adoptRevisionAndCart(
  tx: Transaction,
  order: OrderRow,
  revision: number | null,
): Promise<OrderRow> {
  const after = await adoptRevision(tx, order, revision);
  if (after.quote.revision !== order.quote.revision) await saveAskedToCart(tx, after);
  return after;
}

export async function saveAskedToCart(tx: Transaction, order: OrderRow): Promise<void> {
  const { codes, loyalty } = await askedFor(tx, order);
  const { country } = order.quote;
  await lockCarts(tx, [order.cartId]);
  await tx
    .update(carts)
    .set({
      promotionCodes: codes,
      loyaltyAsked: loyalty,
      country,
      countryChosenAt: sql`case when ${carts.country} = ${country} then ${carts.countryChosenAt} else now() end`,
    })
    .where(eq(carts.id, order.cartId));
}

export async function replaceFirstQuote(
  tx: Transaction,
  order: OrderRow,
  quote: Quote,
  asked: AskedDiscounts,
): Promise<OrderRow> {
  await tx
    .update(orderQuotes)
    .set({ quote, asked })
    .where(and(eq(orderQuotes.orderId, order.id), eq(orderQuotes.revision, quote.revision)));
  return setQuote(tx, order, quote);
}

export async function recordTax(
  tx: Transaction,
  order: OrderRow,
  calculatedTax: Quote["calculatedTax"],
): Promise<OrderRow> {
  const quote = { ...order.quote, calculatedTax };
  await tx
    .update(orderQuotes)
    .set({ quote })
    .where(and(eq(orderQuotes.orderId, order.id), eq(orderQuotes.revision, quote.revision)));
  return setQuote(tx, order, quote);
}

async function setQuote(tx: Transaction, order: OrderRow, quote: Quote): Promise<OrderRow> {
  const columns = quoteColumns(quote);
  await tx.update(orders).set(columns).where(eq(orders.id, order.id));
  return { ...order, ...columns };
}

/** Makes these rules the only ones that the order has reserved. They were reserved before Stripe received the quote. */
export async function keepOnlyRedemptions(
  tx: Transaction,
  order: OrderRow,
  ruleIds: readonly string[],
): Promise<void> {
  const own = and(eq(discountRedemptions.orderId, order.id), ne(discountRedemptions.status, "redeemed"));
  await tx
    .delete(discountRedemptions)
    .where(ruleIds.length > 0 ? and(own, notInArray(discountRedemptions.ruleId, [...ruleIds])) : own);
  if (ruleIds.length === 0) return;
  await tx
    .insert(discountRedemptions)
    .values(
      ruleIds.map((ruleId) => ({ orderId: order.id, ruleId, customerKey: customerKey(null, order.cartId) })),
    )
    .onConflictDoNothing();
}
