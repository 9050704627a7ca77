import type Stripe from "stripe";
import type { MerchantPage } from "../../browser/merchant-window";
import { nextStep } from "../../browser/next-step";
import type { ConfirmInput, PageApi } from "../../browser/page-api";
import type { PaymentError } from "../../browser/payment-error";

type PayResult =
  | { kind: "complete"; session: Stripe.Checkout.Session }
  | { kind: "failed"; error: PaymentError }
  /** The window is leaving for another page. */
  | { kind: "leaving" };

/** Confirms and follows the next action. */
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
    case "wait":
      return waitForApp(api);
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

const ASK_EVERY_MS = 700;
const ASKS = 90;

/** Asks until the shopper's app has answered. */
async function waitForApp(api: PageApi): Promise<PayResult> {
  for (let count = 0; count < ASKS; count += 1) {
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    const page = await api.load();
    if (page.ok && page.value.session.status === "complete") {
      return { kind: "complete", session: page.value.session };
    }
  }
  return { kind: "failed", error: { code: "payment_intent_authentication_failure" } };
}
