import "server-only";
import { inArray } from "drizzle-orm";
import type Stripe from "stripe";
import type { OrderId } from "@/lib/base/ids";
import type { Database } from "@/lib/db/client";
import { orders } from "@/lib/db/schema";

/** A payment that Stripe has, for an order that the database does not have. `amount` is what was taken and not given back, in minor units. */
type MissingOrder = {
  orderNumber: string | null;
  paymentId: string;
  amount: number;
  currency: string;
  paidAt: Date;
};

const PAGE = 100;

/**
 * Payments that are kept at Stripe since `since` whose orders are not in the database, newest first, as after a restored backup. Payments that name no order are another
 * program's. One call for each hundred payments; changes nothing.
 */
export async function findMissingOrders(db: Database, stripe: Stripe, since: Date): Promise<MissingOrder[]> {
  const created = { gte: Math.floor(since.getTime() / 1000) };
  const missing: MissingOrder[] = [];
  let page: Stripe.PaymentIntent[] = [];
  const look = async () => {
    const ids = page.flatMap(({ metadata }) => (metadata.order_id ?? []) as OrderId | []);
    const found =
      ids.length > 0 ? await db.select({ id: orders.id }).from(orders).where(inArray(orders.id, ids)) : [];
    const known = new Set<string>(found.map(({ id }) => id));
    const unknown = page.filter(({ metadata }) => !known.has(metadata.order_id ?? ""));
    missing.push(...unknown.map(describe).filter(({ amount }) => amount > 0));
    page = [];
  };
  const params = { created, limit: PAGE, expand: ["data.latest_charge"] };
  for await (const intent of stripe.paymentIntents.list(params)) {
    if (intent.status !== "succeeded" || !intent.metadata.order_id) continue;
    page.push(intent);
    if (page.length === PAGE) await look();
  }
  await look();
  return missing;
}

function describe(intent: Stripe.PaymentIntent): MissingOrder {
  const charge = typeof intent.latest_charge === "object" ? intent.latest_charge : null;
  return {
    orderNumber: intent.metadata.order_number ?? null,
    paymentId: intent.id,
    // What was let go of at a partial capture counts as refunded at Stripe.
    amount: charge?.captured ? charge.amount - charge.amount_refunded : intent.amount_received,
    currency: intent.currency,
    paidAt: new Date(intent.created * 1000),
  };
}
