import type { TextKey } from "../texts/en";
import type { PaymentError } from "./payment-error";

/** Where a refused payment is shown. */
type FailurePlace = "number" | "expiry" | "cvc" | "iban" | "payment";

interface Failure {
  text: TextKey;
  place: FailurePlace;
}

const BY_CODE: Record<string, Failure> = {
  insufficient_funds: { text: "decline.insufficient_funds", place: "number" },
  card_declined: { text: "decline.card_declined", place: "number" },
  expired_card: { text: "decline.expired_card", place: "expiry" },
  incorrect_cvc: { text: "decline.incorrect_cvc", place: "cvc" },
  invalid_cvc: { text: "error.cvc_incomplete", place: "cvc" },
  incorrect_number: { text: "error.number_invalid", place: "number" },
  invalid_number: { text: "error.number_invalid", place: "number" },
  invalid_expiry_month: { text: "error.expiry_invalid", place: "expiry" },
  invalid_expiry_year: { text: "error.expiry_invalid", place: "expiry" },
  processing_error: { text: "decline.processing_error", place: "number" },
  payment_intent_authentication_failure: { text: "decline.authentication", place: "payment" },
  setup_intent_authentication_failure: { text: "decline.authentication", place: "payment" },
  payment_intent_payment_attempt_failed: { text: "decline.authentication", place: "payment" },
  invalid_bank_account_iban: { text: "error.iban_invalid", place: "iban" },
  checkout_amount_mismatch: { text: "decline.amount", place: "payment" },
};

/** The text for an API error, and the field it belongs to. */
export function failureOf(error: PaymentError): Failure {
  const known = BY_CODE[error.decline_code ?? ""] ?? BY_CODE[error.code ?? ""];
  if (known) return known;
  if (error.type === "card_error") return { text: "decline.card_declined", place: "number" };
  return { text: "decline.unknown", place: "payment" };
}

/** Whether there is a specific text for the error. */
export function isKnownFailure(error: PaymentError): boolean {
  return failureOf(error).text !== "decline.unknown";
}
