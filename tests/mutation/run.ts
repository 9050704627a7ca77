import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

/**
 * Stryker changes the pure core in one place after another, and the tests must notice each time. It is a package of its own in this folder, installed on first
 * use: who runs the store does not install it.
 *
 *     npm run test:mutation -- [--mutate lib/base/money.ts]
 */
const { values } = parseArgs({ options: { mutate: { type: "string" } } });
const here = fileURLToPath(new URL("./", import.meta.url));

/** Vitest is the repository's own, which Stryker's package asks for by its name. */
const INSTALL = ["ci", "--no-audit", "--no-fund", "--legacy-peer-deps"];

if (!existsSync(`${here}node_modules`)) succeed("npm", INSTALL, here);
const stryker = `${here}node_modules/@stryker-mutator/core/bin/stryker.js`;
const only = values.mutate ? ["--mutate", values.mutate] : [];
succeed(process.execPath, [stryker, "run", `${here}stryker.config.mjs`, ...only]);

function succeed(program: string, args: string[], cwd = process.cwd()): void {
  const { status } = spawnSync(program, args, { cwd, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
