import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FullConfig } from "@playwright/test";
import pg from "pg";
import { blankVariables } from "../../../scripts/local/environment";
import { startInstalledPostgres } from "../../../scripts/local/installed-postgres";
import type { JourneyTarget } from "../../../scripts/local/journey-target";
import { freePort } from "../../../scripts/local/ports";
import { type RunningStore, startStore } from "../../../scripts/local/store";
import { copyBuild } from "./copied-build";
import { findLiveKey } from "./live-key";
import type { Deployment, Surroundings } from "./surroundings";
import { targetOfJourneys } from "./target";
import { forwardEvents, stripeOf } from "./test-account";

const build = process.env.NEXT_DIST_DIR || ".next-test";
const LOG = "test-results/services.log";

/**
 * A store for each worker, so that a journey may change whatever it likes: database, local Stripe and a copy of the one
 * production build, whose kept pages are of that database, on free ports, with new data.
 */
export default async function setup({ workers }: FullConfig): Promise<() => Promise<void>> {
  const target = targetOfJourneys();
  const dataDir = await mkdtemp(join(tmpdir(), "store-journeys-"));
  const accessible = join(dataDir, "accessible");
  await mkdir(accessible);
  mkdirSync("test-results", { recursive: true });
  writeFileSync(LOG, "");
  const removeData = () => rm(dataDir, { recursive: true, force: true });
  if (target.kind === "deployment") {
    const deployment = await lookAtDeployment(target, accessible).catch(async (error: unknown) => {
      await removeData();
      throw error;
    });
    process.env.JOURNEYS_DEPLOYMENT = JSON.stringify(deployment);
    return removeData;
  }
  // Where this machine has PostgreSQL, which takes a third of the local one's time for the same queries.
  const postgres = await startInstalledPostgres();
  const databaseUrls = await Promise.all(
    Array.from({ length: workers }, (_, index) => postgres && newDatabase(postgres.url, `store_${index}`)),
  );
  const ports = await freePorts(3 * workers);
  // Where `stripe listen` sends the events.
  if (target.kind === "stripe" && target.hearsEvents) ports[0] = target.port;
  const starting = databaseUrls.map((url, index) => startOne(index, dataDir, url, ports.splice(0, 3)));
  const started = await Promise.allSettled(starting);
  const stores = started.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const endForwarding: (() => Promise<void>)[] = [];
  const stop = async () => {
    await Promise.all(endForwarding.map((end) => end()));
    await Promise.all(stores.map(({ store }) => store.stop()));
    await postgres?.stop();
    await removeData();
    for (const entry of await readdir(".")) {
      if (stores.some(({ dist }) => entry.startsWith(dist)))
        await rm(entry, { recursive: true, force: true });
    }
  };
  for (const one of started) {
    if (one.status === "fulfilled") continue;
    await stop();
    throw one.reason;
  }
  const surroundings = stores.map(({ store, dist }) => surroundingsOf(store, dist, accessible));
  if (target.kind === "stripe" && !target.hearsEvents) endForwarding.push(...surroundings.map(forwardTo));
  process.env.JOURNEYS_SURROUNDINGS = JSON.stringify(surroundings);
  return stop;
}

/** No two of them are the same. */
async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
}

/** @returns its address. */
async function newDatabase(serverUrl: string, name: string): Promise<string> {
  await withClient(serverUrl, (client) => client.query(`create database ${name}`));
  return new URL(`/${name}`, serverUrl).href;
}

async function startOne(
  index: number,
  dataDir: string,
  databaseUrl: string | null,
  [storePort = 0, postgresPort = 0, stripePort = 0]: number[],
): Promise<{ store: RunningStore; dist: string }> {
  const dist = `${build}-${index + 1}`;
  const target = targetOfJourneys();
  await copyBuild(build, dist);
  const store = await startStore({
    mode: "production",
    host: "127.0.0.1",
    ...{ storePort, postgresPort, stripePort },
    dataDir: join(dataDir, String(index)),
    distDir: dist,
    // The journeys say themselves when the cron comes by.
    env: {
      ...(await blankVariables()),
      ...(target.kind === "stripe" && target.variables),
      DRAIN_INTERVAL_SECONDS: "0",
      DATABASE_URL: databaseUrl ?? "",
    },
    log: (source, line) => appendFileSync(LOG, `${index} ${source.padEnd(8)} ${line}\n`),
  });
  await listVariants(store.env.DATABASE_URL ?? "");
  return { store, dist };
}

/** Nobody brings the events of Stripe's test mode to a machine that it can't reach. */
const forwardTo = ({ store, stripeKey, stripeApi, webhookSecret }: Surroundings) =>
  forwardEvents(stripeOf({ key: stripeKey, api: stripeApi }), {
    url: `${store}/api/webhooks/stripe`,
    secret: webhookSecret,
  });

/** @throws Error for a store that takes real money, unless nothing is bought */
async function lookAtDeployment(
  { url, readOnly }: Extract<JourneyTarget, { kind: "deployment" }>,
  accessible: string,
): Promise<Deployment> {
  const live = await findLiveKey(url);
  if (live !== null && !readOnly)
    throw new Error(
      `${url} is live: there is a live key in ${live}. Nothing was done. Only --read-only is allowed there.`,
    );
  if (live !== null) console.log(`${url} is live (${live}), and is only read`);
  return { store: url, accessible, run: `run${Date.now().toString(36)}` };
}

const surroundingsOf = ({ url, localStripe, env }: RunningStore, dist: string, accessible: string) =>
  ({
    store: url,
    stripe: localStripe,
    stripeKey: env.STRIPE_SECRET_KEY ?? "",
    stripeApi: env.STRIPE_API_BASE || "https://api.stripe.com",
    database: env.DATABASE_URL ?? "",
    cartSecret: env.CART_SECRET ?? "",
    cronSecret: env.CRON_SECRET ?? "",
    webhookSecret: env.STRIPE_WEBHOOK_SECRET ?? "",
    mail: env.MAIL_DIR ?? "",
    accessible,
    build,
    dist,
    storeVariables: { ...env, NEXT_DIST_DIR: dist },
  }) satisfies Surroundings;

/** Which variants the tests take in turn, and when each was used last. */
async function listVariants(databaseUrl: string): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    await client.query("create sequence journeys_variant_use");
    await client.query(
      `create table journeys_variants as
         select v.id, 0::bigint as used from variants v join products p on p.id = v.product_id
          where v.active and p.active and v.on_hand > 5 and v.unit_amount >= 1000`,
    );
  });
}

async function withClient(databaseUrl: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
