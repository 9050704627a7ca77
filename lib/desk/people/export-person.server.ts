import "server-only";
import { and, asc, eq, gt, inArray, type SQL } from "drizzle-orm";
import type { CustomerId, OrderId } from "@/lib/base/ids";
import { unclaimedOrders } from "@/lib/customers/claim-orders.server";
import { db } from "@/lib/db/client";
import { orders, parcels, paymentAttempts, refunds, returns } from "@/lib/db/schema";
import { readNews } from "@/lib/news/read.server";
import { guestEmail } from "./guests.server";
import { readPerson } from "./read-person.server";

const PAGE = 100;

/**
 * All that the store has about an account, as JSON, in the memory of one page of orders: what a person may ask for by law (Art. 15 and 20 of the GDPR).
 * Amounts are minor units. Null when there is no such account.
 */
export async function exportPerson(id: CustomerId): Promise<AsyncGenerator<string> | null> {
  const person = await readPerson(id);
  if (!person) return null;
  const { account, standing, addresses, methods, news, groups, signIns } = person;
  const { email, emailVerified, name, locale, tier, stripeCustomerId, createdAt, updatedAt } = account;
  const about = {
    account: { id, email, emailVerified, name, locale, stripeCustomerId, createdAt, updatedAt },
    tier: { now: standing.tier, given: tier, earned: standing.earned?.tier ?? null },
    addresses: addresses.map(({ customerId: _, ...address }) => address),
    paymentMethods: methods.ok ? methods.methods : "Stripe could not be asked; please export again",
    ...{ news, signIns, groups: groups.map(({ name }) => name) },
  };
  return written(JSON.stringify(about, null, 2), eq(orders.customerId, id));
}

/** The same of who bought without an account. `number` is of any of their orders; null when it is no guest's. */
export async function exportGuest(number: string): Promise<AsyncGenerator<string> | null> {
  const email = await guestEmail(db(), number);
  if (email === null) return null;
  return written(
    JSON.stringify({ guest: { email }, news: await readNews(email) }, null, 2),
    unclaimedOrders(email),
  );
}

async function* written(about: string, own: SQL | undefined): AsyncGenerator<string> {
  yield `${about.slice(0, -2)},\n  "orders": [`;
  let last: OrderId | null = null;
  for (;;) {
    const page: Awaited<ReturnType<typeof ordersAfter>> = await ordersAfter(own, last);
    const texts = page.map((order) => JSON.stringify(order, null, 2).replaceAll("\n", "\n    "));
    if (texts.length > 0) yield `${last === null ? "" : ","}\n    ${texts.join(",\n    ")}`;
    last = page.at(-1)?.id ?? null;
    if (page.length < PAGE) break;
  }
  yield "\n  ]\n}\n";
}

async function ordersAfter(own: SQL | undefined, after: OrderId | null) {
  const rows = await db()
    .select()
    .from(orders)
    .where(and(own, after === null ? undefined : gt(orders.id, after)))
    .orderBy(asc(orders.id))
    .limit(PAGE);
  const ids = rows.map((order) => order.id);
  if (ids.length === 0) return [];
  const paid = await db().select().from(paymentAttempts).where(inArray(paymentAttempts.orderId, ids));
  const back = await db().select().from(refunds).where(inArray(refunds.orderId, ids));
  const sent = await db().select().from(parcels).where(inArray(parcels.orderId, ids));
  const returned = await db().select().from(returns).where(inArray(returns.orderId, ids));
  const of = <Row extends { orderId: OrderId }>(list: readonly Row[], orderId: OrderId) =>
    list.filter((row) => row.orderId === orderId);
  return rows.map((order) => ({
    ...{ id: order.id, number: order.number, status: order.status, locale: order.locale },
    ...{ placedAt: order.createdAt, paidAt: order.paidAt, currency: order.currency },
    ...{ email: order.email, name: order.customerName },
    delivery: { name: order.shippingName, address: order.shippingAddress },
    lines: order.quote.lines.map(({ sku, productName, optionLabel, quantity, unitAmount, total }) => ({
      ...{ sku, productName, optionLabel, quantity, unitAmount, total },
    })),
    discounts: order.quote.discounts.map(({ name, code, amount }) => ({ name, code, amount })),
    ...{ subtotal: order.subtotal, discountTotal: order.discountTotal, shippingTotal: order.shippingTotal },
    ...{ taxTotal: order.taxTotal, total: order.total, agreement: order.agreement },
    payments: of(paid, order.id).map(({ stripeId, status, paymentIntentId, amountCaptured, charge }) => ({
      ...{ stripeId, status, paymentIntentId, amountCaptured, charge },
    })),
    refunds: of(back, order.id).map(({ stripeId, amount, status, createdAt }) => ({
      ...{ stripeId, amount, status, createdAt },
    })),
    parcels: of(sent, order.id).map(({ carrier, trackingNumber, sentAt }) => ({
      ...{ carrier, trackingNumber, sentAt },
    })),
    returns: of(returned, order.id).map(({ status, reason, lines, note, words, askedAt }) => ({
      ...{ status, reason, lines, note, words, askedAt },
    })),
  }));
}
