import { readFile } from "node:fs/promises";
import { z } from "zod";

export type Counts = { passed: number; failed: number };

const vitest = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numFailedTestSuites: z.number(),
});
const playwright = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
});

/** Reads the JSON report of Vitest or Playwright; null without one. */
export async function readCounts(file: string): Promise<Counts | null> {
  const text = await readFile(file, "utf8").catch(() => null);
  if (text === null) return null;
  const report: unknown = JSON.parse(text);
  const units = vitest.safeParse(report);
  if (units.success) {
    const { numPassedTests: passed, numFailedTests, numFailedTestSuites } = units.data;
    // A file that does not load has no test to count.
    return { passed, failed: Math.max(numFailedTests, numFailedTestSuites > 0 ? 1 : 0) };
  }
  const { stats } = playwright.parse(report);
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
}

export const sum = (counts: Counts[]): Counts => ({
  passed: counts.reduce((total, { passed }) => total + passed, 0),
  failed: counts.reduce((total, { failed }) => total + failed, 0),
});

/** The last line of a run, which other programs read. */
export const closingLine = ({ passed, failed }: Counts): string => `${passed} passed, ${failed} failed`;
