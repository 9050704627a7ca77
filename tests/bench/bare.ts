import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { freePort } from "../../scripts/local/ports";
import { processes } from "../../scripts/local/processes";
import { PROGRAMS } from "../../scripts/local/run";
import { answering } from "../../scripts/local/wait";

export type BareApp = { url: string; stop: () => Promise<void> };

/**
 * The bare app, built and served from a folder outside the project: inside it, Next would add the store's proxy to it.
 */
export async function startBareApp(): Promise<BareApp> {
  const folder = mkdtempSync(join(tmpdir(), "bare-app-"));
  cpSync("tests/bench/bare-app", folder, { recursive: true, filter: (path) => !path.includes(".next") });
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"), "junction");
  const next = resolve(PROGRAMS.next);
  const group = processes();
  const start = (...args: string[]) =>
    group.start({ name: "bare app", args: [next, ...args], cwd: folder, env: {}, onLine: () => {} });

  const build = start("build");
  if ((await build.exited) !== "ended with code 0") throw new Error(build.tail().join("\n"));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  await answering([start("start", "--port", String(port))], url);
  return {
    url,
    stop: async () => {
      await group.stopAll();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
