import { type ChildProcess, spawn } from "node:child_process";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { sql } from "drizzle-orm";
import { syncCatalog } from "@/lib/catalog/sync.server";
import { connect, type Database } from "@/lib/db/client";
import { migrateDatabase } from "@/lib/db/migrate.server";
import { createStripe } from "@/lib/stripe/client";
import { startInstalledPostgres } from "@/scripts/local/installed-postgres";
import { runScript } from "@/scripts/local/run-script";
import { fillCatalogue } from "@/tests/support/many-goods";

const KEY = "sk_test_local_bench";
const LOCAL_STRIPE = `import("./local-stripe/src/app.ts").then(async ({ createLocalStripe }) =>
  console.log((await createLocalStripe({ port: 0, statePath: null })).url))`;

/** How long a sync with Stripe takes, with how many calls and how much memory: of a new catalogue, of one that is in step, and after edits. Prints figures, without a judgement. */
runScript(async () => {
  const { values } = parseArgs({ options: { products: { type: "string", default: "10000" } } });
  const products = Number(values.products);
  if (!Number.isSafeInteger(products) || products < 1) throw new Error("--products 10000");
  const postgres = await startInstalledPostgres();
  if (!postgres)
    throw new Error("There is no PostgreSQL on this machine: install it (Debian's package: postgresql).");
  const local = spawn(process.execPath, ["--import", "tsx", "--eval", LOCAL_STRIPE]);
  try {
    const stripeUrl = await firstLine(local);
    Object.assign(process.env, settings(postgres.url, stripeUrl));
    await migrateDatabase(postgres.url);
    const db = connect(postgres.url, 10);
    await fillCatalogue(db.$client, { products });
    await db.execute(sql`update variants set stripe_price_id = null`);
    console.log(`${cpus().length} x ${cpus()[0]?.model}, Node ${process.version}, ${postgres.version}`);
    await measure("all new", db, stripeUrl);
    await measure("nothing changed", db, stripeUrl);
    await db.execute(sql`update variants set unit_amount = unit_amount + 100
      where position = 1 and product_id in (select id from products where position % 10 = 0)`);
    await measure("one price of every tenth product", db, stripeUrl);
    await measure("nothing changed", db, stripeUrl);
    await db.$client.end();
  } finally {
    local.kill();
    await postgres.stop();
  }
});

async function measure(run: string, db: Database, stripeUrl: string): Promise<void> {
  const stripe = createStripe(KEY, stripeUrl);
  let calls = 0;
  stripe.on("request", () => (calls += 1));
  const begun = performance.now();
  let peak = 0;
  const look = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50);
  const { created, updated, unchanged } = await syncCatalog(db, stripe);
  clearInterval(look);
  const seconds = (performance.now() - begun) / 1000;
  console.table([
    {
      ...{ run, created, updated, unchanged, calls, seconds: seconds.toFixed(1) },
      "peak memory, MB": Math.round(peak / 2 ** 20),
    },
  ]);
}

const settings = (databaseUrl: string, stripeUrl: string) => ({
  DATABASE_URL: databaseUrl,
  STRIPE_API_BASE: stripeUrl,
  STRIPE_SECRET_KEY: KEY,
  STRIPE_PUBLISHABLE_KEY: "pk_test_local_bench",
  STRIPE_WEBHOOK_SECRET: "whsec_bench_0123456789abcdef0123456789abcdef",
  STORE_URL: "http://localhost:3000",
  CART_SECRET: "cart-secret-of-the-bench-0123456789abcdef",
  AUTH_SECRET: "auth-secret-of-the-bench-0123456789abcdef",
  CRON_SECRET: "cron-secret-of-the-bench-0123456789abcdef",
  MAIL_DIR: ".data/bench-mail",
  LOG: "error",
});

async function firstLine(child: ChildProcess): Promise<string> {
  child.stderr?.pipe(process.stderr);
  for await (const chunk of child.stdout ?? []) return String(chunk).trim();
  throw new Error("the local Stripe did not start");
}
