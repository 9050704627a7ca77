import { rm } from "node:fs/promises";
import { join } from "node:path";
import { holderOf } from "./local/lock";
import { localDataDir } from "./local/settings";

const dataDir = localDataDir();

for (const folder of [dataDir, join(dataDir, "postgres")]) {
  const holder = await holderOf(folder);
  if (holder) {
    console.error(
      `The store is running (process ${holder.pid}): stop it with Ctrl-C first. Nothing was removed.`,
    );
    process.exit(1);
  }
}
await rm(dataDir, { recursive: true, force: true });
console.log(`${dataDir} is gone: the next start begins with new data.`);
