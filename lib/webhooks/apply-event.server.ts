import "server-only";
import type { PaymentIntentId } from "@/lib/base/ids";
import { storePayouts } from "@/lib/books/store-payouts.server";
import { renewPages } from "@/lib/catalog/revalidate.server";
import { type CatalogSubject, updateFromStripe } from "@/lib/catalog/update-from-stripe.server";
import { forgetStripeCustomer } from "@/lib/customers/stripe-customer.server";
import { db, type Transaction } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction.server";
import { countDecline } from "@/lib/orders/attempts/declines.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { stripe } from "@/lib/stripe/client";
import type { HandledEvent } from "./handled";
import { isKnownPayment, markProcessed, waitingEventsAbout } from "./processed-events.server";
import { eventSubject, intent } from "./subject";
import { type OrderSubject, ordersOf } from "./subjects-of-store.server";

type Commit = (tx: Transaction) => Promise<void>;

/**
 * Does what an event asks for. Events only say where to look: orders and products follow Stripe's current state. `commit` runs in
 * the same transaction.
 */
export async function applyEvent(event: HandledEvent, commit: Commit): Promise<void> {
  const subject = eventSubject(event);
  switch (subject?.kind) {
    case "product":
    case "price":
      return updateCatalog(subject, commit);
    case "customer":
      return inTransaction(db(), async (tx) => {
        await forgetStripeCustomer(tx, subject.stripeCustomerId);
        await commit(tx);
      });
    case "payout": {
      const payout = await stripe().payouts.retrieve(subject.payoutId);
      return inTransaction(db(), async (tx) => {
        await storePayouts(tx, [payout]);
        await commit(tx);
      });
    }
    case "session":
    case "payment_intent": {
      const orderId = (await ordersOf([subject])).get(subject);
      if (!orderId || (await isKnownPayment(event.id))) return inTransaction(db(), commit);
      if (event.type === "payment_intent.payment_failed") {
        await countDecline(orderId, event.data.object, new Date(event.created * 1000));
      }
      await settleOrder(orderId, { attemptId: attemptOf(subject), inSameTransaction: commit });
      return;
    }
    case "disputed": {
      const { paymentIntentId } = subject;
      const found = await findDisputed(paymentIntentId);
      if (!found) return inTransaction(db(), commit);
      const { orderId, attemptId } = found;
      await settleOrder(orderId, { attemptId, disputedIntentId: paymentIntentId, inSameTransaction: commit });
      return;
    }
    case undefined:
      return inTransaction(db(), commit);
  }
}

function attemptOf(subject: OrderSubject) {
  if (subject.kind === "session") return subject.sessionId;
  return subject.ownsPayment ? subject.paymentIntentId : undefined;
}

async function updateCatalog(subject: CatalogSubject, commit: Commit): Promise<void> {
  const answered = await waitingEventsAbout(subject.productId);
  const changes = await updateFromStripe(db(), stripe(), subject, async (tx) => {
    await commit(tx);
    await markProcessed(tx, answered);
  });
  renewPages(changes);
}

/**
 * Finds the order of a disputed payment. A dispute has no order id, so Stripe is asked about an unknown payment; nothing else
 * might lead to an inquiry.
 */
async function findDisputed(paymentIntentId: PaymentIntentId) {
  const unnamed = intent(paymentIntentId, {});
  const known = (await ordersOf([unnamed])).get(unnamed);
  if (known) return { orderId: known, attemptId: undefined };
  const { metadata } = await stripe().paymentIntents.retrieve(paymentIntentId);
  const subject = intent(paymentIntentId, metadata);
  const orderId = (await ordersOf([subject])).get(subject);
  return orderId && { orderId, attemptId: attemptOf(subject) };
}
