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
import { type EventType, eventsPerSecond, makeBareTable } from "./intake";
import { stripeCalls } from "./stripe-calls";
import { tableGrowth } from "./table-growth";
import { inTurns, requestsPerSecond } from "./throughput";

const DIST = ".next-bench";
const EVENTS = 1500;
const LISTING = "/categories/ceramics";
const WARM_SECONDS = 10;

type Row = { what: string; store: string; beside: string; ratio: number; goal: string };

/** Prints the store's figures beside a bare app's, without a judgement. */
async function main(): Promise<void> {
  const blank = await blankVariables();
  if (!(await runNode([PROGRAMS.next, "build"], { ...blank, NEXT_DIST_DIR: DIST }))) process.exit(1);
  const dataDir = await mkdtemp(join(tmpdir(), "store-bench-"));
  const postgres = await startInstalledPostgres();
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
  let bare: BareApp | undefined;
  try {
    const databaseUrl = postgres?.url ?? store.env.DATABASE_URL ?? "";
    const product = `/products/${await anyProduct(databaseUrl)}`;
    const bytesOf = async (path: string) => (await (await fetch(store.url + path)).arrayBuffer()).byteLength;
    await makeBareTable(databaseUrl);
    const [listingBytes, productBytes] = [await bytesOf(LISTING), await bytesOf(product)];
    bare = await startBareApp({ listingBytes, productBytes, databaseUrl });
    console.log(`\n${cpus().length} x ${cpus()[0]?.model}, Node ${process.version}`);
    console.log(`database: ${postgres?.version ?? "PGlite (no PostgreSQL is installed here)"}\n`);
    const rows = [
      ...(await weight(store, bare, product)),
      await page("listing", store.url + LISTING, { kind: "static", url: `${bare.url}/listing` }),
      await page("product page", store.url + product, { kind: "static", url: `${bare.url}/product` }),
      // After the static ones: once an app has made a page for a request, Node.js 20 follows every promise of that process.
      await page("listing", store.url + LISTING, { kind: "kept", url: `${bare.url}/kept/goods` }),
      ...(await intake(store, bare)),
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
    await bare?.stop();
    await postgres?.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function weight(store: RunningStore, bare: BareApp, product: string): Promise<Row[]> {
  const least = await firstLoadBytes(bare.url);
  const pagesOf = { "home page": "/", "product page": product };
  return Promise.all(
    Object.entries(pagesOf).map(async ([name, path]) => {
      const bytes = await firstLoadBytes(store.url + path);
      return {
        what: `first-load JS, ${name} (kB gzip)`,
        store: (bytes / 1000).toFixed(1),
        beside: `${(least / 1000).toFixed(1)} bare app`,
        ratio: bytes / least,
        goal: "at most 1.10",
      };
    }),
  );
}

/** A page that is made by the build, or one that is made when it is asked for and renewed, as the store's are. */
type BarePage = { kind: "static" | "kept"; url: string };

/** Beside a page of as many bytes. */
async function page(name: string, url: string, { kind, url: bareUrl }: BarePage): Promise<Row> {
  // Node.js compiles what it runs often, which takes a store of many parts longer than an app of one.
  await requestsPerSecond(url, WARM_SECONDS);
  await requestsPerSecond(bareUrl, WARM_SECONDS);
  const rates = await inTurns(3, {
    store: () => requestsPerSecond(url),
    bare: () => requestsPerSecond(bareUrl),
  });
  const kilobytes = async (of: string) =>
    ((await (await fetch(of)).arrayBuffer()).byteLength / 1000).toFixed(0);
  return {
    what: `${name} of ${await kilobytes(url)} kB (requests/s)`,
    store: rates.store.toFixed(0),
    beside: `${rates.bare.toFixed(0)} bare ${kind} page of ${await kilobytes(bareUrl)} kB`,
    ratio: rates.store / rates.bare,
    goal: kind === "static" ? "at least 0.85" : "",
  };
}

async function intake(store: RunningStore, bare: BareApp): Promise<Row[]> {
  const secret = store.env.STRIPE_WEBHOOK_SECRET ?? "";
  const webhook = new URL("/api/webhooks/stripe", store.url);
  const insert = new URL("/insert", bare.url);
  const send = (to: URL, type: EventType, count = EVENTS) => eventsPerSecond(to, secret, type, count);
  for (const to of [webhook, insert]) await send(to, "checkout.session.completed", 5 * EVENTS);
  const rates = await inTurns(5, {
    stored: () => send(webhook, "charge.succeeded"),
    lookedUp: () => send(webhook, "checkout.session.completed"),
    bare: () => send(insert, "charge.succeeded"),
  });
  const row = (what: string, rate: number, goal: string): Row => ({
    what: `webhook intake, ${what} (events/s)`,
    store: rate.toFixed(0),
    beside: `${rates.bare.toFixed(0)} bare handler with one insert`,
    ratio: rate / rates.bare,
    goal,
  });
  return [
    row("event without effect", rates.stored, "at least 0.8"),
    row("event looked up", rates.lookedUp, "at least 0.5"),
  ];
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
