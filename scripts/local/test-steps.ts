import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { styleText } from "node:util";
import { type Counts, closingLine, readCounts, sum } from "./counts";
import { PROGRAMS, runNode } from "./run";

export type TestStep = {
  name: string;
  commands: string[][];
  /** Files of the JSON reports that the commands write. */
  reports?: string[];
};

export const LINT: TestStep = { name: "lint", commands: [[PROGRAMS.biome, "check", "."]] };

export const TYPES: TestStep = {
  name: "types",
  commands: [
    [PROGRAMS.next, "typegen"],
    [PROGRAMS.tsc, "--noEmit"],
    [PROGRAMS.tsc, "--noEmit", "-p", "local-stripe"],
  ],
};

/** Vitest's part of a run, with the report that is counted. */
export function vitestStep(
  name: string,
  { folder, projects, args = ["run"] }: { folder: string; projects: string[]; args?: string[] },
): TestStep {
  const report = join(folder, `${name}.json`);
  const command = [
    PROGRAMS.vitest,
    ...args,
    ...projects.flatMap((project) => ["--project", project]),
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ];
  return { name, commands: [command], reports: [report] };
}

/**
 * Runs the steps until one fails, and says how long each took. The last line holds the counts.
 *
 * @param stepsIn the steps, which leave their reports in a folder that is theirs for so long
 */
export async function runSteps(stepsIn: (folder: string) => TestStep[]): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), "store-tests-"));
  const counts: Counts[] = [];
  const times: string[] = [];
  let failed: string | undefined;
  try {
    for (const step of stepsIn(folder)) {
      console.log(styleText(["bold", "cyan"], `\n== ${step.name}`));
      const began = Date.now();
      const ok = await runAll(step.commands);
      times.push(`${step.name} ${((Date.now() - began) / 1000).toFixed(0)} s`);
      for (const file of step.reports ?? []) {
        counts.push((await readCounts(file)) ?? { passed: 0, failed: 1 });
      }
      if (!ok) {
        failed = step.name;
        break;
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  console.log(`\n${times.join(", ")}`);
  if (failed)
    console.log(styleText("red", `"${failed}" failed (see above); the steps after it did not run.`));
  const total = sum(counts);
  console.log(closingLine(failed && total.failed === 0 ? { ...total, failed: 1 } : total));
  return !failed;
}

async function runAll(commands: string[][]): Promise<boolean> {
  for (const command of commands) {
    if (!(await runNode(command, { NEXT_TELEMETRY_DISABLED: "1" }))) return false;
  }
  return true;
}
