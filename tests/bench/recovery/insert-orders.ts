import { sql } from "drizzle-orm";
import { newCartId, newOrderId, newOrderNumber, type PaymentIntentId, type PriceId } from "@/lib/base/ids";
import type { Database } from "@/lib/db/client";
import { carts, orders, paymentAttempts, stockHolds } from "@/lib/db/schema";
import { insertVariants, mugOrder } from "@/tests/support/store-fixtures";
import type { MissedOrder } from "./missed-order";

const PRODUCTS = 100;
const AT_ONCE = 500;
/** How many were paid in a second of the outage. */
const PER_SECOND = 5;

/** Orders of one piece each, which were paid on Stripe's page while the store was down, as the store has them: open, with a session and a hold. */
export async function insertMissedOrders(
  database: Database,
  count: number,
  run: number,
): Promise<MissedOrder[]> {
  const goods = await insertVariants(database, Array<number>(PRODUCTS).fill(1_000_000));
  const began = Math.floor(Date.now() / 1000) - 300 - Math.ceil(count / PER_SECOND);
  const missed: MissedOrder[] = [];
  for (let first = 0; first < count; first += AT_ONCE) {
    const part = Array.from({ length: Math.min(AT_ONCE, count - first) }, (_, index) => {
      const number = first + index;
      const variant = goods[number % PRODUCTS];
      if (!variant) throw new Error("no goods");
      const name = `R${run}N${number}`;
      const created = began + Math.floor(number / PER_SECOND);
      const orderId = newOrderId();
      const order = {
        orderId,
        sessionId: `cs_test_${name}`,
        intentId: `pi_${name}` as PaymentIntentId,
        priceId: `price_${variant.id}` as PriceId,
        created,
      };
      return { order, orderId, cartId: newCartId(), variant, at: new Date(created * 1000) };
    });
    await database.insert(carts).values(part.map(({ cartId: id }) => ({ id, country: "FR" })));
    await database.insert(orders).values(
      part.map(({ orderId, cartId, variant, at }) => ({
        id: orderId,
        number: newOrderNumber(),
        cartId,
        cartFingerprint: "bench",
        createdAt: at,
        ...mugOrder(variant),
      })),
    );
    await database.insert(stockHolds).values(
      part.map(({ orderId, variant }) => ({
        orderId,
        variantId: variant.id,
        quantity: 1,
        expiresAt: sql`now() + interval '40 minutes'`,
      })),
    );
    await database.insert(paymentAttempts).values(
      part.map(({ orderId, order, at }) => ({
        stripeId: order.sessionId,
        orderId,
        expiresAt: new Date((order.created + 2700) * 1000),
        createdAt: at,
        checkedAt: at,
      })),
    );
    missed.push(...part.map(({ order }) => order));
  }
  await database.execute(sql`analyze`);
  return missed;
}
