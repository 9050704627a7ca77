import "server-only";
import type Stripe from "stripe";
import type { OrderId, PaymentIntentId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction.server";
import { type Confirmation, closeConfirmation } from "@/lib/orders/confirmations/record.server";
import { INTENT_EXPANSION, intentEvidence } from "@/lib/orders/settle/intent-evidence";
import { settleWithEvidence } from "@/lib/orders/settle/settle.server";
import { stripe } from "@/lib/stripe/client";
import { type ConfirmedPayment, confirmedPayment } from "./confirmed-payment";

/** A confirmation has its intent, however it ended: both are written down with what it means for the order. */
export async function recordIntent(
  orderId: OrderId,
  confirmation: Confirmation,
  intent: Stripe.PaymentIntent,
): Promise<ConfirmedPayment> {
  await settleWithEvidence(orderId, [intentEvidence(intent)], {
    inSameTransaction: (tx) => closeConfirmation(tx, confirmation, "done", intent.id as PaymentIntentId),
  });
  return confirmedPayment(orderId, intent);
}

/** Without an intent. `lost`: Stripe may have made one all the same. */
export const closeWithoutIntent = (confirmation: Confirmation, status: "refused" | "lost") =>
  inTransaction(db(), (tx) => closeConfirmation(tx, confirmation, status));

/** How the payment of a token ended that was used before. */
export async function lookAtIntent(
  orderId: OrderId,
  paymentIntentId: PaymentIntentId,
): Promise<ConfirmedPayment> {
  const intent = await readIntent(paymentIntentId);
  await settleWithEvidence(orderId, [intentEvidence(intent)]);
  return confirmedPayment(orderId, intent);
}

export const readIntent = (id: string) => stripe().paymentIntents.retrieve(id, { expand: INTENT_EXPANSION });
