import "server-only";
import { asc, eq, inArray, sql } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { orders, paymentAttempts } from "@/lib/db/schema";
import { rateOfOrder } from "@/lib/model/rate-choice";
import { tagsOf } from "./notes-and-tags.server";

/** What the list and its file show of an order. Amounts are minor units of `currency`. */
export type ListedOrder = Awaited<ReturnType<typeof readOrderRows>>[number];

/** In the order of `ids`. */
export async function readOrderRows(ids: readonly OrderId[]) {
  if (ids.length === 0) return [];
  const rows = await db()
    .select()
    .from(orders)
    .where(inArray(orders.id, [...ids]));
  const payments = await db()
    .select({
      orderId: paymentAttempts.orderId,
      paymentIntentId: paymentAttempts.paymentIntentId,
      charge: paymentAttempts.charge,
    })
    .from(paymentAttempts)
    .where(inArray(paymentAttempts.orderId, [...ids]))
    // The payment that counts is the last.
    .orderBy(asc(eq(paymentAttempts.status, sql`'paid'`)), asc(paymentAttempts.createdAt));
  const tags = await tagsOf(ids);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const paidBy = new Map(payments.map((payment) => [payment.orderId, payment]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    const { number, status, surface, currency, total, quote } = row;
    return {
      ...{ id, number, status, surface, currency, total },
      placedAt: row.createdAt,
      paidAt: row.paidAt,
      ...{ subtotal: row.subtotal, discountTotal: row.discountTotal, shippingTotal: row.shippingTotal },
      ...{ taxTotal: row.taxTotal, amountRefunded: row.amountRefunded },
      name: row.customerName ?? row.shippingName,
      email: row.email,
      country: row.shippingAddress?.country ?? quote.country,
      delivery: rateOfOrder(row)?.name ?? null,
      lines: quote.lines.map(({ sku, quantity, productName, optionLabel }) => ({
        ...{ sku, quantity, productName, optionLabel },
      })),
      discounts: quote.discounts.map((discount) => discount.code ?? discount.name),
      tags: tags.flatMap(({ orderId, tag }) => (orderId === id ? tag : [])),
      charge: paidBy.get(id)?.charge ?? null,
      paymentIntentId: paidBy.get(id)?.paymentIntentId ?? null,
    };
  });
}
