import { existsSync } from "node:fs";
import { cp, rm } from "node:fs/promises";
import { relative } from "node:path";

/** What the compiler keeps for its next run. */
const LEFT_OUT = ["cache", "types", "trace", "trace-build", "diagnostics"];

/** The same build in another folder: for a store that keeps pages of its own. */
export async function copyBuild(from: string, to: string): Promise<void> {
  if (!existsSync(`${from}/BUILD_ID`)) throw new Error(`there is no production build in ${from}`);
  await rm(to, { recursive: true, force: true });
  await cp(from, to, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (file) => !LEFT_OUT.includes(relative(from, file)),
  });
}
