import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { changedFiles, filesToTest, testFiles } from "./local/changed";
import { LINT, runSteps, TYPES, vitestStep } from "./local/test-steps";

const { values } = parseArgs({ options: { since: { type: "string" } } });

/** Runs lint, types, and the tests that a change affects, without journeys. */
async function main(): Promise<boolean> {
  const changed = changedOrNull();
  if (!changed) {
    console.error(`git has no commit "${values.since ?? "HEAD"}" here, so the changes are unknown.`);
    return false;
  }
  if (changed.length === 0) {
    console.log("Nothing has changed.");
    return true;
  }
  const code = await Promise.all(
    testFiles().map(async (file) => [file, await readFile(file, "utf8")] as const),
  );
  const about = filesToTest(changed, new Map(code));
  console.log(`What changed, and the tests that use it:\n  ${about.join("\n  ")}`);
  return runSteps((folder) => [
    LINT,
    TYPES,
    vitestStep("tests", {
      folder,
      projects: ["unit", "integration", "local-stripe"],
      args: ["related", "--run", "--passWithNoTests", ...about],
    }),
  ]);
}

function changedOrNull(): string[] | null {
  try {
    return changedFiles(values.since);
  } catch {
    return null;
  }
}

process.exit((await main()) ? 0 : 1);
