import type Stripe from "stripe";
import { dropAttempt } from "../../attempts/new-attempt";
import { emit } from "../../events/emit";
import { invalid } from "../../http/errors";
import { applyMetadata } from "../../http/metadata";
import type { Parsed } from "../../http/rules";
import type { Local } from "../../state/local";
import type { IntentRecord } from "../../state/records";
import { AMOUNT, checkChargeAmount, checkDecimals } from "../charges/charge-amount";
import { requireCustomer } from "../customers/customers";
import { releaseRest } from "../refunds/refunds";
import { wholeShipping } from "./confirm-params";
import { methodOptions } from "./method-options";
import { updateIntent } from "./new-intent";
import { bookAndAnnounce } from "./outcomes";
import type { CAPTURE, UPDATE } from "./params";
import { refuseSessionOwned, unexpectedState } from "./view";

type Change = Partial<Parsed<typeof UPDATE>>;

export function change(local: Local, record: IntentRecord, given: Change): IntentRecord {
  const isOpen = ["requires_payment_method", "requires_confirmation", "requires_action"].includes(
    record.intent.status,
  );
  const { metadata, description, ...others } = given;
  if (!isOpen && Object.values(others).some((value) => value !== undefined))
    throw unexpectedState(record, "update");
  if (given.amount !== undefined || given.currency !== undefined) {
    const { intent } = record;
    checkChargeAmount(given.amount ?? intent.amount, given.currency ?? intent.currency, AMOUNT);
  }
  const { amount, capture_method, currency, customer, receipt_email, setup_future_usage, shipping } = given;
  const { payment_method_types: types, payment_method_options: options } = record.intent;
  return updateIntent(local, record, {
    ...(amount !== undefined && { amount }),
    ...(capture_method !== undefined && { capture_method }),
    ...(currency !== undefined && { currency }),
    ...(customer !== undefined && { customer: requireCustomer(local, customer, "customer", 400).id }),
    ...(description !== undefined && { description }),
    ...(given.payment_method_options !== undefined && {
      payment_method_options: methodOptions(types, given.payment_method_options, options ?? {}),
    }),
    ...(receipt_email !== undefined && { receipt_email }),
    ...(setup_future_usage !== undefined && { setup_future_usage }),
    ...(shipping !== undefined && { shipping: shipping && wholeShipping(shipping) }),
    metadata: applyMetadata(record.intent.metadata, metadata),
  });
}

export function cancel(
  local: Local,
  record: IntentRecord,
  reason: Stripe.PaymentIntent.CancellationReason,
): IntentRecord {
  refuseSessionOwned(record, "canceled");
  if (["processing", "succeeded", "canceled"].includes(record.intent.status))
    throw unexpectedState(record, "cancel");
  const charge = heldCharge(local, record);
  dropAttempt(local, record.attempt);
  const canceled = updateIntent(
    local,
    record,
    {
      status: "canceled",
      canceled_at: local.now(),
      cancellation_reason: reason,
      amount_capturable: 0,
      next_action: null,
    },
    null,
  );
  if (charge && record.intent.status === "requires_capture") {
    local.store.charges.put({ ...charge, amount_refunded: charge.amount, refunded: true });
  }
  emit(local, "payment_intent.canceled", canceled.intent);
  return canceled;
}

type Capture = Pick<Parsed<typeof CAPTURE>, "amount_to_capture" | "metadata">;

/** Captures all, or so many minor units; the rest is released. */
export function capture(local: Local, record: IntentRecord, given: Capture): IntentRecord {
  if (record.intent.status !== "requires_capture") throw unexpectedState(record, "capture");
  const amount = given.amount_to_capture ?? record.intent.amount_capturable;
  if (amount > record.intent.amount_capturable) {
    throw invalid(
      "The amount to capture is greater than what can be captured.",
      "amount_to_capture",
      "amount_too_large",
    );
  }
  checkDecimals(amount, record.intent.currency, "amount_to_capture");
  const charge = heldCharge(local, record);
  const next = updateIntent(local, record, {
    status: "succeeded",
    amount_received: amount,
    amount_capturable: 0,
    metadata: applyMetadata(record.intent.metadata, given.metadata),
  });
  if (charge) {
    const taken = local.store.charges.put({ ...charge, captured: true, amount_captured: amount });
    const captured = releaseRest(local, taken);
    emit(local, "charge.captured", captured);
    emit(local, "payment_intent.succeeded", next.intent);
    bookAndAnnounce(local, captured);
  }
  return next;
}

function heldCharge(local: Local, { intent }: IntentRecord): Stripe.Charge | undefined {
  const id = intent.latest_charge;
  return typeof id === "string" ? local.store.charges.get(id) : undefined;
}
