/** Why a part is not ready. `no_answer`: it failed, or took too long. `refused`: Stripe refuses the secret key. `behind`: migrations are missing. `late`: due work waits. */
type Reason = "no_answer" | "refused" | "behind" | "late";

/** `oldestSeconds`: the age of the oldest unfinished piece of work. `waitingSeconds`: for how long the longest due one has waited. 0 when there is none. */
type Facts = { missing?: number; oldestSeconds?: number; waitingSeconds?: number };

export type PartState = ({ ok: true } | { ok: false; reason: Reason }) & Facts;

/**
 * The state of a part, at most `limitMs` from now.
 * @param tell gets why there was no answer
 */
export async function withinTime(
  look: () => Promise<PartState>,
  limitMs: number,
  tell: (error: unknown) => void,
): Promise<PartState> {
  let timer: NodeJS.Timeout | undefined;
  const overdue = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([look(), overdue]);
  } catch (error) {
    tell(error);
    return { ok: false, reason: "no_answer" };
  } finally {
    clearTimeout(timer);
  }
}

/** Keeps an answer for `keptMs` after it came, so that whoever asks often costs nothing. Those who ask at once share one look. */
export function keepFor<Result>(keptMs: number, look: () => Promise<Result>): () => Promise<Result> {
  let kept: { answer: Promise<Result>; until: number } | undefined;
  return () => {
    if (kept && Date.now() < kept.until) return kept.answer;
    const fresh = { answer: look(), until: Number.POSITIVE_INFINITY };
    kept = fresh;
    const end = () => {
      fresh.until = Date.now() + keptMs;
    };
    fresh.answer.then(end, end);
    return fresh.answer;
  };
}
