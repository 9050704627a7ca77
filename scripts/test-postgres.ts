import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closingLine, readCounts } from "./local/counts";
import { installPostgres, startInstalledPostgres } from "./local/installed-postgres";
import { PROGRAMS, runNode } from "./local/run";

/** Runs the integration tests, or some files, on a real PostgreSQL, where locks work as in production. */
async function main(): Promise<boolean> {
  const start = () => startInstalledPostgres({ durable: false });
  const postgres = (await start()) ?? (installPostgres() ? await start() : null);
  if (!postgres) {
    console.error("There is no PostgreSQL on this machine: install it (Debian's package: postgresql).");
    return false;
  }
  const folder = await mkdtemp(join(tmpdir(), "store-tests-"));
  const report = join(folder, "report.json");
  try {
    console.log(postgres.version);
    const files = process.argv.slice(2);
    const args = ["run", "--project", "integration", "--reporter=default", "--reporter=json", ...files];
    const ok = await runNode([PROGRAMS.vitest, ...args, `--outputFile.json=${report}`], {
      TEST_DATABASE_URL: postgres.url,
    });
    console.log(closingLine((await readCounts(report)) ?? { passed: 0, failed: 1 }));
    return ok;
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

process.exit((await main()) ? 0 : 1);
