import { eq } from "drizzle-orm";
import { newCustomerId, type ProductId } from "@/lib/base/ids";
import type { Queryable } from "@/lib/db/client";
import { customers, orderProducts, type orders, variants } from "@/lib/db/schema";
import { DAY_MS } from "@/lib/discounts/history";
import type { Customer } from "@/lib/model/customer";
import { insertOrder } from "./store-fixtures";

/** Inserts an account without orders. */
export async function insertCustomer(q: Queryable, changes: Partial<Customer> = {}): Promise<Customer> {
  const id = changes.id ?? newCustomerId();
  const account = {
    id,
    email: `${id.slice(-12).toLowerCase()}@example.com`,
    name: null,
    givenTier: null,
    stripeCustomerId: null,
    ...changes,
  };
  const { givenTier: tier, name } = account;
  await q.insert(customers).values({ ...account, tier, name: name ?? "", emailVerified: true });
  return account;
}

type PastOrder = Partial<typeof orders.$inferInsert> & { daysAgo?: number };

/** A paid order of one mug for 24.90, with `changes`. */
export async function insertPastOrder(q: Queryable, { daysAgo = 10, ...changes }: PastOrder) {
  const { total = 2490 } = changes;
  const order = await insertOrder(q, {
    status: "paid",
    paidAt: new Date(Date.now() - daysAgo * DAY_MS),
    subtotal: total,
    shippingTotal: 0,
    total,
    ...changes,
  });
  const [line] = order.quote.lines;
  if (!line) throw new Error("the order has no line");
  const [variant] = await q.select().from(variants).where(eq(variants.id, line.variantId));
  const productId = variant?.productId as ProductId;
  await q.insert(orderProducts).values({ orderId: order.id, productId, customerId: order.customerId });
  return { ...order, productId };
}
