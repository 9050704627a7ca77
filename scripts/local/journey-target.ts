import { parseArgs } from "node:util";
import { isLiveKey } from "@/lib/base/live-key";

/** What the journeys are tried on: stores of their own with the local Stripe or with Stripe's test mode, or a store that runs somewhere. */
export type JourneyTarget =
  | { kind: "local" }
  | { kind: "stripe"; variables: Record<string, string>; hearsEvents: boolean; port: number }
  | { kind: "deployment"; url: string; readOnly: boolean; email: string; stripe: TestAccount | null };

/** What refunds are made with. `api`: null for Stripe's own address. */
export type TestAccount = { key: string; api: string | null };

type Given = { target?: string | undefined; readOnly?: boolean | undefined; email?: string | undefined };

/** Of a test account, in full: a key of another form is not tried. */
const FORMS = {
  STRIPE_SECRET_KEY: /^(sk|rk)_test_\w+$/,
  STRIPE_PUBLISHABLE_KEY: /^pk_test_\w+$/,
} as const;
/** The addresses name another Stripe, such as a local one that stands for a test account. */
const MORE = ["STRIPE_WEBHOOK_SECRET", "STRIPE_API_BASE", "STRIPE_JS_URL"];
const STORE_PORT = 3000;

/** Takes what is the target's out of a command's arguments. @throws Error that says what is wrong with it */
export function targetFrom(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): { target: JourneyTarget; rest: string[] } {
  const OWN = {
    target: { type: "string" },
    "read-only": { type: "boolean" },
    email: { type: "string" },
  } as const;
  const { tokens } = parseArgs({ args: [...args], options: OWN, strict: false, tokens: true });
  const taken = new Set<number>();
  const given = new Map<string, string | undefined>();
  for (const token of tokens) {
    if (token.kind !== "option" || !Object.hasOwn(OWN, token.name)) continue;
    given.set(token.name, token.value);
    taken.add(token.index);
    if (token.value !== undefined && !token.inlineValue) taken.add(token.index + 1);
  }
  const target = journeyTarget(
    {
      target: given.has("target") ? (given.get("target") ?? "") : undefined,
      readOnly: given.has("read-only"),
      email: given.has("email") ? (given.get("email") ?? "") : undefined,
    },
    env,
  );
  return { target, rest: args.filter((_, index) => !taken.has(index)) };
}

/** @throws Error that says what is wrong: with the words, or with the keys of the environment. No live key gets past this. */
function journeyTarget(
  { target = "local", readOnly = false, email }: Given,
  env: NodeJS.ProcessEnv,
): JourneyTarget {
  const isAddress = /^https?:\/\//.test(target);
  if (!isAddress && readOnly) throw new Error("--read-only belongs to --target with the address of a store.");
  if (!isAddress && email !== undefined)
    throw new Error("--email belongs to --target with the address of a store.");
  if (isAddress) return deployment(target, { readOnly, email }, env);
  if (target === "local") return { kind: "local" };
  if (target !== "stripe")
    throw new Error(`--target is local, stripe or the address of a store, not "${target}".`);
  testKey("STRIPE_SECRET_KEY", env);
  testKey("STRIPE_PUBLISHABLE_KEY", env);
  const names = [...Object.keys(FORMS), ...MORE];
  const variables = Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
  const port = Number(env.PORT || STORE_PORT);
  return { kind: "stripe", variables, hearsEvents: Boolean(env.STRIPE_WEBHOOK_SECRET), port };
}

function deployment(
  target: string,
  { readOnly, email = "journeys@example.com" }: Omit<Given, "target">,
  env: NodeJS.ProcessEnv,
): JourneyTarget {
  if (!URL.canParse(target)) throw new Error(`--target: "${target}" is no address.`);
  const { origin, pathname, search, username } = new URL(target);
  if (pathname !== "/" || search || username)
    throw new Error(`--target takes the address of a store without a path or a name: ${origin}`);
  if (!/^[^@\s]+@[^@\s]+$/.test(email)) throw new Error(`--email: "${email}" is no e-mail address.`);
  // Nothing is paid that would have to be given back.
  const key = readOnly || !env.STRIPE_SECRET_KEY ? null : testKey("STRIPE_SECRET_KEY", env);
  const stripe = key === null ? null : { key, api: env.STRIPE_API_BASE || null };
  return { kind: "deployment", url: origin, readOnly: readOnly ?? false, email, stripe };
}

function testKey(name: keyof typeof FORMS, env: NodeJS.ProcessEnv): string {
  const value = env[name];
  if (!value) throw new Error(`${name} of a test account has to be in the environment.`);
  if (isLiveKey(value)) throw new Error(`${name} is a live key, and the journeys pay. Use a test account.`);
  if (!FORMS[name].test(value)) throw new Error(`${name} is no key of a test account.`);
  return value;
}
