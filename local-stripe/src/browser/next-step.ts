import type { Confirmed } from "./page-api";
import type { PaymentError } from "./payment-error";

type NextStep =
  | { kind: "done" }
  /** An app asks the shopper; the answer comes by itself. */
  | { kind: "wait" }
  | { kind: "redirect"; url: string }
  | { kind: "challenge"; source: string }
  | { kind: "failed"; error: PaymentError };

/** What the payment asks for next. */
export function nextStep({ session, payment_intent, setup_intent }: Confirmed): NextStep {
  if (session.status === "complete") return { kind: "done" };
  const action = payment_intent?.next_action ?? setup_intent?.next_action;
  if (action?.type === "redirect_to_url" && action.redirect_to_url?.url) {
    return { kind: "redirect", url: action.redirect_to_url.url };
  }
  if (action?.type === "blik_authorize") return { kind: "wait" };
  const source = action?.use_stripe_sdk?.three_d_secure_2_source;
  if (typeof source === "string") return { kind: "challenge", source };
  const error = payment_intent?.last_payment_error ?? setup_intent?.last_setup_error;
  return {
    kind: "failed",
    error: {
      type: error?.type,
      code: error?.code,
      decline_code: error?.decline_code,
      message: error?.message,
    },
  };
}
