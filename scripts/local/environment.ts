import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseEnv } from "node:util";
import { isLiveKey } from "@/lib/base/live-key";
import { isLoopback } from "@/lib/base/loopback";
import type { LocalSettings } from "./settings";

export type Variables = Record<string, string>;

/**
 * Adds the file that ENV_FILE names to the process's environment, else `.env.local`, if there is one.
 *
 * @returns which of its variables were set already to something else, and so are not the file's
 * @throws Error when the file that is named can't be read
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

/** What a file adds to an environment, whose own values win: `kept` names those that the file would have set otherwise. */
export function fromFile(
  file: NodeJS.Dict<string>,
  env: NodeJS.ProcessEnv,
): { added: NodeJS.Dict<string>; kept: string[] } {
  const kept = Object.keys(file).filter((name) => env[name] !== undefined && env[name] !== file[name]);
  const added = Object.entries(file).filter(([name]) => env[name] === undefined && !isOfAnother(name, kept));
  return { added: Object.fromEntries(added), kept };
}

/** The direct address in a file is that of the file's database: beside another one it would change the wrong schema. */
const isOfAnother = (name: string, kept: readonly string[]) =>
  name === "DATABASE_DIRECT_URL" && kept.includes("DATABASE_URL");

/**
 * Every variable of the store, set to nothing: a test's store then gets none from the shell, nor from `.env.local`,
 * which Next reads by itself but not over a variable that is set.
 */
export async function blankVariables(): Promise<Variables> {
  const example = await readFile(".env.local.example", "utf8");
  return Object.fromEntries(
    Array.from(example.matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm), ([, name]) => [name, ""]),
  );
}

/** Which services the machine must give, because the environment names none. */
export function missingServices(env: NodeJS.ProcessEnv): { postgres: boolean; stripe: boolean } {
  return { postgres: !env.DATABASE_URL, stripe: !env.STRIPE_SECRET_KEY };
}

/** Anybody may sign in as a demonstration shopper where neither money nor strangers come by. */
function isDemo({ STRIPE_SECRET_KEY, STORE_URL }: NodeJS.ProcessEnv): boolean {
  const isHere = !STORE_URL || (URL.canParse(STORE_URL) && isLoopback(STORE_URL));
  return isHere && !isLiveKey(STRIPE_SECRET_KEY ?? "");
}

const LOCAL_MERCHANT = "merchant@kiln-and-cloth.example";

export const stripeUrl = (settings: LocalSettings) => `http://localhost:${settings.stripePort}`;

/** What the store needs beyond `env` to run on the local services; set variables are left alone. */
export function localVariables(env: NodeJS.ProcessEnv, settings: LocalSettings, dataDir: string): Variables {
  const missing = missingServices(env);
  const variables: Variables = {
    STORE_URL: `http://localhost:${settings.storePort}`,
    CART_SECRET: settings.cartSecret,
    AUTH_SECRET: settings.authSecret,
    CRON_SECRET: settings.cronSecret,
    STRIPE_WEBHOOK_SECRET: settings.webhookSecret,
    DRAIN_INTERVAL_SECONDS: "5",
    ...(isDemo(env) && { LOCAL_DEMO: "on" }),
    // Not where a mail server would send to it.
    ...(!env.SMTP_URL && { MAIL_DIR: resolve(dataDir, "mail"), MERCHANT_EMAIL: LOCAL_MERCHANT }),
  };
  const given = Object.fromEntries(Object.entries(variables).filter(([name]) => !env[name]));
  const database = `postgres://postgres:postgres@127.0.0.1:${settings.postgresPort}/postgres`;
  // Both belong together: a direct address that is left from another database would change the schema there.
  const ofDatabase: Variables = missing.postgres ? { DATABASE_URL: database, DATABASE_DIRECT_URL: "" } : {};
  if (!missing.stripe) return { ...given, ...ofDatabase };
  // All five belong together: a real webhook secret with the local Stripe would refuse every event.
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

/** Of a database and a Stripe account, so that no password is written down. */
export function fingerprint({ DATABASE_URL, STRIPE_SECRET_KEY }: NodeJS.ProcessEnv): string {
  return createHash("sha256").update(`${DATABASE_URL}\n${STRIPE_SECRET_KEY}`).digest("hex");
}
