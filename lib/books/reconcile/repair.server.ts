import "server-only";
import { and, asc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { PaymentIntentId } from "@/lib/base/ids";
import type { Database } from "@/lib/db/client";
import { differences } from "@/lib/db/schema";
import { isRepairable, REPAIRABLE } from "@/lib/model/reconciliation";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { quoteRevision } from "@/lib/quote/revision-metadata";
import { stripe } from "@/lib/stripe/client";
import { compareDispute, comparePayment, compareRefund } from "./compare";
import { storedDisputes, storedPayments, storedRefunds } from "./stored.server";

type StoredDifference = typeof differences.$inferSelect;

type Repaired = "repaired" | "still_differs" | "not_repairable" | "not_found";

/**
 * Repairs a difference as an event of Stripe's would: the order is brought up to date with what Stripe says of its payments now. Then both are compared again.
 * @param of the comparison that found it
 * @throws Stripe's errors, with nothing changed
 */
export async function repairDifference(
  db: Database,
  { id, of, by }: { id: number; of: number; by: string },
): Promise<Repaired> {
  const [found] = await db
    .select()
    .from(differences)
    .where(and(eq(differences.id, id), eq(differences.reconciliationId, of)));
  if (!found) return "not_found";
  if (found.repairedAt) return "repaired";
  const { kind, orderId } = found;
  const paymentIntentId = found.paymentIntentId as PaymentIntentId | null;
  if (!orderId || !paymentIntentId || !isRepairable(kind)) return "not_repairable";
  const intent = await stripe().paymentIntents.retrieve(paymentIntentId);
  await settleOrder(orderId, {
    // The payment of a Checkout Session is read with its session.
    attemptId: quoteRevision(intent.metadata) === null ? undefined : paymentIntentId,
    disputedIntentId: kind.startsWith("dispute") ? paymentIntentId : undefined,
  });
  if (await stillDiffers(db, found)) return "still_differs";
  await db
    .update(differences)
    .set({ repairedAt: sql`now()`, repairedBy: by })
    .where(and(eq(differences.id, id), isNull(differences.repairedAt)));
  return "repaired";
}

async function stillDiffers(db: Database, { kind, about }: StoredDifference): Promise<boolean> {
  const found = async () => {
    if (kind.startsWith("refund")) {
      const refund = await stripe().refunds.retrieve(about);
      return compareRefund(refund, (await storedRefunds(db, [about])).get(about) ?? null);
    }
    if (kind.startsWith("dispute")) {
      const dispute = await stripe().disputes.retrieve(about);
      return compareDispute(dispute, (await storedDisputes(db, [about])).get(about) ?? null);
    }
    const intent = await stripe().paymentIntents.retrieve(about, { expand: ["latest_charge"] });
    return comparePayment(intent, (await storedPayments(db, [about])).get(about) ?? null);
  };
  return (await found()).some((difference) => difference.kind === kind);
}

/** Differences of a comparison that can be repaired, after one of them. */
export async function repairableAfter(
  db: Database,
  reconciliationId: number,
  after: number,
): Promise<number | null> {
  const [next] = await db
    .select({ id: differences.id })
    .from(differences)
    .where(
      and(
        eq(differences.reconciliationId, reconciliationId),
        isNull(differences.repairedAt),
        isNotNull(differences.orderId),
        inArray(differences.kind, [...REPAIRABLE]),
        sql`${differences.id} > ${after}`,
      ),
    )
    .orderBy(asc(differences.id))
    .limit(1);
  return next?.id ?? null;
}
