import { failureOf, isKnownFailure } from "../../browser/failures";
import type { PaymentError } from "../../browser/payment-error";
import type { Translate } from "../../texts/translate";
import type { Intent } from "./intent-api";

/** What Stripe.js resolves with: the intent by its kind, or the error. */
export type IntentResult =
  | { paymentIntent: Intent; setupIntent?: undefined; error?: undefined }
  | { setupIntent: Intent; paymentIntent?: undefined; error?: undefined }
  | { error: PaymentError; paymentIntent?: undefined; setupIntent?: undefined };

/** An intent that needs another payment method was refused. */
export function intentResult(intent: Intent, t: Translate): IntentResult {
  if (intent.status === "requires_payment_method") return { error: intentError(intent, t) };
  return intent.object === "payment_intent" ? { paymentIntent: intent } : { setupIntent: intent };
}

function intentError(intent: Intent, t: Translate): PaymentError {
  const last = intent.object === "payment_intent" ? intent.last_payment_error : intent.last_setup_error;
  const { type, code, decline_code, message, param, charge } = last ?? unauthenticated(intent);
  const error: PaymentError = {
    type,
    ...(code !== undefined && { code }),
    ...(decline_code !== undefined && { decline_code }),
    ...(param !== undefined && { param }),
    ...(typeof charge === "string" && { charge }),
    ...(last?.payment_method && { payment_method: last.payment_method }),
    [intent.object]: intent,
    message,
  };
  return inWords(error, t);
}

function unauthenticated({ object }: Intent): PaymentError {
  return { type: "invalid_request_error", code: `${object}_authentication_failure` };
}

/** An error in the shopper's language, as in Stripe.js. */
export function inWords(error: PaymentError, t: Translate): PaymentError {
  return isKnownFailure(error) ? { ...error, message: t(failureOf(error).text) } : error;
}
