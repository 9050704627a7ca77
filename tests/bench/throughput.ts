import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";

const run = promisify(execFile);
const report = z.object({
  requests: z.object({ average: z.number() }),
  non2xx: z.number(),
  errors: z.number(),
});

const SECONDS = 5;
const CONNECTIONS = 10;

/** From a process of its own. */
export async function requestsPerSecond(url: string, seconds = SECONDS): Promise<number> {
  const { stdout } = await run(
    process.execPath,
    ["node_modules/autocannon/autocannon.js", "--json", "-c", `${CONNECTIONS}`, "-d", `${seconds}`, url],
    { maxBuffer: 16 * 1024 * 1024 },
  );
  const { requests, non2xx, errors } = report.parse(JSON.parse(stdout));
  if (non2xx > 0 || errors > 0) throw new Error(`${url}: ${non2xx} bad answers, ${errors} errors`);
  return requests.average;
}

/** In turns, so that other load on the machine meets all alike. @returns the median of each */
export async function inTurns<Name extends string>(
  rounds: number,
  measures: Record<Name, () => Promise<number>>,
): Promise<Record<Name, number>> {
  const taken = new Map<string, number[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, measure] of Object.entries<() => Promise<number>>(measures)) {
      taken.set(name, [...(taken.get(name) ?? []), await measure()]);
    }
  }
  const medians = Object.keys(measures).map((name) => [name, median(taken.get(name) ?? [])]);
  return Object.fromEntries(medians);
}

function median(values: number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
