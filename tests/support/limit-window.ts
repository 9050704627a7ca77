import { vi } from "vitest";

/** The windows of all limits begin at whole multiples of this. */
const SHORTEST_MS = 10 * 60_000;
/** Longer than one file of tests takes. */
const NEEDED_MS = 3 * 60_000;

/** A test that fills a limit must not see its window end: where that is near, it is a little later. */
export function beginOfWindow(): void {
  const left = SHORTEST_MS - (Date.now() % SHORTEST_MS);
  if (left > NEEDED_MS) return;
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + left + 1000, shouldAdvanceTime: true });
}
