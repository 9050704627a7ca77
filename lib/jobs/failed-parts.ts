import { z } from "zod";

const failure = z.object({ error: z.string() });

/** The parts of a round's report that failed, and why. */
export function failedParts(report: object): { part: string; why: string }[] {
  return Object.entries(report).flatMap(([part, result]) => {
    const parsed = failure.safeParse(result);
    return parsed.success ? [{ part, why: parsed.data.error }] : [];
  });
}

const whole = z.looseObject({ error: z.undefined().optional() });
const incomplete = z.looseObject({ error: z.looseObject({ code: z.literal("round_incomplete") }) });

/** The report in an answer of the cron route, also when a part of the round failed; null when no round ran. */
export function reportIn(answer: unknown): object | null {
  const parsed = z.union([incomplete, whole]).safeParse(answer);
  return parsed.success ? (parsed.data.error ?? parsed.data) : null;
}
