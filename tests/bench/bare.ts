import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { freePort } from "../../scripts/local/ports";
import { processes } from "../../scripts/local/processes";
import { PROGRAMS } from "../../scripts/local/run";
import { answering } from "../../scripts/local/wait";

export type BareApp = { url: string; stop: () => Promise<void> };

/** What a page of the bare app has beside its lines, in bytes. */
const PAGE_BYTES = 4_300;

/** The bytes of the store's pages, which the bare app's have too, and the database that it writes to. */
type Likeness = { listingBytes: number; productBytes: number; databaseUrl: string };

/** Served from outside of the project, where Next would add the store's proxy. */
export async function startBareApp(alike: Likeness): Promise<BareApp> {
  const folder = mkdtempSync(join(tmpdir(), "bare-app-"));
  cpSync("tests/bench/bare-app", folder, { recursive: true, filter: (path) => !path.includes(".next") });
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"), "junction");
  const next = resolve(PROGRAMS.next);
  const env = {
    LISTING_BYTES: String(alike.listingBytes - PAGE_BYTES),
    PRODUCT_BYTES: String(alike.productBytes - PAGE_BYTES),
    DATABASE_URL: alike.databaseUrl,
  };
  const group = processes();
  const start = (...args: string[]) =>
    group.start({ name: "bare app", args: [next, ...args], cwd: folder, env, onLine: () => {} });

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
