import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import { sql } from "drizzle-orm";
import { build } from "esbuild";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { outboxJobs } from "@/lib/db/schema";
import { startCollector } from "@/tests/support/collector";
import { testDatabase } from "@/tests/support/database";

const { db } = await testDatabase();

/** The program lies beside the packages, so that it finds them. */
const PROGRAM = "node_modules/.cache/stopping-worker.mjs";
beforeAll(async () => {
  await build({
    entryPoints: ["tests/support/stopping-worker.ts"],
    outfile: PROGRAM,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    tsconfig: "tsconfig.scripts.json",
    jsx: "automatic",
    // Next.js resolves these without their ending, Node does not.
    alias: { "next/headers": "next/headers.js", "next/server": "next/server.js" },
  });
});
afterAll(() => rm(PROGRAM, { force: true }));
beforeEach(async () => {
  await db.delete(outboxJobs);
  await db
    .insert(outboxJobs)
    .values([1, 2, 3].map((index) => ({ effect: "email.sign_in" as const, occurrence: `${index}` })));
});

const endedEarly = async (child: ChildProcess) => {
  const [code] = await once(child, "exit");
  throw new Error(`the worker ended with code ${code}`);
};

/** A real process; `lines` is what it prints. */
function worker(
  jobMs: number,
  seconds: number,
  settings: Record<string, string> = {},
): { child: ChildProcess; lines: string[]; begun: Promise<unknown> } {
  const child = spawn(process.execPath, [PROGRAM, String(jobMs), String(seconds)], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, LOG: "error", ...settings },
  });
  const lines: string[] = [];
  const output = createInterface({ input: child.stdout ?? process.stdin });
  output.on("line", (line) => lines.push(line));
  return { child, lines, begun: Promise.race([once(output, "line"), endedEarly(child)]) };
}

const jobs = () =>
  db
    .select({ tries: outboxJobs.tries, isDue: sql<boolean>`${outboxJobs.runAt} <= now()` })
    .from(outboxJobs)
    .orderBy(outboxJobs.tries);

describe("a process that is told to stop", () => {
  it("finishes the job that it has begun, and begins no other", async () => {
    const { child, lines, begun } = worker(500, 20);
    await begun;
    child.kill("SIGTERM");
    const [code] = await once(child, "exit");
    expect({ code, lines }).toEqual({ code: 0, lines: ["begun", "done 1"] });
    // A job about a person is deleted when it is done.
    expect(await jobs()).toEqual([
      { tries: 0, isDue: true },
      { tries: 0, isDue: true },
    ]);
  });

  it("ends within its time though a job hangs, which another process may then do at once", async () => {
    const { child, lines, begun } = worker(600_000, 1);
    await begun;
    expect(await jobs()).toContainEqual({ tries: 1, isDue: false });
    const began = Date.now();
    child.kill("SIGTERM");
    const [code] = await once(child, "exit");
    expect({ code, lines }).toEqual({ code: 143, lines: ["begun"] });
    expect(Date.now() - began).toBeLessThan(5_000);
    expect(await jobs()).toEqual([
      { tries: 0, isDue: true },
      { tries: 0, isDue: true },
      { tries: 1, isDue: true },
    ]);
  });

  it("sends the traces of what it has done before it ends, and waits two seconds for a collector that hangs", async () => {
    const collector = await startCollector();
    const settings = {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
      OTEL_BSP_SCHEDULE_DELAY: "3600000",
    };
    const ends = async () => {
      const { child, begun } = worker(300, 20, settings);
      await begun;
      child.kill("SIGTERM");
      const [code] = await once(child, "exit");
      return code;
    };
    expect(await ends()).toBe(0);
    const [span, ...others] = collector.spans().filter(({ name }) => name === "job email.sign_in");
    expect(span?.fields["store.job.result"]).toBe("done");
    expect(others).toEqual([]);
    collector.behaviour.answers = "hangs";
    const began = Date.now();
    expect(await ends()).toBe(0);
    expect(collector.spans().filter(({ name }) => name === "job email.sign_in")).toHaveLength(2);
    expect(Date.now() - began).toBeLessThan(9_000);
    await collector.close();
  });
});
