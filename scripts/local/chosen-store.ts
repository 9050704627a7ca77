import { isLiveKey } from "@/lib/base/live-key";
import { type EnvName, limitEnv } from "@/lib/config/env";
import { postgresCode } from "@/lib/db/errors";
import { freshSettings } from "@/lib/settings/current.server";
import { fingerprint, localVariables, readEnvFile, type Variables } from "./environment";
import { type LocalSettings, localDataDir, readSettings } from "./settings";

/** What a command needs besides the database. `mail`: it may send e-mails. */
type Need = "stripe" | "mail";

const NEEDED: Record<Need, EnvName[]> = {
  stripe: ["STRIPE_SECRET_KEY"],
  mail: ["STRIPE_SECRET_KEY", "SMTP_URL", "STORE_URL", "CART_SECRET", "AUTH_SECRET"],
};

/** Chooses a command's store, and says which it is before anything is done. @throws EnvError that names what is missing */
export async function chooseStore(...needs: Need[]): Promise<void> {
  const name = await chooseVariables();
  const hasFolder = Boolean(process.env.MAIL_DIR);
  const needed = needs.flatMap((need) => NEEDED[need]).filter((name) => name !== "SMTP_URL" || !hasFolder);
  limitEnv(["DATABASE_URL", ...needed]);
  // Printed on the error output, because a program may read the standard output.
  console.error(describeStore(process.env, needs, name));
  await freshSettings().catch((error: unknown) => {
    // `db:migrate` makes the tables: a database without them has no settings either.
    if (postgresCode(error) !== UNDEFINED_TABLE) throw error;
  });
}

const UNDEFINED_TABLE = "42P01";

/**
 * The whole store of this machine, or the whole one of the environment and its file, never parts of each. What ENV_FILE names is never the store of
 * this machine. @returns which it is, for a person
 */
export async function chooseVariables(): Promise<string> {
  const kept = readEnvFile();
  const { ENV_FILE } = process.env;
  if (ENV_FILE)
    return kept.length > 0 ? `${ENV_FILE} with the ${kept.join(", ")} of this terminal` : ENV_FILE;
  const dataDir = localDataDir();
  const settings = await readSettings(dataDir);
  const local = settings && localStore(process.env, settings, dataDir);
  if (!local) return "the environment";
  Object.assign(process.env, local);
  return `the local store in ${dataDir}`;
}

/** What the local store adds to an environment. Null when that names another database or Stripe account than the local store last used. */
export function localStore(
  env: NodeJS.ProcessEnv,
  settings: LocalSettings,
  dataDir: string,
): Variables | null {
  const added = localVariables(env, settings, dataDir);
  return fingerprint({ ...env, ...added }) === settings.uses ? added : null;
}

export function describeStore(env: NodeJS.ProcessEnv, needs: readonly Need[], name: string): string {
  const parts = [`database ${placeOf(env.DATABASE_URL)}`];
  if (needs.length > 0) parts.push(`Stripe ${stripeOf(env)}`);
  if (needs.includes("mail"))
    parts.push(`e-mails ${env.SMTP_URL ? `by ${placeOf(env.SMTP_URL)}` : `to ${env.MAIL_DIR}`}`);
  return `On ${name}: ${parts.join(", ")}.`;
}

/** A URL's host, port and name, without user and password. */
function placeOf(url = ""): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname === "/" ? "" : pathname}`;
}

function stripeOf({ STRIPE_API_BASE, STRIPE_SECRET_KEY = "" }: NodeJS.ProcessEnv): string {
  if (STRIPE_API_BASE) return STRIPE_API_BASE;
  return isLiveKey(STRIPE_SECRET_KEY) ? "in live mode" : "in test mode";
}
