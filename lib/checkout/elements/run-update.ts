import type { UpdateAnswer } from "@/lib/checkout/core/quote-answer";

/**
 * `network`: no usable answer. `timeout`: the answer is late, and may still count. `not_refreshed`: Stripe.js failed, so the page
 * may be out of date.
 */
export type UpdateOutcome =
  | UpdateAnswer
  | { ok: false; code: "network" | "timeout" | "not_refreshed"; message: null; quote: null; orderId: null };

type RunServerUpdate = (update: () => Promise<unknown>) => Promise<{ type: "success" } | { type: "error" }>;

/**
 * Sends a change to the store inside Stripe's `runServerUpdate`, which then reloads the session and may fail by itself. Never
 * throws.
 * @param onLate gets an answer that comes after Stripe.js gave up
 */
export async function runUpdate(
  runServerUpdate: RunServerUpdate,
  request: () => Promise<UpdateAnswer>,
  onLate: (answer: UpdateAnswer) => void,
): Promise<UpdateOutcome> {
  const seen: { answer: UpdateAnswer | null; unreachable: boolean } = { answer: null, unreachable: false };
  let over = false;
  // The session is reloaded after a refusal too, because it may have changed.
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
    // Stripe.js was used wrongly, for example without a beta; the merchant finds the error in the console.
    // biome-ignore lint/suspicious/noConsole: it runs in the browser
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
