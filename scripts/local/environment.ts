import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseEnv } from "node:util";
import { isLiveKey } from "@/lib/base/live-key";
import { isLoopback } from "@/lib/base/loopback";
import { shop } from "@/lib/config/shop";
import type { LocalSettings } from "./settings";

export type Variables = Record<string, string>;

/**
 * Adds the file of ENV_FILE, or `.env.local`, to the environment. @returns variables that had another value already @throws Error when a named file
 * can't be read
 */
export function readEnvFile(): string[] {
  const { ENV_FILE } = process.env;
  let text: string;
  try {
    text = readFileSync(ENV_FILE || ".env.local", "utf8");
  } catch {
    if (ENV_FILE) throw new Error(`ENV_FILE names ${ENV_FILE}, which can't be read`);
    return [];
  }
  const { added, kept } = fromFile(parseEnv(text), process.env);
  Object.assign(process.env, added);
  return kept;
}

/** What a file adds to an environment, whose own values win: `kept` names them. */
export function fromFile(
  file: NodeJS.Dict<string>,
  env: NodeJS.ProcessEnv,
): { added: NodeJS.Dict<string>; kept: string[] } {
  const kept = Object.keys(file).filter((name) => env[name] !== undefined && env[name] !== file[name]);
  const added = Object.entries(file).filter(([name]) => env[name] === undefined && !isOfAnother(name, kept));
  return { added: Object.fromEntries(added), kept };
}

/** A direct address belongs to the file's database: for another one it would change the wrong schema. */
const isOfAnother = (name: string, kept: readonly string[]) =>
  name === "DATABASE_DIRECT_URL" && kept.includes("DATABASE_URL");

/** All variables with empty values, so that a test's store gets none from the shell or from `.env.local`, which Next reads. */
export async function blankVariables(): Promise<Variables> {
  const example = await readFile(".env.local.example", "utf8");
  return Object.fromEntries(
    Array.from(example.matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm), ([, name]) => [name, ""]),
  );
}

/** Services that the environment does not name. */
export function missingServices(env: NodeJS.ProcessEnv): { postgres: boolean; stripe: boolean } {
  return { postgres: !env.DATABASE_URL, stripe: !env.STRIPE_SECRET_KEY };
}

/** Whether anybody may sign in as a demonstration shopper: without real money and without strangers. */
function isDemo({ STRIPE_SECRET_KEY, STORE_URL }: NodeJS.ProcessEnv): boolean {
  if (!shop().demonstration) return false;
  const isHere = !STORE_URL || (URL.canParse(STORE_URL) && isLoopback(STORE_URL));
  return isHere && !isLiveKey(STRIPE_SECRET_KEY ?? "");
}

const LOCAL_MERCHANT = "merchant@shop.example";

export const stripeUrl = (settings: LocalSettings) => `http://localhost:${settings.stripePort}`;

/** What the store needs besides `env`; variables that are set stay. */
export function localVariables(env: NodeJS.ProcessEnv, settings: LocalSettings, dataDir: string): Variables {
  const missing = missingServices(env);
  const variables: Variables = {
    STORE_URL: `http://localhost:${settings.storePort}`,
    CART_SECRET: settings.cartSecret,
    AUTH_SECRET: settings.authSecret,
    CRON_SECRET: settings.cronSecret,
    STRIPE_WEBHOOK_SECRET: settings.webhookSecret,
    DRAIN_INTERVAL_SECONDS: "5",
    PICTURES_DIR: resolve(dataDir, "pictures"),
    ...(isDemo(env) && { LOCAL_DEMO: "on" }),
    // Left out when a mail server would really send to this address.
    ...(!env.SMTP_URL && { MAIL_DIR: resolve(dataDir, "mail"), MERCHANT_EMAIL: LOCAL_MERCHANT }),
  };
  const given = Object.fromEntries(Object.entries(variables).filter(([name]) => !env[name]));
  const database = `postgres://postgres:postgres@127.0.0.1:${settings.postgresPort}/postgres`;
  // Both are set together: an old direct address would change another database's schema.
  const ofDatabase: Variables = missing.postgres ? { DATABASE_URL: database, DATABASE_DIRECT_URL: "" } : {};
  if (!missing.stripe) return { ...given, ...ofDatabase };
  // Both are set together: with the local Stripe a real webhook secret would refuse every event.
  return {
    ...given,
    ...ofDatabase,
    STRIPE_SECRET_KEY: "sk_test_local_store",
    STRIPE_PUBLISHABLE_KEY: "pk_test_local_store",
    STRIPE_WEBHOOK_SECRET: settings.webhookSecret,
    STRIPE_API_BASE: stripeUrl(settings),
    STRIPE_JS_URL: `${stripeUrl(settings)}/stripe.js`,
  };
}

/** A hash of database and Stripe account, so that no password is written. */
export function fingerprint({ DATABASE_URL, STRIPE_SECRET_KEY }: NodeJS.ProcessEnv): string {
  return createHash("sha256").update(`${DATABASE_URL}\n${STRIPE_SECRET_KEY}`).digest("hex");
}
