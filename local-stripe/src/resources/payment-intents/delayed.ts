import { debitFails } from "../../cards/ibans";
import { emit } from "../../events/emit";
import { ApiError, docUrl } from "../../http/errors";
import { dueBy } from "../../state/due-by";
import type { Local } from "../../state/local";
import type { IntentRecord, MethodRecord } from "../../state/records";
import { createCharge } from "../charges/new-charge";
import { updateIntent } from "./new-intent";
import { announcePaid } from "./outcomes";

/** A debit settles by itself after three days of the test clock. */
const SETTLE_AFTER_SECONDS = 3 * 86_400;

/** Starts a payment whose answer comes days later. */
export function startDelayed(local: Local, given: IntentRecord, method: MethodRecord): IntentRecord {
  const record = local.resources.paymentOwner.withCustomer(local, given);
  const charge = createCharge(local, record, method, {
    status: "pending",
    decline: null,
    authenticated: false,
    captured: true,
  });
  const next = updateIntent(local, record, {
    status: "processing",
    latest_charge: charge.id,
    next_action: null,
    last_payment_error: null,
  });
  emit(local, "charge.pending", charge);
  emit(local, "payment_intent.processing", next.intent);
  local.resources.paymentOwner.afterPayment(local, next, "processing")();
  return next;
}

/** Lets a delayed payment succeed. Throws ApiError 400 when nothing is under way. */
export function settleDelayed(local: Local, record: IntentRecord): IntentRecord {
  const { charge, method } = underWay(local, record);
  const paid = local.store.charges.put({ ...charge, status: "succeeded", paid: true, captured: true });
  const next = updateIntent(local, record, {
    status: "succeeded",
    amount_received: record.intent.amount,
  });
  announcePaid(local, next, paid, method, "settled");
  return next;
}

/** Lets a delayed payment fail. Throws ApiError 400 when nothing is under way. */
export function failDelayed(local: Local, record: IntentRecord): IntentRecord {
  const { charge, method } = underWay(local, record);
  const message = "The customer's account has insufficient funds to cover this payment.";
  const failed = local.store.charges.put({
    ...charge,
    status: "failed",
    amount_captured: 0,
    failure_code: "insufficient_funds",
    failure_message: message,
    receipt_url: null,
  });
  const next = updateIntent(local, record, {
    status: "requires_payment_method",
    payment_method: null,
    last_payment_error: {
      charge: charge.id,
      code: "payment_intent_payment_attempt_failed",
      decline_code: "insufficient_funds",
      doc_url: docUrl("payment_intent_payment_attempt_failed"),
      message,
      payment_method: method.method,
      type: "card_error",
    },
  });
  emit(local, "charge.failed", failed);
  emit(local, "payment_intent.payment_failed", next.intent);
  local.resources.paymentOwner.afterPayment(local, next, "settle_failed")();
  return next;
}

/** No charge is older than its intent. */
const processing = dueBy<IntentRecord>(({ intent }) =>
  intent.status === "processing" ? intent.created + SETTLE_AFTER_SECONDS : null,
);

/** Ends delayed payments after the waiting time, as their account numbers say. */
export function settleDue(local: Local): void {
  for (const record of processing(local.store.intents, local.now())) {
    const { charge, method } = partsOf(local, record);
    if (!charge || !method || local.now() - charge.created < SETTLE_AFTER_SECONDS) continue;
    if (debitFails(method.number)) failDelayed(local, record);
    else settleDelayed(local, record);
  }
}

function partsOf(local: Local, { intent }: IntentRecord) {
  const { latest_charge: charge, payment_method: method } = intent;
  return {
    charge: typeof charge === "string" ? local.store.charges.get(charge) : undefined,
    method: typeof method === "string" ? local.store.methods.get(method) : undefined,
  };
}

function underWay(local: Local, record: IntentRecord) {
  const { intent } = record;
  const { charge, method } = partsOf(local, record);
  if (intent.status !== "processing" || !charge || !method) {
    throw new ApiError(400, {
      type: "invalid_request_error",
      code: "payment_intent_unexpected_state",
      message: `This PaymentIntent's status is ${intent.status}; only a processing one can settle or fail.`,
      payment_intent: intent,
    });
  }
  return { charge, method };
}
