import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closingLine, readCounts, sum } from "@/scripts/local/counts";

let folder: string;
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "store-counts-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("the counts of a run", () => {
  it("come from both reporters and add up", async () => {
    await writeFile(
      file("vitest"),
      JSON.stringify({ numPassedTests: 500, numFailedTests: 0, numFailedTestSuites: 0 }),
    );
    await writeFile(
      file("playwright"),
      JSON.stringify({ stats: { expected: 12, unexpected: 0, flaky: 0, skipped: 3 } }),
    );
    const counts = [await readCounts(file("vitest")), await readCounts(file("playwright"))];
    expect(closingLine(sum(counts.filter((one) => one !== null)))).toBe("512 passed, 0 failed");
  });

  it("count a file that does not load as a failure", async () => {
    await writeFile(
      file("broken"),
      JSON.stringify({ numPassedTests: 1, numFailedTests: 0, numFailedTestSuites: 1 }),
    );
    expect(await readCounts(file("broken"))).toEqual({ passed: 1, failed: 1 });
  });

  it("are unknown without a report", async () => {
    expect(await readCounts(file("missing"))).toBeNull();
  });
});
