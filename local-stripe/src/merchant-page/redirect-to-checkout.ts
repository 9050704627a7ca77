import { call } from "../browser/call";
import { isRecord } from "../browser/is-record";
import type { PaymentError } from "../browser/payment-error";
import { IntegrationError } from "./base/errors";
import { LOCAL_STRIPE_ORIGIN } from "./base/frame";
import { leaveFor } from "./intents/leave";

/** `redirectToCheckout({ sessionId })`, which today's types no longer have; older applications go to the hosted page by it. */
export async function redirectToCheckout(key: string, given: unknown): Promise<{ error: PaymentError }> {
  const id = isRecord(given) ? given.sessionId : undefined;
  if (typeof id !== "string" || id === "") {
    throw new IntegrationError("redirectToCheckout() needs sessionId; its other ways are not modelled.");
  }
  const address = `${LOCAL_STRIPE_ORIGIN}/v1/payment_pages/${encodeURIComponent(id)}/address`;
  const headers = { authorization: `Bearer ${key}` };
  const answer = await call<{ url: string | null }>(address, { headers });
  if (!answer.ok) return { error: answer.error };
  if (answer.value.url === null) {
    return {
      error: { type: "invalid_request_error", message: "This Checkout Session has no page to go to." },
    };
  }
  await leaveFor(answer.value.url);
  return { error: {} };
}
