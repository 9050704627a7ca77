import type { RefusedConfirm } from "./payment-answer";

/** Milliseconds before the same payment is sent again. */
const PAUSE = 1_500;
/** Enough for the other request of a double click or window to finish. */
const MAX_WAITS = 4;

/** The store could not reach Stripe. `stripe_unavailable`: before the payment; `payment_unknown`: it may have been made. */
const OUTAGES: readonly (string | null)[] = ["stripe_unavailable", "payment_unknown"];

/**
 * Sends a payment until its answer arrives, waiting for other requests. The same token never charges twice.
 * @returns null when the outcome is unknown
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
      if (waits > MAX_WAITS) return answer;
    } else return lost > 0 && code === "rate_limited" ? null : answer;
    await pause(PAUSE);
  }
}
