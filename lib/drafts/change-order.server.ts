import "server-only";
import { eq, sql } from "drizzle-orm";
import type { DraftId, OrderId, StaffId } from "@/lib/base/ids";
import { holdEnd, stockLines } from "@/lib/checkout/core/hold";
import { insertOrder } from "@/lib/checkout/core/place-order.server";
import { env } from "@/lib/config/env";
import { readCustomerById } from "@/lib/customers/read-customer.server";
import { db, type Transaction } from "@/lib/db/client";
import { draftOrders, orderChanges } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { customerKey, quotedRules, reserveRedemptions } from "@/lib/discounts/redemptions.server";
import { checkStock, holdStock } from "@/lib/inventory/stock.server";
import { addToTimeline, lockOrder, type OrderRow } from "@/lib/lifecycle/transition-order.server";
import type { ChangeFigures } from "@/lib/model/order-change";
import { findOrderId } from "@/lib/orders/merchant/find-order.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { enqueue, enqueueForPerson } from "@/lib/outbox/enqueue.server";
import { type AskedChange, type ChangePlan, type ChangeRefusal, planChange } from "./change-plan.server";
import { requestEnd } from "./send-draft.server";

/** A preview writes what it looks at, and this takes it back. */
class OnlyLooked extends Error {}

type Preview = ChangePlan | ChangeRefusal | { ok: false; code: "unknown_order" };

/**
 * What a change would come to, to the cent. Nothing is changed, except that the order learns what Stripe says of its payments.
 * @throws Stripe's errors for an outage
 */
export async function previewChange(
  orderNumber: string,
  asked: AskedChange,
  who: { id: DraftId; staffId: StaffId; by: string },
): Promise<Preview> {
  const orderId = await findOrderId(orderNumber);
  if (!orderId) return { ok: false, code: "unknown_order" };
  await settleOrder(orderId);
  let plan: Preview = { ok: false, code: "unknown_order" };
  try {
    await inTransaction(db(), async (tx) => {
      const order = await lockOrder(tx, orderId);
      if (order) plan = await planChange(tx, order, asked, who);
      throw new OnlyLooked();
    });
  } catch (error) {
    if (!(error instanceof OnlyLooked)) throw error;
  }
  return plan;
}

type Asked = {
  change: AskedChange;
  /** Names the request, and its draft: the same id again is the same change. */
  id: DraftId;
  staffId: StaffId;
  by: string;
  /** What was on the page. A change that comes to something else is refused. */
  shown: ChangeFigures;
  /** The shopper is sent the request by e-mail, or staff hand the link over. */
  byEmail: boolean;
};

export type ChangeMade =
  | { ok: true; figures: ChangeFigures }
  | ChangeRefusal
  | { ok: false; code: "unknown_order" | "changed" | "key_used" }
  | { ok: false; code: "draft_no_email" };

/**
 * Changes the goods of an order as it was shown, once for an id. What is taken off pays for what is added, which is a draft of its own: it is placed by
 * `finishChange` when nothing is left to pay, and else its shopper is asked (decision 68).
 * @throws Stripe's errors for an outage before anything was changed
 */
export async function writeChange(orderNumber: string, asked: Asked): Promise<ChangeMade> {
  const orderId = await findOrderId(orderNumber);
  if (!orderId) return { ok: false, code: "unknown_order" };
  // Refunds that were made elsewhere leave less.
  await settleOrder(orderId);
  try {
    return await inTransaction(db(), async (tx): Promise<ChangeMade> => {
      const made = await writeLocked(tx, orderId, asked);
      // What was written on the way to a refusal must not stay.
      if (!made.ok) throw new Refused(made);
      return made;
    });
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}

class Refused extends Error {
  constructor(readonly refusal: Extract<ChangeMade, { ok: false }>) {
    super(refusal.code);
  }
}

async function writeLocked(tx: Transaction, orderId: OrderId, asked: Asked): Promise<ChangeMade> {
  const { id, change, shown, by, staffId } = asked;
  const order = await lockOrder(tx, orderId);
  if (!order) return { ok: false, code: "unknown_order" };
  const [known] = await tx.select().from(orderChanges).where(eq(orderChanges.id, id));
  if (known)
    return known.orderId === orderId ? { ok: true, figures: shown } : { ok: false, code: "key_used" };
  const plan = await planChange(tx, order, change, { id, staffId, by });
  if (!plan.ok) return plan;
  const { figures, added } = plan;
  if (!isSame(figures, shown)) return { ok: false, code: "changed" };
  const { worth, credited, pay, back } = figures;
  await tx.insert(orderChanges).values({
    ...{ id, orderId, draftId: added ? id : null, removed: [...change.remove], askedBy: by },
    ...{ worth, added: figures.added, credited, pay, back },
  });
  await addToTimeline(tx, orderId, "merchant", { code: "order_changed" });
  if (added) {
    const refused = pay > 0 ? await ask(tx, asked, added.draft) : await place(tx, order, added);
    if (refused) return refused;
  }
  // Also without the request that asked, as it may be cut off.
  await enqueue(tx, { orderId, effect: "stripe.order_change", occurrence: id, payload: { changeId: id } });
  return { ok: true, figures };
}

const isSame = (one: ChangeFigures, other: ChangeFigures): boolean =>
  (["worth", "added", "credited", "pay", "back", "before"] as const).every(
    (name) => one[name] === other[name],
  );

type Added = NonNullable<ChangePlan["added"]>;

async function ask(
  tx: Transaction,
  { id, byEmail }: Asked,
  { email }: Added["draft"],
): Promise<Extract<ChangeMade, { ok: false }> | null> {
  if (byEmail && !email) return { ok: false, code: "draft_no_email" };
  await tx
    .update(draftOrders)
    .set({ sentAt: sql`now()`, expiresAt: requestEnd() })
    .where(eq(draftOrders.id, id));
  if (byEmail)
    await enqueueForPerson(tx, {
      ...{ effect: "email.payment_requested", occurrence: `${id} change`, payload: { draftId: id } },
    });
  return null;
}

/** Stores the order of goods that are paid already, under the texts of the order that they were added to: its shopper agreed to no others. Its goods are held; `finishChange` settles it, as two orders are never locked at once. */
async function place(
  tx: Transaction,
  { agreement: texts }: OrderRow,
  { draft, quote }: Added,
): Promise<Extract<ChangeMade, { ok: false }> | null> {
  const lines = stockLines(quote);
  const { shortages } = await checkStock(tx, { cartId: draft.cartId, lines, from: null });
  if (shortages.length > 0) return { ok: false, code: "draft_not_payable" };
  const customer = draft.customerId ? await readCustomerById(tx, draft.customerId) : null;
  const { CHECKOUT_SURFACE: surface, CHECKOUT_HOLD_MINUTES } = env();
  const { id: draftId, cartId, locale } = draft;
  const asked = { codes: quote.discounts.flatMap(({ code }) => code ?? []), loyalty: false };
  const order = await insertOrder(tx, { cartId, customer, surface, locale, from: null, texts }, quote, asked);
  const expiresAt = holdEnd(new Date(Date.now() + CHECKOUT_HOLD_MINUTES * 60_000));
  await holdStock(tx, order.id, lines, expiresAt);
  const reserved = await reserveRedemptions(tx, {
    ...{ orderId: order.id, ruleIds: quotedRules(quote), expiresAt },
    customerKey: customerKey(customer?.id ?? null, cartId),
  });
  if (!reserved.ok) return { ok: false, code: "draft_not_payable" };
  await tx
    .update(draftOrders)
    .set({ orderId: order.id, sentAt: sql`now()`, expiresAt: requestEnd() })
    .where(eq(draftOrders.id, draftId));
  return null;
}
