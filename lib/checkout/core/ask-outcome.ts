import { z } from "zod";

const OUTCOMES = ["paid", "not_charged", "open", "unknown"] as const;

/**
 * Whether a payment was made, as `POST /api/checkout/outcome` answers. `paid`: taken or promised. `not_charged`: it was not made, and can't be any
 * more. `open`: nothing was taken so far, and the same checkout can still be paid. `unknown`: ask again.
 */
export type OutcomeAnswer = (typeof OUTCOMES)[number];

const answerSchema = z.object({ outcome: z.enum(OUTCOMES) });

/** @throws when the body is not an answer of the store's. */
export const readOutcome = (body: unknown): OutcomeAnswer => answerSchema.parse(body).outcome;

/** Milliseconds before the second question; then ever longer. */
const FIRST_PAUSE = 1_500;
const LONGEST_PAUSE = 15_000;
/** A request that was cut off on the page's side may still be on its way: "nothing so far" is believed when it was said so often. */
export const OPEN_ANSWERS = { cutOff: 3, over: 1 };

/**
 * Asks again and again whether a payment was made, until it is known, however long that takes. A question without an answer counts as not
 * known yet. Never throws.
 */
export async function askOutcome(
  ask: () => Promise<OutcomeAnswer>,
  pause: (milliseconds: number) => Promise<void>,
  openAnswers = OPEN_ANSWERS.cutOff,
): Promise<Exclude<OutcomeAnswer, "unknown">> {
  let opens = 0;
  for (let wait = FIRST_PAUSE; ; wait = Math.min(wait * 1.5, LONGEST_PAUSE)) {
    const answer = await ask().catch(() => "unknown" as const);
    if (answer === "open") opens += 1;
    else if (answer !== "unknown") return answer;
    if (opens >= openAnswers) return "open";
    await pause(wait);
  }
}
