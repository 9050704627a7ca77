import { z } from "zod";
import { isCountry, noCountry } from "@/lib/base/countries";
import { parseEmail } from "@/lib/base/email-address";
import { isInEurope } from "@/lib/base/europe";
import { isLiveKey } from "@/lib/base/live-key";
import { isLoopback } from "@/lib/base/loopback";
import { chargeStep, currency } from "@/lib/base/money";
import { CHECKOUT_SURFACES, PAYMENT_LAYOUTS } from "@/lib/model/surface";
import { keptUntilChanged } from "./laid-over";
import { paymentProblems, paymentVariables } from "./payment-variables";
import { pictureProblems, pictureVariables } from "./picture-variables";
import { shopSender } from "./shop";
import { isPreview, storeUrl } from "./store-url";

const flag = z
  .enum(["on", "off"])
  .default("off")
  .transform((value) => value === "on");

const isOrigin = (value: string): boolean => {
  if (!URL.canParse(value)) return false;
  const { pathname, search, hash, username } = new URL(value);
  return pathname === "/" && `${search}${hash}${username}` === "";
};

const secret = z
  .string()
  .min(32, "must have at least 32 characters (openssl rand -hex 32 makes one)")
  .refine((value) => value === value.trim(), { error: "must have no space or line break at its ends" });

/** OpenTelemetry's names. */
const TRACE_SAMPLERS = [
  "always_on",
  "always_off",
  "traceidratio",
  "parentbased_always_on",
  "parentbased_always_off",
  "parentbased_traceidratio",
] as const;

/** The only code that reads `process.env`, on first use: `next build` needs no variable. `.env.local.example` says when to set what. */
const schema = z
  .object({
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgres:// URL" }),
    /** The database without a pooler, for what needs a session of its own. */
    DATABASE_DIRECT_URL: z
      .url({ protocol: /^postgres(ql)?$/, error: "must be a postgres:// URL" })
      .optional(),
    DATABASE_POOL_MAX: z.coerce.number().int().min(1).max(100).optional(),

    STRIPE_SECRET_KEY: z
      .string()
      .regex(
        /^(sk|rk)_(test|live)_\S*$/,
        "must start with sk_test_, sk_live_, rk_test_ or rk_live_, without a space or line break",
      ),
    STRIPE_PUBLISHABLE_KEY: z
      .string()
      .regex(/^pk_(test|live)_\S*$/, "must start with pk_test_ or pk_live_, without a space or line break"),
    /** Several secrets, separated by commas, while one is being rolled. */
    STRIPE_WEBHOOK_SECRET: z
      .string()
      .transform((value) => value.split(",").map((part) => part.trim()))
      .refine((secrets) => secrets.every((one) => /^whsec_\S+$/.test(one)), {
        error: "must be a whsec_ secret, or several with commas between",
      }),
    STRIPE_API_BASE: z.url().optional(),
    STRIPE_JS_URL: z.url().optional(),
    /** Calls a second that background work makes at most, over all processes: in all, and of each kind. */
    STRIPE_BACKGROUND_RATE: z.coerce.number().min(1).max(1000).optional(),
    STRIPE_BACKGROUND_CALL_RATE: z.coerce.number().min(1).max(1000).optional(),
    STRIPE_TAX: flag,
    /** `off`: Stripe gets no copy of the catalogue, and each line that is paid for brings its price. `npm run catalog:sync` carries a change out. */
    CATALOG_MIRROR: z.enum(["on", "off"]).default("on"),
    /** How Stripe learns of the store's discounts: docs/discounts.md. */
    STRIPE_DYNAMIC_DISCOUNTS: z.enum(["auto", "preview", "line_items"]).default("auto"),

    ...paymentVariables,

    /** All links of the store begin with this origin. */
    STORE_URL: z
      .url({ protocol: /^https?$/, error: "must start with https:// or http://" })
      .refine(isOrigin, { error: "must have nothing after the host, as in https://shop.example.com" })
      .transform((value) => new URL(value).origin),
    /** How many proxies before the store add to X-Forwarded-For. Not used on Vercel. */
    TRUSTED_PROXIES: z.coerce.number().int().min(1).max(10).default(1),
    /** Vercel's check for bots; also read by `next.config.ts` at build time. */
    BOTID: flag,
    VERCEL: z.string().optional(),
    VERCEL_ENV: z.string().optional(),
    /** Like `VERCEL_ENV`, but with the name of a custom environment. */
    VERCEL_TARGET_ENV: z.string().optional(),
    /** Other host names of this deployment; Vercel sets them. */
    VERCEL_URL: z.string().optional(),
    VERCEL_BRANCH_URL: z.string().optional(),
    VERCEL_PROJECT_PRODUCTION_URL: z.string().optional(),
    STORE_CURRENCY: z
      .string()
      .regex(/^[A-Za-z]{3}$/, "must be a three-letter ISO 4217 code")
      .default("EUR"),
    STORE_COUNTRY: z.string().refine(isCountry, { error: noCountry }).default("FR"),
    /** When unset, the custom of the store's country applies. */
    STORE_PRICES_INCLUDE_TAX: z.enum(["on", "off"]).optional(),
    LOYALTY_DISCOUNT: z.enum(["button", "automatic"]).default("button"),
    BILLING_ADDRESS_COLLECTION: z.enum(["auto", "required"]).default("auto"),
    CHECKOUT_SURFACE: z.enum(CHECKOUT_SURFACES).default("embedded"),
    PAYMENT_LAYOUT: z.enum(PAYMENT_LAYOUTS).default("accordion"),
    /** Stripe's minimum is 30 minutes; the margin allows for a slow request. */
    CHECKOUT_HOLD_MINUTES: z.coerce.number().int().min(31).max(1440).default(45),

    CART_SECRET: secret,
    AUTH_SECRET: secret,
    CRON_SECRET: secret,

    SMTP_URL: z.url({ protocol: /^smtps?$/, error: "must be a smtp:// or smtps:// URL" }).optional(),
    /** Addresses that get e-mails about new orders and open problems; empty for nobody. */
    MERCHANT_EMAIL: z
      .string()
      .default("")
      .transform((value) => value.split(",").map((part) => part.trim()))
      .transform((parts) => (parts.length === 1 && parts[0] === "" ? [] : parts.map(parseEmail)))
      .refine((parsed) => parsed.every((one) => one.ok), {
        error: "must be an e-mail address, or several with commas between",
      })
      .transform((parsed) => parsed.flatMap((one) => (one.ok ? one.email : []))),
    MAIL_FROM: z.string().default(shopSender),
    /** A folder for e-mails instead of SMTP; the local launcher sets it. */
    MAIL_DIR: z.string().optional(),

    ...pictureVariables,

    /** Seconds between two rounds of background work under `next start`; 0 leaves it to the cron route. */
    DRAIN_INTERVAL_SECONDS: z.coerce.number().int().min(0).default(0),

    /** Minutes for which due events and jobs may wait before the store counts as not ready. */
    HEALTH_LATE_MINUTES: z.coerce.number().int().min(1).max(10_080).default(60),

    /** Where several processes keep pages and data together; read by `next.config.ts`. */
    REDIS_URL: z.url({ protocol: /^rediss?$/, error: "must start with redis:// or rediss://" }).optional(),

    /** Seconds that requests and jobs have to finish when the process is told to stop. */
    STOP_WITHIN_SECONDS: z.coerce.number().int().min(1).max(600).default(25),

    /** A collector of OpenTelemetry, which gets traces and metrics. Without it nothing of that is loaded. Other variables of OpenTelemetry: docs/watching.md. */
    OTEL_EXPORTER_OTLP_ENDPOINT: z
      .url({ protocol: /^https?$/, error: "must start with http:// or https://" })
      .optional(),
    OTEL_EXPORTER_OTLP_PROTOCOL: z
      .enum(["http/protobuf", "http/json"], {
        error: "must be http/protobuf or http/json; gRPC is not spoken",
      })
      .default("http/protobuf"),
    OTEL_TRACES_SAMPLER: z.enum(TRACE_SAMPLERS).default("parentbased_always_on"),
    /** The share of requests that are traced, for the samplers of a ratio. */
    OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
    /** Milliseconds between two exports of metrics. */
    OTEL_METRIC_EXPORT_INTERVAL: z.coerce.number().int().min(1000).default(60_000),

    /** Lets anybody sign in as a shopper of the demonstration; the local launcher sets it. */
    LOCAL_DEMO: flag,
  })
  .superRefine((value, context) => {
    for (const name of ["STRIPE_API_BASE", "STRIPE_JS_URL"] as const) {
      const url = value[name];
      if (!url) continue;
      if (isLiveKey(value.STRIPE_SECRET_KEY) || isLiveKey(value.STRIPE_PUBLISHABLE_KEY)) {
        context.addIssue({ code: "custom", path: [name], message: "must not be set with a live key" });
      } else if (!isLoopback(url)) {
        context.addIssue({ code: "custom", path: [name], message: "must be a loopback address" });
      }
    }
    if (value.BOTID && !value.VERCEL) {
      context.addIssue({ code: "custom", path: ["BOTID"], message: "works on Vercel only" });
    }
    for (const { name, message } of [...paymentProblems(value), ...pictureProblems(value)]) {
      context.addIssue({ code: "custom", path: [name], message });
    }
    const isLive = isLiveKey(value.STRIPE_SECRET_KEY) || isLiveKey(value.STRIPE_PUBLISHABLE_KEY);
    if (isLive && new URL(value.STORE_URL).protocol !== "https:") {
      context.addIssue({
        code: "custom",
        path: ["STORE_URL"],
        message: "must start with https:// with a live key, as Stripe's payment forms work on no other page",
      });
    }
    if (isLiveKey(value.STRIPE_SECRET_KEY) !== isLiveKey(value.STRIPE_PUBLISHABLE_KEY)) {
      context.addIssue({
        code: "custom",
        path: ["STRIPE_PUBLISHABLE_KEY"],
        message: "must be of the same mode (test or live) as STRIPE_SECRET_KEY",
      });
    }
    if (!value.SMTP_URL && (!value.MAIL_DIR || isLive)) {
      const why = isLive ? "with a live key e-mails go to people, not into files" : "e-mails need it";
      context.addIssue({ code: "custom", path: ["SMTP_URL"], message: `is missing: ${why}` });
    }
    if (isLive && isPreview(value)) {
      context.addIssue({
        code: "custom",
        path: ["STRIPE_SECRET_KEY"],
        message: "must not be a live key in a preview: give previews test keys and a database of their own",
      });
    }
    if (value.LOCAL_DEMO && (isLiveKey(value.STRIPE_SECRET_KEY) || !isLoopback(value.STORE_URL))) {
      context.addIssue({
        code: "custom",
        path: ["LOCAL_DEMO"],
        message: "must not be set with a live key, nor where STORE_URL is not on this machine",
      });
    }
    const code = currency(value.STORE_CURRENCY);
    if (value.STRIPE_TAX && !pricesIncludeTax(value) && chargeStep(code) > 1) {
      context.addIssue({
        code: "custom",
        path: ["STORE_PRICES_INCLUDE_TAX"],
        message: `must be on with STRIPE_TAX=on: a tax on top can make a total that is not charged in ${code.toUpperCase()}`,
      });
    }
  })
  .transform((value) => ({
    ...value,
    STORE_PRICES_INCLUDE_TAX: pricesIncludeTax(value),
    ...backgroundRates(value),
    // Vercel runs many processes, so each has few connections.
    DATABASE_POOL_MAX: value.DATABASE_POOL_MAX ?? (value.VERCEL ? 3 : 10),
  }));

function pricesIncludeTax(value: {
  STORE_PRICES_INCLUDE_TAX?: "on" | "off" | undefined;
  STORE_COUNTRY: string;
}): boolean {
  const said = value.STORE_PRICES_INCLUDE_TAX;
  return said ? said === "on" : isInEurope(value.STORE_COUNTRY);
}

const SETTING_NAMES = Object.keys(schema.in.shape);

/** The settings that have a space, a line break or quotes around them, as pasting leaves them. */
export function strayCharacters(source: Source = process.env): { name: string; what: string }[] {
  return SETTING_NAMES.flatMap((name) => {
    const value = source[name] ?? "";
    if (/[\r\n]/.test(value)) return [{ name, what: "a line break in it" }];
    if (value !== value.trim()) return [{ name, what: "a space at its end" }];
    return /^(["']).*\1$/.test(value) ? [{ name, what: "quotes around it" }] : [];
  });
}

/**
 * Half of what Stripe allows a live account in a second, 100 calls and 25 of one kind, and three fifths of a sandbox's 25: docs.stripe.com/rate-limits.
 * The rest is for shoppers. The local Stripe has no limits.
 */
function backgroundRates(value: {
  STRIPE_SECRET_KEY: string;
  STRIPE_API_BASE?: string | undefined;
  STRIPE_BACKGROUND_RATE?: number | undefined;
  STRIPE_BACKGROUND_CALL_RATE?: number | undefined;
}) {
  const inAll = value.STRIPE_API_BASE ? 1000 : isLiveKey(value.STRIPE_SECRET_KEY) ? 50 : 15;
  const ofOneKind = value.STRIPE_API_BASE ? 1000 : 12;
  return {
    STRIPE_BACKGROUND_RATE: value.STRIPE_BACKGROUND_RATE ?? inAll,
    STRIPE_BACKGROUND_CALL_RATE: value.STRIPE_BACKGROUND_CALL_RATE ?? ofOneKind,
  };
}

export type Env = z.output<typeof schema>;
export type EnvName = keyof Env;

/** Names every variable that is missing or wrong, and never prints a value. */
export class EnvError extends Error {
  override name = "EnvError";
}

type Source = Record<string, string | undefined>;

function filled(source: Source): Source {
  const STORE_URL = storeUrl(source);
  return Object.fromEntries(Object.entries({ ...source, STORE_URL }).filter(([, value]) => value));
}

/** `message` is `is missing` or `must …`, never the value. */
export type EnvProblem = { name: string; message: string };

type Read = { ok: true; env: Env } | { ok: false; problems: EnvProblem[] };

function readEnv(source: Source): Read {
  const given = filled(source);
  const result = schema.safeParse(given);
  if (result.success) return { ok: true, env: result.data };
  const problems = result.error.issues.map((issue) => {
    const name = issue.path.join(".");
    const isMissing = given[name] === undefined && issue.code !== "custom";
    return { name, message: isMissing ? "is missing" : issue.message };
  });
  return { ok: false, problems: [...problems, ...missingBesides(given, problems)] };
}

/** The missing variables that others require, which zod does not report while others are wrong. */
function missingBesides(given: Source, problems: readonly EnvProblem[]): EnvProblem[] {
  const wrong = new Set(problems.map(({ name }) => name));
  const rest = Object.entries(given).filter(([name]) => !wrong.has(name));
  const { SMTP_URL: _, ...others } = standIns(given);
  const result = schema.safeParse({ ...others, ...Object.fromEntries(rest) });
  const found = (result.error?.issues ?? []).map(({ path, message }) => ({ name: path.join("."), message }));
  return found.filter(({ name }) => given[name] === undefined && !wrong.has(name));
}

export function envProblems(source: Source = process.env): EnvProblem[] {
  const read = readEnv(source);
  return read.ok ? [] : read.problems;
}

export function parseEnv(source: Source): Env {
  const read = readEnv(source);
  if (read.ok) return read.env;
  const lines = read.problems.map(({ name, message }) => `  ${name} ${message}`);
  throw new EnvError(
    `The store is not configured:\n${lines.join("\n")}\nSee .env.local.example; "npm run dev" needs none of it.`,
  );
}

export const isDevelopment = process.env.NODE_ENV === "development";
export const isProduction = process.env.NODE_ENV === "production";

/** Reads the variables of this process again; a command needs some of them only. */
let readAgain = (laid: Source): Env => parseEnv({ ...process.env, ...laid });

/** Nothing is kept from before `readAgain` was another. */
let kept = newKept();

function newKept() {
  return keptUntilChanged(({ variables }) => {
    try {
      return readAgain(variables);
    } catch (error) {
      // Set in the desk, and no longer possible beside the environment of today: the doctor tells.
      if (error instanceof EnvError && Object.keys(variables).length > 0) return readAgain({});
      throw error;
    }
  });
}

/**
 * The variables of this process, with what staff have set in the desk in their place.
 * @throws EnvError on first use
 */
export const env = (): Env => kept();

/** What is wrong when these stand in place of the variables of this process. */
export const problemsWith = (laid: Source): EnvProblem[] => envProblems({ ...process.env, ...laid });

/** What a variable of this process says, before it is read; undefined when it is not set. */
export const rawVariable = (name: EnvName): string | undefined => process.env[name] || undefined;

/** The variables of this process, without what was set in the desk. */
export const envOfProcess = (): Env => readAgain({});

function standIns({ STRIPE_SECRET_KEY = "", STRIPE_PUBLISHABLE_KEY = "", MAIL_DIR }: Source): Source {
  const mode = isLiveKey(STRIPE_SECRET_KEY) || isLiveKey(STRIPE_PUBLISHABLE_KEY) ? "live" : "test";
  return {
    DATABASE_URL: "postgres://unused",
    STRIPE_SECRET_KEY: `sk_${mode}_unused`,
    STRIPE_PUBLISHABLE_KEY: `pk_${mode}_unused`,
    STRIPE_WEBHOOK_SECRET: "whsec_unused",
    STORE_URL: "https://unused.invalid",
    CART_SECRET: "unused".repeat(8),
    AUTH_SECRET: "unused".repeat(8),
    CRON_SECRET: "unused".repeat(8),
    ...((mode === "live" || !MAIL_DIR) && { SMTP_URL: "smtp://unused.invalid" }),
  };
}

/**
 * Prepares a command that needs only some variables: the others may be missing, and fail when they are read.
 * @throws EnvError
 */
export function limitEnv(needed: readonly EnvName[], source: Source = process.env): void {
  const given = filled(source);
  const unused = Object.entries(standIns(given)).filter(([name]) => given[name] === undefined);
  const allowed = unused.filter(([name]) => !needed.some((one) => one === name));
  readAgain = (laid) => {
    const limited = parseEnv({ ...Object.fromEntries(allowed), ...given, ...laid });
    for (const [name] of allowed) {
      const get = () => {
        throw new EnvError(`${name} is missing: this command needs it (see .env.local.example)`);
      };
      Object.defineProperty(limited, name, { get, configurable: true });
    }
    return limited;
  };
  kept = newKept();
  env();
}

export function serverPort(): number {
  return Number(process.env.PORT ?? 3000);
}
