import { type SpawnSyncOptions, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";
import { AREAS, type Area } from "./areas";

/**
 * Stryker changes the pure core in one place after another, and the tests must notice each time. It is a package of its own in this folder, installed on first
 * use: who runs the store does not install it.
 *
 *     npm run test:mutation -- [area or file …]
 */
const LEAST_SCORE = 90;
const here = fileURLToPath(new URL("./", import.meta.url));
const stryker = `${here}node_modules/@stryker-mutator/core/bin/stryker.js`;

type Run = { name: string; mutate: readonly string[] };
type Outcome = { name: string; detected: number; missed: number; seconds: number };

const Report = z.object({
  files: z.record(z.string(), z.object({ mutants: z.array(z.object({ status: z.string() })) })),
});

const runs = chosen(parseArgs({ allowPositionals: true }).positionals);
// Vitest is the repository's own, which Stryker's package asks for by its name.
if (!existsSync(stryker))
  succeed("npm", ["ci", "--no-audit", "--no-fund", "--legacy-peer-deps"], { cwd: here });

const folder = mkdtempSync(join(tmpdir(), "store-mutation-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const outcomes = runs.map(changeAndTest);
console.table(Object.fromEntries([...outcomes, sumOf(outcomes)].map((row) => [row.name, shown(row)])));
if (outcomes.some((outcome) => score(outcome) < LEAST_SCORE)) {
  console.error(`Below ${LEAST_SCORE} %: what no test noticed is listed above.`);
  process.exitCode = 1;
}

/** Areas by their names, and files of theirs; without any, all areas. */
function chosen(wanted: readonly string[]): Run[] {
  const all = Object.entries<Area>(AREAS).map(([name, { mutate }]) => ({ name, mutate }));
  if (wanted.length === 0) return all;
  const known = all.flatMap(({ name, mutate }) => [name, ...mutate]);
  const unknown = wanted.filter((one) => !known.includes(one));
  if (unknown.length > 0) {
    console.error(`No area or file of one: ${unknown.join(", ")}. Areas: ${Object.keys(AREAS).join(", ")}.`);
    process.exit(1);
  }
  return all.flatMap(({ name, mutate }) => {
    const files = wanted.includes(name) ? mutate : mutate.filter((file) => wanted.includes(file));
    return files.length > 0 ? [{ name, mutate: files }] : [];
  });
}

function changeAndTest({ name, mutate }: Run): Outcome {
  const begun = Date.now();
  console.log(`\n${name}`);
  succeed(process.execPath, [stryker, "run", `${here}stryker.config.mjs`, "--mutate", mutate.join(",")], {
    env: { ...process.env, MUTATION_AREA: name, MUTATION_FOLDER: folder },
  });
  const { files } = Report.parse(JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")));
  const statuses = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const count = (...of: string[]) => statuses.filter((status) => of.includes(status)).length;
  return {
    name,
    detected: count("Killed", "Timeout"),
    missed: count("Survived", "NoCoverage"),
    seconds: Math.round((Date.now() - begun) / 1000),
  };
}

function sumOf(outcomes: readonly Outcome[]): Outcome {
  const sum = (part: "detected" | "missed" | "seconds") => outcomes.reduce((all, one) => all + one[part], 0);
  return { name: "all", detected: sum("detected"), missed: sum("missed"), seconds: sum("seconds") };
}

function score({ detected, missed }: Outcome): number {
  return (100 * detected) / (detected + missed);
}

function shown(outcome: Outcome) {
  return {
    changes: outcome.detected + outcome.missed,
    unnoticed: outcome.missed,
    score: `${score(outcome).toFixed(1)} %`,
    seconds: outcome.seconds,
  };
}

function succeed(program: string, args: string[], options: SpawnSyncOptions): void {
  const { status } = spawnSync(program, args, { stdio: "inherit", ...options });
  if (status !== 0) process.exit(status ?? 1);
}
