import { vi } from "vitest";

/** All windows begin at multiples of this many milliseconds. */
const SHORTEST_MS = 10 * 60_000;
/** Milliseconds that are longer than one test file takes. */
const NEEDED_MS = 3 * 60_000;

/** Moves the clock on when a window would end during the tests. */
export function avoidWindowEnd(): void {
  const left = SHORTEST_MS - (Date.now() % SHORTEST_MS);
  if (left > NEEDED_MS) return;
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + left + 1000, shouldAdvanceTime: true });
}
