import "server-only";
import { mirrorPrice, mirrorProduct } from "@/lib/catalog/mirror.server";
import { revalidateCatalog } from "@/lib/catalog/revalidate.server";
import { forgetStripeCustomer } from "@/lib/customers/stripe-customer.server";
import { db, type Transaction } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction.server";
import type { PaymentIntentId } from "@/lib/ids";
import { settleOrder } from "@/lib/orders/settle.server";
import { stripe } from "@/lib/stripe/client";
import { orDeleted } from "@/lib/stripe/or-deleted";
import { type OrderSubject, ordersOf } from "./concern.server";
import type { HandledEvent } from "./handled";
import { eventSubject, intent } from "./subject";

type Commit = (tx: Transaction) => Promise<void>;

/**
 * Does what an event asks for, and `commit` in the same transaction. The event only says where to look: orders and
 * catalogue are brought to what Stripe says now. An event about nothing of ours is committed without effect.
 */
export async function carryOutEvent(event: HandledEvent, commit: Commit): Promise<void> {
  const subject = eventSubject(event);
  switch (subject?.kind) {
    case "product": {
      const product = await orDeleted(subject.productId, stripe().products.retrieve(subject.productId));
      return mirror((tx) => mirrorProduct(tx, product), commit);
    }
    case "price": {
      const price = await orDeleted(subject.priceId, stripe().prices.retrieve(subject.priceId));
      return mirror((tx) => mirrorPrice(tx, price), commit);
    }
    case "customer":
      return inTransaction(db(), async (tx) => {
        await forgetStripeCustomer(tx, subject.stripeCustomerId);
        await commit(tx);
      });
    case "session":
    case "payment_intent": {
      const orderId = (await ordersOf([subject])).get(subject);
      if (!orderId) return inTransaction(db(), commit);
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

async function mirror(change: Commit, commit: Commit): Promise<void> {
  await inTransaction(db(), async (tx) => {
    await change(tx);
    await commit(tx);
  });
  revalidateCatalog();
}

/**
 * A dispute tells no order id: of a payment that is not on record yet Stripe is asked for it, as nothing else might ever
 * lead to an inquiry.
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
