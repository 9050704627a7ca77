import type { UpdateAnswer } from "@/lib/checkout/core/quote-answer";

/**
 * `network`: the store was not reached, or made no sense. `timeout`: its answer is late and may still count.
 * `not_refreshed`: Stripe.js failed, so that the page may not show what the session has become.
 */
export type UpdateOutcome =
  | UpdateAnswer
  | { ok: false; code: "network" | "timeout" | "not_refreshed"; message: null; quote: null; orderId: null };

/** As `runServerUpdate` of Checkout Elements. */
type RunServerUpdate = (update: () => Promise<unknown>) => Promise<{ type: "success" } | { type: "error" }>;

/**
 * Asks the store for a change inside Stripe's `runServerUpdate`, which fetches the session afterwards and ends with an
 * error of its own: both it and the store's are told. Never throws.
 *
 * @param onLate hears an answer that came after Stripe.js had given up.
 */
export async function runUpdate(
  runServerUpdate: RunServerUpdate,
  request: () => Promise<UpdateAnswer>,
  onLate: (answer: UpdateAnswer) => void,
): Promise<UpdateOutcome> {
  const seen: { answer: UpdateAnswer | null; unreachable: boolean } = { answer: null, unreachable: false };
  let over = false;
  // A refusal of the store's is no failure of the update: the session is fetched, as it may have changed.
  const update = async () => {
    try {
      seen.answer = await request();
      if (over) onLate(seen.answer);
    } catch (error) {
      seen.unreachable = true;
      throw error;
    }
  };
  let thrown = false;
  const result = await runServerUpdate(update).catch((error: unknown) => {
    // A mistake in how Stripe.js is used, such as a beta that is missing: for the merchant, who finds it in the console.
    console.error(error);
    thrown = true;
    return { type: "error" } as const;
  });
  over = true;
  if (seen.answer && (result.type === "success" || !seen.answer.ok)) return seen.answer;
  const failed = { ok: false, message: null, quote: null, orderId: null } as const;
  if (seen.unreachable) return { ...failed, code: "network" };
  return { ...failed, code: seen.answer || thrown ? "not_refreshed" : "timeout" };
}
