import type { RefusedConfirm } from "./payment-answer";

/** Milliseconds before the same payment is sent again. */
const PAUSE = 1_500;
/** The other request of a double click, or of another window, is done by then. */
const MOST_WAITS = 4;

/** The store could not reach Stripe: `stripe_unavailable` before the payment was sent to it, `payment_unknown` when it may have been made. */
const OUTAGES: readonly (string | null)[] = ["stripe_unavailable", "payment_unknown"];

/**
 * Sends a payment until its answer is there. A lost answer, or a store that can't reach Stripe, is asked once more with the
 * same token, which never charges twice; another request that is just paying the order is waited for.
 *
 * @returns null when no answer came that tells how it ended.
 */
export async function sendConfirm<Answer extends { ok: boolean }>(
  send: () => Promise<Answer | RefusedConfirm>,
  pause: (milliseconds: number) => Promise<void>,
): Promise<Answer | RefusedConfirm | null> {
  let lost = 0;
  let waits = 0;
  for (;;) {
    const answer = await send().catch(() => null);
    const code = answer && "code" in answer ? answer.code : null;
    if (answer === null || OUTAGES.includes(code)) {
      lost += 1;
      if (lost > 1) return answer;
    } else if (code === "payment_in_progress") {
      waits += 1;
      if (waits > MOST_WAITS) return answer;
    } else return lost > 0 && code === "rate_limited" ? null : answer;
    await pause(PAUSE);
  }
}
