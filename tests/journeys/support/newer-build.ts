import { existsSync } from "node:fs";
import { PROGRAMS, runNode } from "../../../scripts/local/run";

const DIST = ".next-test-newer";

/** The store built once more, as for the next deployment: its files, actions and name are others. @returns its folder. */
export async function newerBuild(): Promise<string> {
  const isThere = process.env.JOURNEYS_REUSE_BUILDS === "yes" && existsSync(`${DIST}/BUILD_ID`);
  const env = { NEXT_DIST_DIR: DIST, NEXT_TELEMETRY_DISABLED: "1" };
  if (!isThere && !(await runNode([PROGRAMS.next, "build"], env))) throw new Error("the build failed");
  return DIST;
}
