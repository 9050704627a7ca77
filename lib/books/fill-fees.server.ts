import "server-only";
import { and, eq, inArray, isNotNull, sql } from "drizzle-orm";
import type { PaymentIntentId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import type { Database } from "@/lib/db/client";
import { lockOrders } from "@/lib/db/locks.server";
import { orders, paymentAttempts } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";

type Booked = { type: string; fee: number; currency: Currency; paymentIntentId?: PaymentIntentId | null };

/** Stripe books a charge a moment after it succeeded, so the answer to a payment often has no fee yet. */
const lacksFee = and(
  isNotNull(paymentAttempts.charge),
  sql`coalesce(${paymentAttempts.charge} -> 'fee', 'null') = 'null'::jsonb`,
);

/** Gives payments that were stored without their fee the one that Stripe booked. @returns how many */
export async function fillFees(db: Database, booked: readonly Booked[]): Promise<number> {
  const charges = booked.filter(({ type }) => type === "charge" || type === "payment");
  const fees = new Map(
    charges.flatMap((one) => (one.paymentIntentId ? [[one.paymentIntentId, one] as const] : [])),
  );
  if (fees.size === 0) return 0;
  const lacking = await db
    .select({ orderId: paymentAttempts.orderId, paymentIntentId: paymentAttempts.paymentIntentId })
    .from(paymentAttempts)
    .where(and(inArray(paymentAttempts.paymentIntentId, [...fees.keys()]), lacksFee));
  for (const { orderId, paymentIntentId } of lacking) {
    const booking = paymentIntentId && fees.get(paymentIntentId);
    if (!booking) continue;
    const fee = JSON.stringify({ amount: booking.fee, currency: booking.currency });
    await inTransaction(db, async (tx) => {
      await lockOrders(tx, eq(orders.id, orderId));
      await tx
        .update(paymentAttempts)
        .set({ charge: sql`jsonb_set(${paymentAttempts.charge}, '{fee}', ${fee}::jsonb)` })
        .where(and(eq(paymentAttempts.paymentIntentId, paymentIntentId), lacksFee));
    });
  }
  return lacking.length;
}
