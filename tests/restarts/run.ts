import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { chromium, type Page } from "@playwright/test";
import { findBrowser } from "../../scripts/local/browser";
import { blankVariables } from "../../scripts/local/environment";
import { freePort } from "../../scripts/local/ports";

/**
 * Restarts `npm run dev` under one open browser and counts reloads, to find a page that reloads without end. Every second time it is killed instead
 * of Ctrl-C. npm run test:restarts -- [times, default 10]
 */
const TIMES = timesFrom(parseArgs({ allowPositionals: true }).positionals);
const DIST = ".next-restarts";

function timesFrom([given = "10", ...more]: string[]): number {
  if (/^[1-9]\d{0,2}$/.test(given) && more.length === 0) return Number(given);
  console.error(`How often? A number from 1 to 999, not "${[given, ...more].join(" ")}"`);
  process.exit(1);
}

/** Its server is new, or has just compiled the page. */
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
      // The guard ends what a killed launcher leaves.
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

/** While it is watched. */
async function loadsOf(page: Page, url: string): Promise<number> {
  let loads = 0;
  const count = () => {
    loads += 1;
  };
  page.on("domcontentloaded", count);
  // Another load may interrupt the first, which is what is counted.
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
    // Not Next.js's own "Ready in", which comes before a page is compiled.
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
