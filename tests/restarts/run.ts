import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { chromium, type Page } from "@playwright/test";
import { findBrowser } from "../../scripts/local/browser";
import { blankVariables } from "../../scripts/local/environment";
import { freePort } from "../../scripts/local/ports";

/**
 * Starts `npm run dev` again and again under one open browser, and counts how often its pages load anew: a page that
 * the development server reloads without end is the fault that this looks for. Every second time the store is stopped
 * by Ctrl-C, else killed.
 *
 *     npm run test:restarts -- [times, 10 if not given]
 */
const TIMES = timesFrom(process.argv[2] ?? "10");
const DIST = ".next-restarts";

function timesFrom(given: string): number {
  if (/^[1-9]\d{0,2}$/.test(given)) return Number(given);
  console.error(`How often? A number from 1 to 999, not "${given}"`);
  process.exit(1);
}

/** A page may load a second time because its server is a new one, or has only now compiled it. */
const MOST_LOADS = 3;
const WATCHED_MS = 5000;
const PATHS = ["/", "/products/stoneware-mug", "/cart"];

async function main(): Promise<boolean> {
  const dataDir = await mkdtemp(join(tmpdir(), "store-restarts-"));
  const port = await freePort();
  const env = {
    ...process.env,
    ...(await blankVariables()),
    PORT: String(port),
    LOCAL_POSTGRES_PORT: String(await freePort()),
    LOCAL_STRIPE_PORT: String(await freePort()),
    LOCAL_DATA_DIR: dataDir,
    NEXT_DIST_DIR: DIST,
    NEXT_TELEMETRY_DISABLED: "1",
  };
  await rm(DIST, { recursive: true, force: true });
  const { path } = await findBrowser(console.log);
  const browser = await chromium.launch({ executablePath: path });
  const page = await browser.newPage();
  let reloading = 0;
  try {
    for (let start = 1; start <= TIMES; start++) {
      const began = Date.now();
      const store = await startStore(env);
      const seconds = (Date.now() - began) / 1000;
      const loads: number[] = [];
      for (const path of PATHS) loads.push(await loadsOf(page, `http://localhost:${port}${path}`));
      const bad = loads.some((count) => count > MOST_LOADS);
      if (bad) reloading += 1;
      const told = `start ${start}: ready in ${seconds.toFixed(1)} s, pages loaded ${loads.join(", ")} times`;
      console.log(bad ? `${told}: without end` : told);
      store.kill(start % 2 === 0 ? "SIGINT" : "SIGKILL");
      await once(store, "exit");
      // What a killed launcher leaves is ended by its guard.
      await delay(3000);
    }
  } finally {
    await browser.close();
    await rm(dataDir, { recursive: true, force: true });
    await rm(DIST, { recursive: true, force: true });
  }
  console.log(`${TIMES - reloading} of ${TIMES} starts served pages that stand still`);
  return reloading === 0;
}

/** How often a page loads while it is watched. */
async function loadsOf(page: Page, url: string): Promise<number> {
  let loads = 0;
  const count = () => {
    loads += 1;
  };
  page.on("domcontentloaded", count);
  // Its first load may be cut short by the next; that is what is counted.
  await page.goto(url, { waitUntil: "commit", timeout: 120_000 }).catch((error: Error) => {
    if (!error.message.includes("interrupted")) throw error;
  });
  await delay(WATCHED_MS);
  page.off("domcontentloaded", count);
  return loads;
}

async function startStore(env: NodeJS.ProcessEnv) {
  const store = spawn(process.execPath, ["--import", "tsx", "scripts/dev.ts"], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ready = new Promise<void>((resolve) => {
    // Not Next.js's own "Ready in", which comes before a page was compiled.
    store.stdout.on("data", (chunk) => String(chunk).includes("Ctrl-C stops everything") && resolve());
  });
  const ended = once(store, "exit").then(() => {
    throw new Error("the store ended before it was ready");
  });
  await Promise.race([ready, ended]);
  ended.catch(() => {});
  return store;
}

process.exit((await main()) ? 0 : 1);
