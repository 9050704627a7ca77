import { z } from "zod";

const OUTCOMES = ["paid", "not_charged", "open", "unknown"] as const;

/** `paid`: taken or promised. `not_charged`: never will be. `open`: not yet, but the checkout can still be paid. `unknown`: ask again. */
export type OutcomeAnswer = (typeof OUTCOMES)[number];

const answerSchema = z.object({ outcome: z.enum(OUTCOMES) });

/**
 * Reads the answer to the question.
 * @throws when the body has another form
 */
export const readOutcome = (body: unknown): OutcomeAnswer => answerSchema.parse(body).outcome;

/** Milliseconds before the second question; later pauses are longer. */
const FIRST_PAUSE = 1_500;
const LONGEST_PAUSE = 15_000;
/** How many `open` answers to wait for. A request that was cut off may still be under way, so one answer is not enough. */
export const OPEN_ANSWERS = { cutOff: 3, over: 1 };

/** Asks until the outcome of a payment is known, however long that takes. A question without an answer is asked again. Never throws. */
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
