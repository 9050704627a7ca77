import type { UpdateAnswer } from "@/lib/checkout/core/quote-answer";

/** `network`: no answer, or a broken one. `timeout`: late, and may still count. `not_refreshed`: Stripe.js failed, so the page may be out of date. */
export type UpdateOutcome =
  | UpdateAnswer
  | { ok: false; code: "network" | "timeout" | "not_refreshed"; message: null; quote: null; orderId: null };

type RunServerUpdate = (update: () => Promise<unknown>) => Promise<{ type: "success" } | { type: "error" }>;

/**
 * Stripe's `runServerUpdate` also reloads the session, which may fail by itself. Never throws. @param onLate gets an answer after Stripe.js gave up
 */
export async function runUpdate(
  runServerUpdate: RunServerUpdate,
  request: () => Promise<UpdateAnswer>,
  onLate: (answer: UpdateAnswer) => void,
): Promise<UpdateOutcome> {
  const seen: { answer: UpdateAnswer | null; unreachable: boolean } = { answer: null, unreachable: false };
  let over = false;
  // After a refusal the session is reloaded too, as it may have changed.
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
    // A wrong use of Stripe.js, such as a missing beta: the merchant finds it in the console.
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
