import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs, styleText } from "node:util";
import { type Counts, closingLine, readCounts, sum } from "./local/counts";
import { PROGRAMS, runNode } from "./local/run";

type Step = {
  name: string;
  commands: string[][];
  /** Files of the JSON reports that the commands leave. */
  reports?: string[];
};

const vitest = (report: string, ...projects: string[]) => [
  PROGRAMS.vitest,
  "run",
  ...projects.flatMap((project) => ["--project", project]),
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${report}`,
];

function stepsWith(folder: string): Step[] {
  const report = (name: string) => join(folder, `${name}.json`);
  return [
    { name: "format", commands: [[PROGRAMS.biome, "format", "."]] },
    { name: "lint", commands: [[PROGRAMS.biome, "check", "."]] },
    {
      name: "types",
      commands: [
        [PROGRAMS.next, "typegen"],
        [PROGRAMS.tsc, "--noEmit"],
        [PROGRAMS.tsc, "--noEmit", "-p", "local-stripe"],
      ],
    },
    { name: "unit", commands: [vitest(report("unit"), "unit", "local-stripe")], reports: [report("unit")] },
    {
      name: "integration",
      commands: [vitest(report("integration"), "integration")],
      reports: [report("integration")],
    },
    {
      name: "journeys",
      commands: [["--import", "tsx", "scripts/journeys.ts", `--report=${report("journeys")}`]],
      reports: [report("journeys")],
    },
  ];
}

/** Everything that must hold, in order of how fast it can fail. The last line holds the counts. */
async function main(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), "store-tests-"));
  const counts: Counts[] = [];
  const times: string[] = [];
  let failed: string | undefined;
  try {
    for (const step of stepsWith(folder)) {
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
    console.log(styleText("red", `"${failed}" failed (see above); what comes after it did not run.`));
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

parseArgs();
process.exit((await main()) ? 0 : 1);
