import "server-only";
import { type AnyColumn, and, eq, inArray, isNull, lte, or, sql } from "drizzle-orm";
import { db, type Transaction } from "@/lib/db/client";
import { isOfCatalog, paymentAttempts, webhookEvents } from "@/lib/db/schema";
import { LANE_TYPES } from "./lanes";

const fieldOf = (name: "id" | "product") => sql`${webhookEvents.payload} #>> ${`{data,object,${name}}`}`;

/** Marks events as processed, in the transaction of their effect. Those parked because they kept failing are no longer parked. */
export async function markProcessed(tx: Transaction, eventIds: readonly string[]): Promise<void> {
  if (eventIds.length === 0) return;
  await tx
    .update(webhookEvents)
    .set(done())
    .where(and(inArray(webhookEvents.id, [...eventIds]), isNull(webhookEvents.processedAt)));
}

function done() {
  const unlessFailing = (column: AnyColumn) =>
    sql`case when ${webhookEvents.parkedReason} = 'keeps_failing' then null else ${column} end`;
  return {
    processedAt: new Date(),
    lastError: null,
    parkedAt: unlessFailing(webhookEvents.parkedAt),
    parkedReason: unlessFailing(webhookEvents.parkedReason),
  };
}

const statusOf = (column: AnyColumn) =>
  sql`(select ${paymentAttempts.status} from ${paymentAttempts} where ${column} = ${fieldOf("id")})`;

/** The event says that a payment was made, and it is stored as made. Each event costs one row of an index, however many payments there are. */
const saysWhatIsKnown = sql`case
  when ${webhookEvents.type} = 'payment_intent.succeeded' then ${statusOf(paymentAttempts.paymentIntentId)}
  when ${webhookEvents.type} in ('checkout.session.completed', 'checkout.session.async_payment_succeeded')
    then ${statusOf(paymentAttempts.stripeId)}
  end in ('paid', 'duplicate')`;

/** So many rows in one statement, which others wait for. */
const MOST_MARKED = 500;

/**
 * Marks events that only say that a payment was made, and whose payment the store has as made. Nothing more can be learned from them: refunds and
 * disputes have events of their own. After an outage these are most of all events, and none of them costs a call to Stripe.
 * @returns how many
 */
export async function markKnownPayments(deadline: number): Promise<number> {
  let marked = 0;
  while (Date.now() < deadline) {
    const known = db()
      .select({ id: webhookEvents.id })
      .from(webhookEvents)
      .where(
        and(
          isNull(webhookEvents.processedAt),
          sql`${isOfCatalog(webhookEvents)} = false`,
          sql`(${webhookEvents.tries} > 0) = false`,
          saysWhatIsKnown,
        ),
      )
      .limit(MOST_MARKED);
    const rows = await db()
      .update(webhookEvents)
      .set(done())
      .where(and(inArray(webhookEvents.id, known), isNull(webhookEvents.processedAt)))
      .returning({ id: webhookEvents.id });
    marked += rows.length;
    if (rows.length < MOST_MARKED) break;
  }
  return marked;
}

/**
 * Whether a stored event says only what the store knows, as `markKnownPayments` has it. Only at its first try: a replay is there to ask Stripe
 * again.
 */
export async function isKnownPayment(eventId: string): Promise<boolean> {
  const rows = await db()
    .select({ id: webhookEvents.id })
    .from(webhookEvents)
    .where(and(eq(webhookEvents.id, eventId), lte(webhookEvents.tries, 1), saysWhatIsKnown));
  return rows.length > 0;
}

export async function waitingEventsAbout(productId: string): Promise<string[]> {
  const rows = await db()
    .select({ id: webhookEvents.id })
    .from(webhookEvents)
    .where(
      and(
        isNull(webhookEvents.processedAt),
        inArray(webhookEvents.type, LANE_TYPES.catalog),
        or(sql`${fieldOf("id")} = ${productId}`, sql`${fieldOf("product")} = ${productId}`),
      ),
    );
  return rows.map(({ id }) => id);
}
