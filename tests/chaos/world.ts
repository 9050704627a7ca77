import { randomBytes } from "node:crypto";
import type Stripe from "stripe";
import { createStripe } from "@/lib/stripe/client";
import { createLocalStripe } from "../../local-stripe/src/app";
import { blankVariables } from "../../scripts/local/environment";
import { type InstalledPostgres, startInstalledPostgres } from "../../scripts/local/installed-postgres";
import { freePort } from "../../scripts/local/ports";
import { processes } from "../../scripts/local/processes";
import { type MailBehaviour, startSmtpServer } from "../support/smtp-server";
import { type Balancer, startBalancer } from "./balancer";
import { type Control, controlOf } from "./control";
import { type ChaosDatabase, chaosDatabase } from "./database";
import { StoreProcess } from "./store-process";
import { StoresLog } from "./stores-log";
import { waitFor } from "./waits";

const STRIPE_KEY = "sk_test_local_store";
const MAX_CONNECTIONS = 60;
const PREPARE_MS = 5 * 60_000;
const STOP_MS = 30_000;

export const DIST = ".next-chaos";
/** What the stores of the last run printed. */
export const STORES_LOG = "test-results/chaos-stores.log";

export type World = {
  balancer: Balancer;
  postgres: InstalledPostgres;
  db: ChaosDatabase;
  stores: readonly StoreProcess[];
  stripe: Stripe;
  stripeUrl: string;
  mail: { behaviour: MailBehaviour; messages: string[] };
  secrets: { cart: string; cron: string };
  log: StoresLog;
  maxConnections: number;
  control: Control;
  stop: () => Promise<void>;
};

const secret = () => randomBytes(32).toString("hex");

/** A PostgreSQL, a Stripe, a mail server, and two stores of one build behind a balancer; all of it on this machine alone. */
export async function startWorld(): Promise<World> {
  const postgres = await startInstalledPostgres({ durable: false, maxConnections: MAX_CONNECTIONS });
  if (!postgres)
    throw new Error("there is no PostgreSQL on this machine: install it (Debian's package: postgresql)");
  const group = processes();
  const behaviour: MailBehaviour = { keep: messageIdOf };
  const mail = await startSmtpServer(behaviour);
  const ports = [await freePort(), await freePort()];
  const balancer = await startBalancer(ports);
  const webhook = { url: `${balancer.url}/api/webhooks/stripe`, secret: `whsec_${secret()}` };
  const local = await createLocalStripe({
    port: 0,
    statePath: null,
    webhook,
    retryDelaysMs: [500, 2_000, 5_000, 15_000],
  });
  const secrets = { cart: secret(), cron: secret() };
  const db = chaosDatabase(postgres.url);
  const log = new StoresLog(STORES_LOG);
  const env = {
    ...(await blankVariables()),
    DATABASE_URL: postgres.url,
    STORE_URL: balancer.url,
    STRIPE_SECRET_KEY: STRIPE_KEY,
    STRIPE_PUBLISHABLE_KEY: "pk_test_local_store",
    STRIPE_WEBHOOK_SECRET: webhook.secret,
    STRIPE_API_BASE: local.url,
    STRIPE_JS_URL: `${local.url}/stripe.js`,
    CART_SECRET: secrets.cart,
    AUTH_SECRET: secret(),
    CRON_SECRET: secrets.cron,
    SMTP_URL: mail.url,
    MERCHANT_EMAIL: "merchant@shop.example",
    DRAIN_INTERVAL_SECONDS: "2",
    NEXT_DIST_DIR: DIST,
    NEXT_TELEMETRY_DISABLED: "1",
    STRIPE_SUPPRESS_NOTICES: "true",
  };
  const stop = async () => {
    for (const [what, end] of [
      ["the stores", () => group.stopAll()],
      ["the balancer", () => balancer.close()],
      ["the local Stripe", () => local.close()],
      ["the mail server", () => mail.close()],
      ["the connections to the database", () => db.end()],
      ["PostgreSQL", () => postgres.stop()],
    ] as const) {
      await waitFor(`the end of ${what}`, STOP_MS, end).catch((error: unknown) =>
        console.error(String(error)),
      );
    }
    log.end();
  };
  try {
    const prepare = group.start({
      name: "setup",
      args: ["--import", "tsx", "scripts/prepare.ts"],
      env: { ...env, TSX_TSCONFIG_PATH: "tsconfig.scripts.json" },
      onLine: (line) => log.add("setup", line),
    });
    const prepared = await waitFor("the preparation of the database", PREPARE_MS, () => prepare.exited);
    if (prepared !== "ended with code 0") throw new Error(prepare.tail().join("\n"));
    const stores = ports.map(
      (port, index) =>
        new StoreProcess({
          name: `store ${index + 1}`,
          port,
          env,
          group,
          onLine: (line) => log.add(`store ${index + 1}`, line),
        }),
    );
    await Promise.all(stores.map((store) => store.restart("SIGTERM")));
    return {
      balancer,
      postgres,
      db,
      stores,
      stripe: createStripe(STRIPE_KEY, local.url),
      stripeUrl: local.url,
      mail: { behaviour, messages: mail.messages },
      secrets,
      log,
      maxConnections: MAX_CONNECTIONS,
      control: controlOf(local.url),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** All that is counted of an e-mail, as a long run has tens of thousands. */
const messageIdOf = (message: string): string => /^Message-ID: .*$/im.exec(message)?.[0] ?? "";
