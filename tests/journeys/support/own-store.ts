import { appendFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { blankVariables } from "../../../scripts/local/environment";
import { startInstalledPostgres } from "../../../scripts/local/installed-postgres";
import { freePort } from "../../../scripts/local/ports";
import { startStore } from "../../../scripts/local/store";
import { copyBuild } from "./copied-build";
import { surroundings } from "./surroundings";

export type OwnStore = Awaited<ReturnType<typeof ownStore>>;

/** A store that shares only its build with the worker's, for a journey that leaves much behind. `variables` are what a script of the store needs, `printed` what the start has told. */
export async function ownStore(settings: Record<string, string>) {
  const { build, dist } = surroundings();
  const distDir = `${dist}-own`;
  await copyBuild(build, distDir);
  const dataDir = await mkdtemp(join(tmpdir(), "own-store-"));
  const postgres = await startInstalledPostgres({ durable: false });
  const stopAll = async (store?: { stop: () => Promise<void> }) => {
    await store?.stop();
    await postgres?.stop();
    for (const folder of [dataDir, distDir]) await rm(folder, { recursive: true, force: true });
  };
  const printed: string[] = [];
  try {
    const store = await startStore({
      mode: "production",
      host: "127.0.0.1",
      storePort: await freePort(),
      postgresPort: await freePort(),
      stripePort: await freePort(),
      ...{ dataDir, distDir },
      env: { ...(await blankVariables()), DATABASE_URL: postgres?.url ?? "", ...settings },
      log: (source, line) => {
        printed.push(line);
        appendFileSync("test-results/services.log", `own ${source} ${line}\n`);
      },
    });
    return { url: store.url, variables: store.env, printed, stop: () => stopAll(store) };
  } catch (error) {
    await stopAll();
    throw error;
  }
}
