import { rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readEnvFile } from "./local/environment";
import { holderOf } from "./local/lock";
import { runScript } from "./local/run-script";
import { localDataDir } from "./local/settings";

/** Removes the data folder that the next start would use. */
runScript(async () => {
  parseArgs();
  readEnvFile();
  const dataDir = localDataDir();
  for (const folder of [dataDir, join(dataDir, "postgres")]) {
    const holder = await holderOf(folder);
    if (holder) {
      throw new Error(
        `The store is running (process ${holder.pid}): stop it with Ctrl-C first. Nothing was removed.`,
      );
    }
  }
  await rm(dataDir, { recursive: true, force: true });
  console.log(`${dataDir} was deleted: the next start begins with new data.`);
});
