import { createHash } from "node:crypto";
import { parseArgs } from "node:util";
import type { LocalStripeOptions } from "./app";
import { readSeed } from "./seed/read-seed";

/** What the command line and the environment ask for. */
type Settings =
  | { kind: "start"; options: LocalStripeOptions }
  | { kind: "help" }
  | { kind: "version" }
  | { kind: "refused"; problem: string };

type Env = Record<string, string | undefined>;

export const HELP = `local-stripe: a stateful Stripe for one machine

  npx local-stripe [options]

  --port <number>          where it listens (12111; 0 takes a free one)       LOCAL_STRIPE_PORT
  --host <address>         0.0.0.0 in a container; only this machine else     LOCAL_STRIPE_HOST
  --public-url <url>       how browsers reach it: in links and frames         LOCAL_STRIPE_PUBLIC_URL
  --frames-from <origins>  pages elsewhere that may show its frames           LOCAL_STRIPE_FRAMES_FROM
  --state <file>           where everything is kept; "none" keeps nothing     LOCAL_STRIPE_STATE
  --fsync <when>           "always" waits for the disk before each answer     LOCAL_STRIPE_FSYNC
  --seed <file>            products, prices, customers, coupons to begin with LOCAL_STRIPE_SEED
  --webhook <url>          an endpoint for all events                         LOCAL_STRIPE_WEBHOOK_URL
  --webhook-secret <text>  its secret; made from the URL without one          LOCAL_STRIPE_WEBHOOK_SECRET
  --help, --version`;

const TEXT = { type: "string" } as const;
const FLAG = { type: "boolean" } as const;
const ARGUMENTS = {
  port: TEXT,
  host: TEXT,
  "public-url": TEXT,
  "frames-from": TEXT,
  state: TEXT,
  fsync: TEXT,
  seed: TEXT,
  webhook: TEXT,
  "webhook-secret": TEXT,
  help: FLAG,
  version: FLAG,
} as const;

/** An argument wins over the variable of the same thing. */
export function readSettings(args: string[], env: Env): Settings {
  try {
    const given = parseArgs({ args, options: ARGUMENTS }).values;
    if (given.help) return { kind: "help" };
    if (given.version) return { kind: "version" };
    const seed = given.seed ?? (env.LOCAL_STRIPE_SEED || undefined);
    const state = given.state ?? env.LOCAL_STRIPE_STATE ?? ".data/local-stripe.json";
    return {
      kind: "start",
      options: {
        port: readPort(given.port, env),
        host: given.host ?? (env.LOCAL_STRIPE_HOST || undefined),
        publicUrl: readUrl(given["public-url"], "--public-url", env, "LOCAL_STRIPE_PUBLIC_URL"),
        framesFrom: readOrigins(given["frames-from"], env),
        seed: seed === undefined ? undefined : readSeed(seed),
        statePath: state === "none" ? null : state,
        sync: readSync(given.fsync, env),
        webhook: readWebhook(
          readUrl(given.webhook, "--webhook", env, "LOCAL_STRIPE_WEBHOOK_URL"),
          given["webhook-secret"] ?? (env.LOCAL_STRIPE_WEBHOOK_SECRET || undefined),
        ),
      },
    };
  } catch (error) {
    return { kind: "refused", problem: error instanceof Error ? error.message : String(error) };
  }
}

function readPort(argument: string | undefined, env: Env): number {
  const text = argument ?? env.LOCAL_STRIPE_PORT ?? "12111";
  const port = Number(text);
  if (text.trim() === "" || !Number.isInteger(port) || port < 0 || port > 65_535) {
    const name = argument === undefined ? "LOCAL_STRIPE_PORT" : "--port";
    throw new Error(`${name} must be a port number, not "${text}"`);
  }
  return port;
}

function readSync(argument: string | undefined, env: Env): boolean {
  const text = argument ?? (env.LOCAL_STRIPE_FSYNC || "never");
  if (text === "always" || text === "never") return text === "always";
  const name = argument === undefined ? "LOCAL_STRIPE_FSYNC" : "--fsync";
  throw new Error(`${name} must be always or never, not "${text}"`);
}

function readUrl(
  argument: string | undefined,
  option: string,
  env: Env,
  variable: string,
): string | undefined {
  const text = argument ?? (env[variable] || undefined);
  if (text === undefined) return undefined;
  if (URL.canParse(text) && /^https?:\/\//i.test(text)) return text;
  throw new Error(
    `${argument === undefined ? variable : option} must be an http or https address, not "${text}"`,
  );
}

function readOrigins(argument: string | undefined, env: Env): string[] {
  const text = argument ?? env.LOCAL_STRIPE_FRAMES_FROM ?? "";
  const name = argument === undefined ? "LOCAL_STRIPE_FRAMES_FROM" : "--frames-from";
  const origins = text.split(/[\s,]+/).filter(Boolean);
  for (const origin of origins) {
    // A port or a first label may be any, as in the policy that browsers read.
    if (/^https?:\/\/(\*\.)?[\w.-]+(:(\d+|\*))?$/i.test(origin)) continue;
    throw new Error(`${name} must be origins such as http://shop:3000, not "${origin}"`);
  }
  return origins;
}

function readWebhook(url: string | undefined, secret: string | undefined): LocalStripeOptions["webhook"] {
  if (url) return { url, secret: secret ?? secretOf(url) };
  if (secret) {
    throw new Error(
      "LOCAL_STRIPE_WEBHOOK_SECRET (--webhook-secret) needs LOCAL_STRIPE_WEBHOOK_URL (--webhook)",
    );
  }
  return undefined;
}

/** The same at every start, so that it can be written into settings. */
function secretOf(url: string): string {
  return `whsec_${createHash("sha256").update(`local-stripe ${url}`).digest("hex").slice(0, 32)}`;
}
