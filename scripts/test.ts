import { join } from "node:path";
import { parseArgs } from "node:util";
import { installPostgres, isPostgresInstalled } from "./local/installed-postgres";
import { installRedis, isRedisInstalled } from "./local/installed-redis";
import { installSwift, isSwiftInstalled } from "./local/installed-swift";
import { PROGRAMS } from "./local/run";
import { LINT, runSteps, type TestStep, TYPES, vitestStep } from "./local/test-steps";

const { values } = parseArgs({ options: { postgres: { type: "boolean", default: false } } });

/** All checks, the fastest first. With `--postgres` the tests need the servers that they run on, which are installed if that is allowed. */
function stepsIn(folder: string): TestStep[] {
  // Without PostgreSQL they all run on PGlite, including those of the project "pglite".
  const onDatabases = hasPostgres ? ["integration", "pglite"] : ["integration"];
  const journeys = join(folder, "journeys.json");
  const sideBySide = join(folder, "side-by-side.json");
  return [
    { name: "format", commands: [[PROGRAMS.biome, "format", "."]] },
    LINT,
    TYPES,
    vitestStep("unit", { folder, projects: ["unit", "local-stripe"] }),
    vitestStep("integration", { folder, projects: onDatabases }),
    {
      name: "side by side",
      commands: [["--import", "tsx", "scripts/side-by-side.ts", `--report=${sideBySide}`]],
      reports: [sideBySide],
    },
    {
      name: "journeys",
      commands: [["--import", "tsx", "scripts/journeys.ts", `--report=${journeys}`]],
      reports: [journeys],
    },
  ];
}

const hasPostgres = (await isPostgresInstalled()) || (values.postgres && installPostgres());
if (values.postgres && !hasPostgres) {
  console.error("There is no PostgreSQL on this machine: install it (Debian's package: postgresql).");
  process.exit(1);
}
if (values.postgres && !isSwiftInstalled() && !installSwift()) {
  console.error("There is no Swift on this machine: install it (Debian's packages: see docs/testing.md).");
  process.exit(1);
}
if (values.postgres && !isRedisInstalled() && !installRedis()) {
  console.error("There is no Redis on this machine: install it (Debian's package: redis-server).");
  process.exit(1);
}
process.exit((await runSteps(stepsIn)) ? 0 : 1);
