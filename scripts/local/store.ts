import { access } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fingerprint, localVariables, missingServices, stripeUrl, type Variables } from "./environment";
import { lockFolder } from "./lock";
import type { LogSource } from "./log";
import { assertPortFree } from "./ports";
import { processes, type Service } from "./processes";
import { keepSettings, writeSettings } from "./settings";
import { answering, listening } from "./wait";

type StoreOptions = {
  mode: "dev" | "production";
  storePort: number;
  /** The address that the store listens on. */
  host: string;
  postgresPort: number;
  stripePort: number;
  dataDir: string;
  /** The folder of Next's build. */
  distDir: string;
  /** Variables that override all others, for tests. */
  env?: Variables;
  log: (source: LogSource, line: string) => void;
  /** Stops the start, and what has already started. */
  signal?: AbortSignal;
};

export type RunningStore = {
  url: string;
  /** Null when the environment names another Stripe. */
  localStripe: string | null;
  localDatabase: string | null;
  /** The store's own process. */
  pid: number | undefined;
  /** The variables of the store's process. */
  env: Variables;
  /** Which process ended by itself, and how. */
  failed: Promise<string>;
  stop: () => Promise<void>;
};

const NEXT = "node_modules/next/dist/bin/next";
const TSX = ["--import", "tsx"];

/**
 * Starts PostgreSQL and Stripe if needed, prepares the database, then the store. @throws Error for the person at the terminal, after everything was
 * stopped
 */
export async function startStore(options: StoreOptions): Promise<RunningStore> {
  if (options.mode === "production") await assertBuilt(options.distDir);
  const missing = missingServices({ ...process.env, ...options.env });
  if (missing.postgres)
    await assertPortFree(options.postgresPort, "the local PostgreSQL (LOCAL_POSTGRES_PORT)");
  if (missing.stripe) await assertPortFree(options.stripePort, "the local Stripe (LOCAL_STRIPE_PORT)");
  await assertPortFree(options.storePort, "the store (PORT)");

  const lock = await lockFolder(options.dataDir);
  const group = processes();
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= group.stopAll().then(lock.release);
    return stopping;
  };
  options.signal?.addEventListener("abort", stop);
  try {
    const settings = await keepSettings(options.dataDir, options);
    const given = { ...process.env, ...options.env };
    const env = { ...options.env, ...localVariables(given, settings, options.dataDir) };
    await writeSettings(options.dataDir, { ...settings, uses: fingerprint({ ...given, ...env }) });
    const services: Service[] = [];
    const start = (name: LogSource, args: string[], extra: Variables = {}) => {
      const service = group.start({
        name,
        args,
        env: { ...env, ...extra },
        onLine: (line) => options.log(name, line),
      });
      services.push(service);
      return service;
    };

    if (missing.postgres) {
      start("database", [
        ...TSX,
        "scripts/local/postgres.ts",
        `--port=${options.postgresPort}`,
        `--data=${join(options.dataDir, "postgres")}`,
      ]);
    }
    if (missing.stripe) {
      start("stripe", [...TSX, "local-stripe/src/main.ts"], {
        LOCAL_STRIPE_PORT: String(options.stripePort),
        LOCAL_STRIPE_STATE: resolve(options.dataDir, "local-stripe.json"),
        LOCAL_STRIPE_WEBHOOK_URL: `http://localhost:${options.storePort}/api/webhooks/stripe`,
        LOCAL_STRIPE_WEBHOOK_SECRET: settings.webhookSecret,
      });
    }
    await Promise.all([
      missing.postgres && listening(services, options.postgresPort),
      missing.stripe && answering(services, `${stripeUrl(settings)}/_local/health`),
    ]);

    const prepare = group.start({
      name: "setup",
      args: [...TSX, "scripts/prepare.ts"],
      env: { ...env, TSX_TSCONFIG_PATH: "tsconfig.scripts.json" },
      onLine: (line) => options.log("setup", line),
    });
    const ended = await prepare.exited;
    if (ended !== "ended with code 0") throw new Error("the database could not be prepared (see above)");

    const url = `http://localhost:${options.storePort}`;
    const command = [options.mode === "dev" ? "dev" : "start", "--hostname", options.host, "--port"];
    const { pid } = start("store", [NEXT, ...command, String(options.storePort)], {
      NEXT_DIST_DIR: options.distDir,
      NEXT_TELEMETRY_DISABLED: "1",
      STRIPE_SUPPRESS_NOTICES: "true",
      LOG: process.env.LOG || "warn",
    });
    await answering(services, `${url}/robots.txt`);
    return {
      url,
      env,
      localStripe: missing.stripe ? stripeUrl(settings) : null,
      localDatabase: missing.postgres ? (env.DATABASE_URL ?? null) : null,
      pid,
      failed: firstEnd(services),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function assertBuilt(distDir: string): Promise<void> {
  try {
    await access(join(distDir, "BUILD_ID"));
  } catch {
    throw new Error(`there is no production build in ${distDir}: run "npm run build" first`);
  }
}

const firstEnd = (services: Service[]) =>
  Promise.race(services.map(async (service) => `${service.name} ${await service.exited}`));
