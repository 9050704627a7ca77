import { askStore } from "@/components/renewal/ask-store";
import { readUpdateAnswer, type UpdateAnswer } from "@/lib/checkout/core/quote-answer";

/** What the page asks of the store's checkout; each has an endpoint. */
export type UpdateRequest =
  | { kind: "promotion-code"; code: string }
  | { kind: "loyalty" | "region" | "remove" }
  | { kind: "review" };

/** This is longer than Stripe.js waits, so that a late answer still counts. */
const TIMEOUT_MS = 15_000;

/** Asks for a change of the session. @throws when the store can't be reached, or its answer can't be read */
export async function requestUpdate(sessionId: string, change: UpdateRequest): Promise<UpdateAnswer> {
  const path = change.kind === "review" ? "review" : `discounts/${change.kind}`;
  const init = {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      checkout_session_id: sessionId,
      ...(change.kind === "promotion-code" && { code: change.code }),
    }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  };
  return askStore(`/api/checkout/elements/${path}`, init, readUpdateAnswer);
}
