import type Stripe from "stripe";
import { findCard } from "../../cards/cards";
import { emit } from "../../events/emit";
import { invalid, noSuch } from "../../http/errors";
import { dueOnceBy } from "../../state/due-by";
import { idKind } from "../../state/ids";
import type { Local } from "../../state/local";
import { bookRefund } from "../balance-transactions/book";
import { checkDecimals } from "../charges/charge-amount";
import { checkDisputes, closeInquiriesOf } from "../disputes/disputes";

export const refundIds = idKind("re");
/** Ids for refunds of money that was not taken from a card. */
export const paymentRefundIds = idKind("pyr");

/** How long after it was made a refund of the special cards ends, by the test clock. */
const SUCCEEDS_AFTER_SECONDS = 3_600;
const FAILS_AFTER_SECONDS = 86_400;

interface NewRefund {
  amount: number | undefined;
  reason: Stripe.Refund.Reason | null;
  metadata: Record<string, string>;
}

/** Refunds all that is left of a charge, or `amount` minor units of it. */
export function refundCharge(local: Local, charge: Stripe.Charge, given: NewRefund): Stripe.Refund {
  const left = unrefunded(charge);
  if (charge.status !== "succeeded") {
    throw invalid(`This charge is ${charge.status}; only a succeeded one can be refunded.`, "charge");
  }
  checkDisputes(local, charge);
  if (left === 0)
    throw invalid(`Charge ${charge.id} has already been refunded.`, undefined, "charge_already_refunded");
  const amount = given.amount ?? left;
  if (amount > left) {
    throw invalid(
      `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`,
      "amount",
    );
  }
  checkDecimals(amount, charge.currency, "amount");
  const id = (charge.payment_method_details?.type === "card" ? refundIds : paymentRefundIds).make();
  const pending = specialRefund(local, charge) === "pending";
  const transaction = bookRefund(local, { id, amount, currency: charge.currency }, "refund");
  const refund: Stripe.Refund = {
    ...newRefund(local, charge, { id, amount }),
    balance_transaction: transaction.id,
    destination_details: destination(charge, pending),
    metadata: given.metadata,
    ...(pending && { pending_reason: "processing" as const }),
    reason: given.reason,
    status: pending ? "pending" : "succeeded",
  };
  local.store.refunds.put(refund);
  const refunded = charge.amount_refunded + amount;
  const changed = local.store.charges.put({
    ...charge,
    amount_refunded: refunded,
    refunded: refunded === charge.amount,
  });
  emit(local, "refund.created", refund);
  emit(local, "charge.refunded", changed, {
    amount_refunded: charge.amount_refunded,
    refunded: charge.refunded,
  });
  if (changed.refunded) closeInquiriesOf(local, changed);
  return refund;
}

/** Minor units of a charge that can be given back. What was never captured counts as refunded. */
const unrefunded = (charge: Stripe.Charge): number =>
  charge.captured ? charge.amount - charge.amount_refunded : 0;

function newRefund(
  local: Local,
  charge: Stripe.Charge,
  { id, amount }: { id: string; amount: number },
): Stripe.Refund {
  return {
    id,
    object: "refund",
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: local.now(),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: "succeeded",
    transfer_reversal: null,
  };
}

/**
 * Lets go of what a capture leaves of an authorized charge. Stripe lists that as a refund, which moves no money and so has no balance transaction.
 * Source: github.com/woocommerce/woocommerce-gateway-stripe/issues/1073.
 */
export function releaseRest(local: Local, charge: Stripe.Charge): Stripe.Charge {
  const amount = charge.amount - charge.amount_captured;
  if (amount === 0) return charge;
  const id = (charge.payment_method_details?.type === "card" ? refundIds : paymentRefundIds).make();
  local.store.refunds.put(newRefund(local, charge, { id, amount }));
  return local.store.charges.put({ ...charge, amount_refunded: charge.amount_refunded + amount });
}

/** Each is looked at once: most end at once. */
const unfinished = dueOnceBy<Stripe.Refund>(({ status, created }) => {
  if (status === "pending") return created + SUCCEEDS_AFTER_SECONDS;
  return status === "succeeded" ? created + FAILS_AFTER_SECONDS : null;
});

/** Finishes pending refunds. Those of the failing card fail, and their money comes back. */
export function finishRefunds(local: Local): void {
  for (const refund of unfinished(local.store.refunds, local.now())) {
    const age = local.now() - refund.created;
    if (age < SUCCEEDS_AFTER_SECONDS || (refund.status !== "pending" && refund.status !== "succeeded"))
      continue;
    const charge = typeof refund.charge === "string" ? local.store.charges.get(refund.charge) : undefined;
    if (!charge) continue;
    const special = specialRefund(local, charge);
    if (special === "pending" && refund.status === "pending") finish(local, refund);
    if (special === "fails" && refund.status === "succeeded" && age >= FAILS_AFTER_SECONDS) {
      undo(local, refund, charge, { status: "failed" });
    }
  }
}

/** Ends a refund as its bank, or the merchant in the dashboard, would. */
export function endRefund(
  local: Local,
  refund: Stripe.Refund,
  given: { status: "succeeded" | "failed" | "canceled"; failureReason?: string | undefined },
): Stripe.Refund {
  const charge = typeof refund.charge === "string" ? local.store.charges.get(refund.charge) : undefined;
  const isPending = refund.status === "pending";
  if (!charge || (!isPending && !(refund.status === "succeeded" && given.status === "failed"))) {
    throw invalid(`This refund is ${refund.status}; it cannot become ${given.status}.`, "status");
  }
  const { status, failureReason } = given;
  if (status === "succeeded") finish(local, refund);
  else undo(local, refund, charge, { status, failureReason });
  return local.store.refunds.get(refund.id) ?? refund;
}

function finish(local: Local, { pending_reason, ...refund }: Stripe.Refund): void {
  const done = local.store.refunds.put({ ...refund, status: "succeeded" });
  emit(local, "refund.updated", done, { status: "pending", pending_reason });
  emit(local, "charge.refund.updated", done, { status: "pending", pending_reason });
}

/** Returns a refund's money to the merchant. */
function undo(
  local: Local,
  refund: Stripe.Refund,
  charge: Stripe.Charge,
  given: { status: "failed" | "canceled"; failureReason?: string | undefined },
): void {
  const transaction = bookRefund(local, refund, "refund_failure");
  const { pending_reason, ...rest } = refund;
  const undone = local.store.refunds.put({
    ...rest,
    status: given.status,
    failure_balance_transaction: transaction.id,
    ...(given.status === "failed" && {
      failure_reason: given.failureReason ?? "expired_or_canceled_card",
    }),
  });
  local.store.charges.put({
    ...charge,
    amount_refunded: charge.amount_refunded - refund.amount,
    refunded: false,
  });
  const before = { status: refund.status, ...(pending_reason && { pending_reason }) };
  if (given.status === "failed") emit(local, "refund.failed", undone);
  emit(local, "refund.updated", undone, before);
  emit(local, "charge.refund.updated", undone, before);
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

export function requireRefund(local: Local, id: string): Stripe.Refund {
  const refund = local.store.refunds.get(id);
  if (!refund) throw noSuch("refund", id);
  return refund;
}
