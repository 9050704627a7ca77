import type Stripe from "stripe";
import type { Decline } from "../../cards/card-types";
import { emit } from "../../events/emit";
import { ApiError, docUrl } from "../../http/errors";
import type { Local } from "../../state/local";
import type { MethodRecord, SetupRecord } from "../../state/records";
import { keepFor } from "../payment-methods/attach";
import { updateSetup } from "./new-setup";

/** Attaches the method to the SetupIntent's customer. */
export function succeedSetup(local: Local, record: SetupRecord, { id }: MethodRecord): SetupRecord {
  const next = updateSetup(
    local,
    record,
    { status: "succeeded", payment_method: id, next_action: null, last_setup_error: null },
    null,
  );
  emit(local, "setup_intent.succeeded", next.intent);
  const method = local.store.methods.get(id);
  if (method && !method.method.customer && typeof next.intent.customer === "string") {
    keepFor(local, method, next.intent.customer);
  }
  local.resources.paymentOwner.afterSetup(local, next);
  return local.store.setups.get(next.id) ?? next;
}

/** Fails the SetupIntent because the bank declines the card. */
export function declineSetup(
  local: Local,
  record: SetupRecord,
  method: MethodRecord,
  reason: Decline,
): ApiError {
  const fields = {
    code: reason.code,
    ...(reason.declineCode && { decline_code: reason.declineCode }),
    message: reason.message,
    payment_method: method.method,
  };
  const failed = fail(local, record, { ...fields, doc_url: docUrl(reason.code), type: "card_error" });
  return new ApiError(402, { ...fields, type: "card_error", setup_intent: failed.intent });
}

/** Fails the SetupIntent because the shopper failed the challenge or left it. */
export function failSetupAuthentication(
  local: Local,
  record: SetupRecord,
  method: MethodRecord,
): SetupRecord {
  const code = "setup_intent_authentication_failure";
  return fail(local, record, {
    code,
    doc_url: docUrl(code),
    message:
      "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
    payment_method: method.method,
    type: "invalid_request_error",
  });
}

function fail(local: Local, record: SetupRecord, error: Stripe.SetupIntent.LastSetupError): SetupRecord {
  const next = updateSetup(
    local,
    record,
    { status: "requires_payment_method", payment_method: null, next_action: null, last_setup_error: error },
    null,
  );
  emit(local, "setup_intent.setup_failed", next.intent);
  return next;
}
