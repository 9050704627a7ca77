import type Stripe from "stripe";
import { emit } from "../events/emit";
import type { Local } from "../local";
import { invalid } from "../server/errors";
import { newId } from "../state/ids";
import { bookRefund } from "./balance";
import { findCard } from "./cards";

/** Refunds of the special cards end this long after they were made, by the test clock. */
export const REFUND_DELAY_SECONDS = 5;

export interface NewRefund {
  amount: number | undefined;
  reason: Stripe.Refund.Reason | null;
  metadata: Record<string, string>;
}

/** Gives back all that is left of a charge, or `amount` minor units of it. */
export function refundCharge(local: Local, charge: Stripe.Charge, given: NewRefund): Stripe.Refund {
  const left = charge.amount_captured - charge.amount_refunded;
  if (charge.status !== "succeeded") {
    throw invalid(`This charge is ${charge.status}; only a succeeded one can be refunded.`, "charge");
  }
  if (left === 0)
    throw invalid(`Charge ${charge.id} has already been refunded.`, undefined, "charge_already_refunded");
  const amount = given.amount ?? left;
  if (amount > left) {
    throw invalid(
      `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`,
      "amount",
    );
  }
  const id = charge.payment_method_details?.type === "card" ? newId("re") : newId("pyr");
  const pending = specialRefund(local, charge) === "pending";
  const transaction = bookRefund(local, { id, amount, currency: charge.currency }, "refund");
  const refund: Stripe.Refund = {
    id,
    object: "refund",
    amount,
    balance_transaction: transaction.id,
    charge: charge.id,
    created: local.now(),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: destination(charge, pending),
    metadata: given.metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    ...(pending && { pending_reason: "processing" }),
    reason: given.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: pending ? "pending" : "succeeded",
    transfer_reversal: null,
  };
  local.store.refunds.put(refund);
  const refunded = charge.amount_refunded + amount;
  const changed = local.store.charges.put({
    ...charge,
    amount_refunded: refunded,
    refunded: refunded === charge.amount_captured,
  });
  emit(local, "refund.created", refund);
  emit(local, "charge.refunded", changed, {
    amount_refunded: charge.amount_refunded,
    refunded: charge.refunded,
  });
  return refund;
}

/** Pending refunds succeed; those of the failing card fail and the money comes back. */
export function finishRefunds(local: Local): void {
  for (const refund of local.store.refunds.all()) {
    if (local.now() - refund.created < REFUND_DELAY_SECONDS) continue;
    const charge = typeof refund.charge === "string" ? local.store.charges.get(refund.charge) : undefined;
    if (!charge) continue;
    const special = specialRefund(local, charge);
    if (special === "pending" && refund.status === "pending") finish(local, refund);
    if (special === "fails" && refund.status === "succeeded") fail(local, refund, charge);
  }
}

function finish(local: Local, { pending_reason, ...refund }: Stripe.Refund): void {
  const done = local.store.refunds.put({ ...refund, status: "succeeded" });
  emit(local, "refund.updated", done, { status: "pending", pending_reason });
  emit(local, "charge.refund.updated", done, { status: "pending", pending_reason });
}

function fail(local: Local, refund: Stripe.Refund, charge: Stripe.Charge): void {
  const transaction = bookRefund(local, refund, "refund_failure");
  const failed = local.store.refunds.put({
    ...refund,
    status: "failed",
    failure_balance_transaction: transaction.id,
    failure_reason: "expired_or_canceled_card",
  });
  local.store.charges.put({
    ...charge,
    amount_refunded: charge.amount_refunded - refund.amount,
    refunded: false,
  });
  emit(local, "refund.failed", failed);
  emit(local, "refund.updated", failed, { status: "succeeded" });
  emit(local, "charge.refund.updated", failed, { status: "succeeded" });
}

function specialRefund(local: Local, charge: Stripe.Charge) {
  const number =
    charge.payment_method === null ? null : local.store.methods.get(charge.payment_method)?.number;
  return number ? findCard(number)?.refund : undefined;
}

function destination(charge: Stripe.Charge, pending: boolean): Stripe.Refund.DestinationDetails {
  const type = charge.payment_method_details?.type ?? "card";
  if (type !== "card") return { type };
  return {
    type,
    card: {
      reference_status: pending ? "pending" : "available",
      reference_type: "acquirer_reference_number",
      type: "refund",
    },
  };
}
