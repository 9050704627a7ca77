import type Stripe from "stripe";
import type { Decline } from "../../cards/card-types";
import { emit } from "../../events/emit";
import { ApiError, docUrl } from "../../http/errors";
import type { Local, PaymentPhase } from "../../state/local";
import type { IntentRecord, MethodRecord } from "../../state/records";
import { bookCharge } from "../balance-transactions/book";
import { createCharge } from "../charges/new-charge";
import { keepFor } from "../payment-methods/attach";
import { REUSABLE } from "../payment-methods/saved-methods";
import { isCapturedLater, usageOf } from "./method-options";
import { updateIntent } from "./new-intent";

/** Completes a payment, with charge, balance, events and its session. */
export function succeed(
  local: Local,
  given: IntentRecord,
  method: MethodRecord,
  authenticated: boolean,
  phase: PaymentPhase = "paid",
): IntentRecord {
  const record = local.resources.paymentOwner.withCustomer(local, given);
  const captured = !isCapturedLater(record.intent, method.method.type);
  const charge = createCharge(local, record, method, {
    status: "succeeded",
    decline: null,
    authenticated,
    captured,
  });
  const { amount } = record.intent;
  const next = updateIntent(
    local,
    record,
    {
      status: captured ? "succeeded" : "requires_capture",
      amount_received: captured ? amount : 0,
      amount_capturable: captured ? 0 : amount,
      latest_charge: charge.id,
      payment_method: method.id,
      next_action: null,
      last_payment_error: null,
    },
    null,
  );
  announcePaid(local, next, charge, method, phase);
  return next;
}

/** Sends the events of a payment in the chosen order. */
export function announcePaid(
  local: Local,
  record: IntentRecord,
  charge: Stripe.Charge,
  method: MethodRecord,
  phase: PaymentPhase,
): void {
  emit(local, "charge.succeeded", charge);
  saveForLater(local, record, method);
  const captured = record.intent.status === "succeeded";
  const announceIntent = () =>
    emit(
      local,
      captured ? "payment_intent.succeeded" : "payment_intent.amount_capturable_updated",
      record.intent,
    );
  const announceSession = local.resources.paymentOwner.afterPayment(local, record, phase);
  if (local.store.settings.eventOrder === "completed_first") {
    announceSession();
    announceIntent();
  } else {
    announceIntent();
    announceSession();
  }
  if (captured) bookAndAnnounce(local, charge);
}

/** Books a charge and sends `charge.updated`. */
export function bookAndAnnounce(local: Local, charge: Stripe.Charge): void {
  const transaction = bookCharge(local, charge);
  const booked = local.store.charges.put({ ...charge, balance_transaction: transaction.id });
  emit(local, "charge.updated", booked, { balance_transaction: null, receipt_url: null });
}

interface Failure {
  record: IntentRecord;
  /** The answer to the call. */
  error: ApiError;
}

/** Declines a payment: the PaymentIntent needs another payment method. */
export function decline(
  local: Local,
  record: IntentRecord,
  method: MethodRecord,
  reason: Decline,
  authenticated: boolean,
): Failure {
  const charge = createCharge(local, record, method, {
    status: "failed",
    decline: reason,
    authenticated,
    captured: false,
  });
  const fields = {
    ...(reason.code === "card_declined" && !reason.blocked && { advice_code: adviceOn(reason) }),
    charge: charge.id,
    code: reason.code,
    ...(reason.declineCode && { decline_code: reason.declineCode }),
    message: reason.message,
    ...paramOf(reason),
  };
  const next = updateIntent(
    local,
    record,
    {
      status: "requires_payment_method",
      payment_method: null,
      next_action: null,
      latest_charge: charge.id,
      last_payment_error: {
        ...fields,
        doc_url: docUrl(reason.code),
        payment_method: method.method,
        type: "card_error",
      },
    },
    null,
  );
  emit(local, "charge.failed", charge);
  emit(local, "payment_intent.payment_failed", next.intent);
  const error = new ApiError(402, {
    ...fields,
    type: "card_error",
    payment_intent: next.intent,
    payment_method: method.method,
  });
  return { record: next, error };
}

/** Fails a payment because the shopper failed the challenge or left it. */
export function failAuthentication(local: Local, record: IntentRecord, method: MethodRecord): IntentRecord {
  const code = "payment_intent_authentication_failure";
  const next = updateIntent(
    local,
    record,
    {
      status: "requires_payment_method",
      payment_method: null,
      next_action: null,
      last_payment_error: {
        code,
        doc_url: docUrl(code),
        message:
          "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
        payment_method: method.method,
        type: "invalid_request_error",
      },
    },
    null,
  );
  emit(local, "payment_intent.payment_failed", next.intent);
  return next;
}

function adviceOn({ declineCode }: Decline): string {
  return declineCode === "lost_card" || declineCode === "stolen_card"
    ? "do_not_try_again"
    : "try_again_later";
}

function paramOf(reason: Decline): { param?: string } {
  if (reason.code === "expired_card") return { param: "exp_month" };
  if (reason.code === "incorrect_cvc") return { param: "cvc" };
  return reason.code === "incorrect_number" ? { param: "number" } : {};
}

/** By `setup_future_usage` or the shopper's wish; otherwise the method can't pay again. */
function saveForLater(local: Local, { intent, keep }: IntentRecord, { id }: MethodRecord): void {
  const record = local.store.methods.get(id);
  if (!record || record.method.customer) return;
  const { type } = record.method;
  const isWanted = Boolean(keep || usageOf(intent, type)) && REUSABLE.includes(type);
  if (isWanted && typeof intent.customer === "string") keepFor(local, record, intent.customer);
  else local.store.methods.put({ ...record, spent: true });
}
