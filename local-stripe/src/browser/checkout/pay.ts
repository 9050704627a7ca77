import type Stripe from "stripe";
import type { PaymentError } from "../shared/protocol";
import type { Confirmed, ConfirmInput, PageApi } from "./api";
import type { MerchantPage } from "./merchant-page";

export type PayResult =
  | { kind: "complete"; session: Stripe.Checkout.Session }
  | { kind: "failed"; error: PaymentError }
  /** The window is on its way to another page. */
  | { kind: "leaving" };

/** Confirms the session and goes through what the payment asks for next. */
export async function pay(api: PageApi, merchant: MerchantPage, input: ConfirmInput): Promise<PayResult> {
  const answer = await api.confirm(input);
  if (!answer.ok) return { kind: "failed", error: answer.error };
  const next = nextStep(answer.value);
  switch (next.kind) {
    case "done":
      return { kind: "complete", session: answer.value.session };
    case "redirect":
      merchant.redirect(next.url);
      return { kind: "leaving" };
    case "failed":
      return next;
    case "challenge": {
      const outcome = await merchant.challenge(next.source);
      const page = await api.load();
      if (page.ok && page.value.session.status === "complete") {
        return { kind: "complete", session: page.value.session };
      }
      return { kind: "failed", error: outcome.error ?? { code: "payment_intent_authentication_failure" } };
    }
  }
}

type NextStep =
  | { kind: "done" }
  | { kind: "redirect"; url: string }
  | { kind: "challenge"; source: string }
  | { kind: "failed"; error: PaymentError };

/** What the payment asks for next. */
export function nextStep({ session, payment_intent }: Confirmed): NextStep {
  if (session.status === "complete") return { kind: "done" };
  const action = payment_intent?.next_action;
  if (action?.type === "redirect_to_url" && action.redirect_to_url?.url) {
    return { kind: "redirect", url: action.redirect_to_url.url };
  }
  const source = action?.use_stripe_sdk?.three_d_secure_2_source;
  if (typeof source === "string") return { kind: "challenge", source };
  const error = payment_intent?.last_payment_error;
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
