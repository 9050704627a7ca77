import "server-only";
import type Stripe from "stripe";
import type { OrderId } from "@/lib/base/ids";
import type { Database } from "@/lib/db/client";
import type { differences } from "@/lib/db/schema";
import { stripe } from "@/lib/stripe/client";
import { idOf } from "@/lib/stripe/expanded";
import type { Period } from "../period";
import { compareDispute, comparePayment, compareRefund } from "./compare";
import { knownOrders, storedDisputes, storedPayments, storedRefunds } from "./stored.server";

export type Difference = Omit<typeof differences.$inferInsert, "id" | "reconciliationId">;

/** A page that was compared. `place` is where the next one begins; null when there is none. */
export type ComparedPage = {
  found: Difference[];
  compared: number;
  /** Things of other programs that use the account. */
  foreign: number;
  reachedAt: Date | null;
  place: string | null;
};

const PAGE = 100;
/** A payment of this moment is on its way to the store. */
const YOUNG_SECONDS = 60;

const pageParams = ({ from, to }: Period, place: string | null) => ({
  created: { gte: seconds(from), lt: seconds(to) },
  limit: PAGE,
  ...(place && { starting_after: place }),
});

const seconds = (at: Date) => Math.ceil(at.getTime() / 1000);
const instantOf = ({ created }: { created: number }) => new Date(created * 1000);

function pageEnd(page: { data: { id: string; created: number }[]; has_more: boolean }) {
  const last = page.data.at(-1);
  return { reachedAt: last ? instantOf(last) : null, place: page.has_more && last ? last.id : null };
}

/** A page of Stripe's payments, the newest first, beside what their orders have of them. */
export async function comparePayments(
  db: Database,
  period: Period,
  place: string | null,
): Promise<ComparedPage> {
  const page = await stripe().paymentIntents.list({
    ...pageParams(period, place),
    expand: ["data.latest_charge"],
  });
  const stored = await storedPayments(
    db,
    page.data.map(({ id }) => id),
  );
  const named = page.data.flatMap(({ metadata }) => metadata.order_id ?? []);
  const known = await knownOrders(db, named);
  const found: Difference[] = [];
  let foreign = 0;
  for (const intent of page.data) {
    const own = stored.get(intent.id) ?? null;
    const age = Date.now() / 1000 - intent.created;
    if (!own && !intent.metadata.order_id) foreign += 1;
    else if (own || age < 0 || age > YOUNG_SECONDS) found.push(...ofPayment(intent, own, known));
  }
  return { found, compared: page.data.length - foreign, foreign, ...pageEnd(page) };
}

function ofPayment(
  intent: Stripe.PaymentIntent,
  own: (NonNullable<Parameters<typeof comparePayment>[1]> & { orderId: OrderId }) | null,
  known: ReadonlySet<string>,
): Difference[] {
  const named = intent.metadata.order_id ?? "";
  const orderId = own?.orderId ?? (known.has(named) ? (named as OrderId) : null);
  return comparePayment(intent, own).map(({ kind, here, atStripe }) => ({
    kind: orderId ? kind : "payment_without_order",
    about: intent.id,
    paymentIntentId: intent.id,
    orderId,
    orderNumber: orderId ? null : (intent.metadata.order_number ?? null),
    here,
    atStripe,
    happenedAt: instantOf(intent),
  }));
}

/** A page of Stripe's refunds, beside the store's. Those of payments that the store does not know are another program's, or found with their payment. */
export async function compareRefunds(
  db: Database,
  period: Period,
  place: string | null,
): Promise<ComparedPage> {
  const page = await stripe().refunds.list(pageParams(period, place));
  const stored = await storedRefunds(
    db,
    page.data.map(({ id }) => id),
  );
  return ofPayments(db, page, (refund) => compareRefund(refund, stored.get(refund.id) ?? null));
}

/** A page of Stripe's disputes, beside the store's. */
export async function compareDisputes(
  db: Database,
  period: Period,
  place: string | null,
): Promise<ComparedPage> {
  const page = await stripe().disputes.list(pageParams(period, place));
  const stored = await storedDisputes(
    db,
    page.data.map(({ id }) => id),
  );
  return ofPayments(db, page, (dispute) => compareDispute(dispute, stored.get(dispute.id) ?? null));
}

type OfPayment = { id: string; created: number; payment_intent: string | Stripe.PaymentIntent | null };

async function ofPayments<Item extends OfPayment>(
  db: Database,
  page: { data: Item[]; has_more: boolean },
  compare: (item: Item) => ReturnType<typeof compareRefund>,
): Promise<ComparedPage> {
  const payments = await storedPayments(
    db,
    page.data.flatMap((item) => idOf(item.payment_intent) ?? []),
  );
  const found: Difference[] = [];
  let foreign = 0;
  for (const item of page.data) {
    const paymentIntentId = idOf(item.payment_intent);
    const payment = paymentIntentId && payments.get(paymentIntentId);
    if (!payment) {
      foreign += 1;
      continue;
    }
    const { orderId } = payment;
    const about = { about: item.id, paymentIntentId, orderId, happenedAt: instantOf(item) };
    found.push(...compare(item).map((difference) => ({ ...difference, ...about })));
  }
  return { found, compared: page.data.length - foreign, foreign, ...pageEnd(page) };
}
