import { randomBytes } from "node:crypto";
import { createWriteStream, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type Stripe from "stripe";
import { createStripe } from "@/lib/stripe/client";
import { createLocalStripe } from "../../local-stripe/src/app";
import { blankVariables } from "../../scripts/local/environment";
import { type InstalledPostgres, startInstalledPostgres } from "../../scripts/local/installed-postgres";
import { freePort } from "../../scripts/local/ports";
import { processes } from "../../scripts/local/processes";
import { type MailBehaviour, startSmtpServer } from "../support/smtp-server";
import { type Balancer, startBalancer } from "./balancer";
import { type ChaosDatabase, chaosDatabase } from "./database";
import { StoreProcess } from "./store-process";

const STRIPE_KEY = "sk_test_local_store";
const MAX_CONNECTIONS = 60;

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
  /** Lines that the stores printed. */
  log: string[];
  maxConnections: number;
  control: (path: string, body?: object, method?: "POST" | "DELETE") => Promise<unknown>;
  stop: () => Promise<void>;
};

const secret = () => randomBytes(32).toString("hex");

/** A PostgreSQL, a Stripe, a mail server, and two stores of one build behind a balancer; all of it on this machine alone. */
export async function startWorld(): Promise<World> {
  const postgres = await startInstalledPostgres({ durable: false, maxConnections: MAX_CONNECTIONS });
  if (!postgres)
    throw new Error("there is no PostgreSQL on this machine: install it (Debian's package: postgresql)");
  const group = processes();
  const behaviour: MailBehaviour = { keep: headersOf };
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
  const log: string[] = [];
  mkdirSync(dirname(STORES_LOG), { recursive: true });
  const file = createWriteStream(STORES_LOG);
  const keep = (from: string, line: string) => {
    log.push(line);
    file.write(`${new Date().toISOString()} ${from}: ${line}\n`);
  };
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
    MERCHANT_EMAIL: "merchant@kiln-and-cloth.example",
    DRAIN_INTERVAL_SECONDS: "2",
    NEXT_DIST_DIR: DIST,
    NEXT_TELEMETRY_DISABLED: "1",
    STRIPE_SUPPRESS_NOTICES: "true",
  };
  const stop = async () => {
    await group.stopAll();
    await balancer.close();
    await local.close();
    await mail.close();
    await db.end();
    await postgres.stop();
    file.end();
  };
  try {
    const prepare = group.start({
      name: "setup",
      args: ["--import", "tsx", "scripts/prepare.ts"],
      env: { ...env, TSX_TSCONFIG_PATH: "tsconfig.scripts.json" },
      onLine: (line) => keep("setup", line),
    });
    if ((await prepare.exited) !== "ended with code 0") throw new Error(prepare.tail().join("\n"));
    const stores = ports.map(
      (port, index) =>
        new StoreProcess({
          name: `store ${index + 1}`,
          port,
          env,
          group,
          onLine: (line) => keep(`store ${index + 1}`, line),
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
      control: async (path, body, method = "POST") => {
        const response = await fetch(`${local.url}/_local${path}`, {
          method,
          headers: { "content-type": "application/json" },
          ...(method === "POST" && { body: JSON.stringify(body ?? {}) }),
        });
        return response.json();
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Long runs keep no bodies. */
const headersOf = (message: string): string => message.slice(0, message.indexOf("\r\n\r\n"));
