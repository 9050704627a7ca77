import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { blankVariables } from "../../../scripts/local/environment";
import { freePort } from "../../../scripts/local/ports";
import { startStore } from "../../../scripts/local/store";

const distDir = process.env.NEXT_DIST_DIR || ".next-test";
const LOG = "test-results/services.log";

/** One store for all journeys: local PostgreSQL, local Stripe and the production build, on free ports, with new data. */
export default async function setup(): Promise<() => Promise<void>> {
  // What an earlier run's pages remember is not in this run's database.
  await rm(join(distDir, "cache", "fetch-cache"), { recursive: true, force: true });
  const dataDir = await mkdtemp(join(tmpdir(), "store-journeys-"));
  mkdirSync("test-results", { recursive: true });
  writeFileSync(LOG, "");
  const store = await startStore({
    mode: "production",
    storePort: await freePort(),
    host: "127.0.0.1",
    postgresPort: await freePort(),
    stripePort: await freePort(),
    dataDir,
    distDir,
    // The journeys say themselves when the cron comes by.
    env: { ...(await blankVariables()), DRAIN_INTERVAL_SECONDS: "0" },
    log: (source, line) => appendFileSync(LOG, `${source.padEnd(8)} ${line}\n`),
  });
  await listVariants(store.env.DATABASE_URL);
  Object.assign(process.env, {
    JOURNEYS_STORE: store.url,
    JOURNEYS_STRIPE: store.localStripe ?? "",
    JOURNEYS_DATABASE: store.env.DATABASE_URL,
    JOURNEYS_CART_SECRET: store.env.CART_SECRET,
    JOURNEYS_CRON_SECRET: store.env.CRON_SECRET,
    JOURNEYS_WEBHOOK_SECRET: store.env.STRIPE_WEBHOOK_SECRET,
    JOURNEYS_MAIL: store.env.MAIL_DIR,
    JOURNEYS_STORE_VARIABLES: JSON.stringify({ ...store.env, NEXT_DIST_DIR: distDir }),
  });
  return async () => {
    await store.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}

/** Which variants the tests take in turn, and when each was used last: the workers share them. */
async function listVariants(databaseUrl: string | undefined): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query("create sequence journeys_variant_use");
  await client.query(
    `create table journeys_variants as
       select v.id, 0::bigint as used from variants v join products p on p.id = v.product_id
        where v.active and p.active and v.on_hand > 5 and v.unit_amount >= 1000`,
  );
  await client.end();
}
