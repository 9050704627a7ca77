import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { blankVariables } from "@/scripts/local/environment";
import { startInstalledPostgres } from "@/scripts/local/installed-postgres";
import { freePort } from "@/scripts/local/ports";
import { PROGRAMS, runNode } from "@/scripts/local/run";
import { type RunningStore, startStore } from "@/scripts/local/store";
import { type BareApp, startBareApp } from "./bare";
import { firstLoadBytes } from "./first-load";
import { commitsPerSecond, type EventType, eventsPerSecond } from "./intake";
import { stripeCalls } from "./stripe-calls";
import { tableGrowth } from "./table-growth";
import { inTurns, requestsPerSecond } from "./throughput";

const DIST = ".next-bench";
const EVENTS = 1500;

type Row = { what: string; store: string; beside: string; ratio: number; goal: string };

/** Prints the store's figures beside a bare app's, without a judgement. */
async function main(): Promise<void> {
  const blank = await blankVariables();
  if (!(await runNode([PROGRAMS.next, "build"], { ...blank, NEXT_DIST_DIR: DIST }))) process.exit(1);
  const dataDir = await mkdtemp(join(tmpdir(), "store-bench-"));
  const postgres = await startInstalledPostgres();
  const bare = await startBareApp();
  const store = await startStore({
    mode: "production",
    storePort: await freePort(),
    host: "127.0.0.1",
    postgresPort: await freePort(),
    stripePort: await freePort(),
    dataDir,
    distDir: DIST,
    env: { ...blank, DRAIN_INTERVAL_SECONDS: "0", ...(postgres && { DATABASE_URL: postgres.url }) },
    log: () => {},
  });
  try {
    const databaseUrl = postgres?.url ?? store.env.DATABASE_URL ?? "";
    const product = await anyProduct(databaseUrl);
    console.log(`\n${cpus().length} x ${cpus()[0]?.model}, Node ${process.version}`);
    console.log(`database: ${postgres?.version ?? "PGlite (no PostgreSQL is installed here)"}\n`);
    const rows = [
      ...(await weight(store, bare, product)),
      await pages(store, bare),
      ...(await intake(store, databaseUrl)),
    ];
    print(rows);
    const surroundings = {
      store: store.url,
      stripe: store.localStripe ?? "",
      databaseUrl,
      cartSecret: store.env.CART_SECRET ?? "",
    };
    const calls = await stripeCalls(surroundings);
    console.log("\nCalls to Stripe");
    for (const { action, calls: made } of calls) {
      console.log(`  ${action.padEnd(45)} ${made.length}  ${made.join(", ")}`);
    }
    if (postgres) {
      console.log("\nWhat 1,000 paid orders add to the tables");
      console.table(await tableGrowth(surroundings));
    }
  } finally {
    await store.stop();
    await bare.stop();
    await postgres?.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function weight(store: RunningStore, bare: BareApp, product: string): Promise<Row[]> {
  const least = await firstLoadBytes(bare.url);
  const pagesOf = { "home page": "/", "product page": `/products/${product}` };
  return Promise.all(
    Object.entries(pagesOf).map(async ([name, path]) => {
      const bytes = await firstLoadBytes(store.url + path);
      return {
        what: `first-load JS, ${name} (kB gzip)`,
        store: (bytes / 1000).toFixed(1),
        beside: `${(least / 1000).toFixed(1)} bare app`,
        ratio: bytes / least,
        goal: "at most 1.25",
      };
    }),
  );
}

async function pages(store: RunningStore, bare: BareApp): Promise<Row> {
  const path = `${store.url}/categories/ceramics`;
  // The first seconds compile and fill caches.
  await requestsPerSecond(path, 2);
  await requestsPerSecond(bare.url, 2);
  const rates = await inTurns(3, {
    store: () => requestsPerSecond(path),
    bare: () => requestsPerSecond(bare.url),
  });
  return {
    what: "catalogue page (requests/s)",
    store: rates.store.toFixed(0),
    beside: `${rates.bare.toFixed(0)} bare static page`,
    ratio: rates.store / rates.bare,
    goal: "at least 0.8",
  };
}

async function intake(store: RunningStore, databaseUrl: string): Promise<Row[]> {
  const secret = store.env.STRIPE_WEBHOOK_SECRET ?? "";
  const send = (type: EventType, count = EVENTS) => eventsPerSecond(store.url, secret, type, count);
  await send("checkout.session.completed", 1000);
  const rates = await inTurns(3, {
    stored: () => send("charge.succeeded"),
    lookedUp: () => send("checkout.session.completed"),
    commits: () => commitsPerSecond(databaseUrl, EVENTS),
  });
  const row = (what: string, rate: number): Row => ({
    what: `webhook intake, ${what} (events/s)`,
    store: rate.toFixed(0),
    beside: `${rates.commits.toFixed(0)} single-row commits/s`,
    ratio: rate / rates.commits,
    goal: "at least 0.25",
  });
  return [row("event without effect", rates.stored), row("event looked up", rates.lookedUp)];
}

async function anyProduct(databaseUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ slug: string }>(
    "select slug from products order by position limit 1",
  );
  await client.end();
  return rows[0]?.slug ?? "";
}

function print(rows: Row[]): void {
  const table = rows.map(({ what, store, beside, ratio, goal }) => ({
    measured: what,
    store,
    beside,
    ratio: Number(ratio.toFixed(2)),
    goal,
  }));
  console.table(table);
}

parseArgs();
await main();
