type Wait = { what: string; since: number };

/** All that the run waits for at this moment. */
const open = new Set<Wait>();
let lastStep = Date.now();

/** Thrown by a wait that took longer than it ever should. */
export class WaitError extends Error {
  override name = "WaitError";
}

/** Waits, but never for ever. @throws WaitError that says what it waited for */
export async function waitFor<Result>(
  what: string,
  limitMs: number,
  work: () => Promise<Result>,
): Promise<Result> {
  const wait = { what, since: Date.now() };
  open.add(wait);
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new WaitError(`waited ${Math.round(limitMs / 1000)} s for ${what}`)),
      limitMs,
    );
  });
  try {
    return await Promise.race([work(), tooLong]);
  } finally {
    clearTimeout(timer);
    open.delete(wait);
  }
}

/** Says that the run went on: a shopper has finished, a fault is over, a phase begins. */
export function stepDone(): void {
  lastStep = Date.now();
}

/** What is waited for, the longest first. */
export const underWay = (): string[] =>
  [...open]
    .sort((left, right) => left.since - right.since)
    .map(({ what, since }) => `${((Date.now() - since) / 1000).toFixed(0)} s: ${what}`);

/**
 * Ends the run with exit code 1 when nothing goes on any more, and says where everybody stands.
 * @returns a function that stops watching
 */
export function watch(limitMs: number, phase: () => string, again: string): () => void {
  stepDone();
  const timer = setInterval(() => {
    if (Date.now() - lastStep < limitMs) return;
    console.error(`\nNothing has gone on for ${limitMs / 1000} s (${phase()}). Under way:`);
    for (const line of underWay()) console.error(`  ${line}`);
    console.error(`Again: ${again}`);
    process.exit(1);
  }, 1_000);
  return () => clearInterval(timer);
}
