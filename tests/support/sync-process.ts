import { spawn } from "node:child_process";
import { once } from "node:events";

/** `npm run catalog:sync`, as a process of its own. `end` tells its code, null when it was killed, and what it said. */
export function runSync(databaseUrl: string) {
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/catalog-sync.ts"], {
    // In a test's environment the log is quiet.
    env: {
      ...process.env,
      LOG: "info",
      DATABASE_URL: databaseUrl,
      TSX_TSCONFIG_PATH: "tsconfig.scripts.json",
    },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
  const end = once(child, "exit").then(([code]) => ({ code: typeof code === "number" ? code : null, said }));
  return { end, kill: () => child.kill("SIGKILL") };
}
