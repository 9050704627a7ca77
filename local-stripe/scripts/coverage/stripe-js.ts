import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import Stripe from "stripe";
import { EmptyElement } from "../../src/merchant-page/element-host/empty-element";
import { InstalledTypes } from "../sdk-types";

type State = "works" | "shows nothing" | "throws" | "its type answers 501" | "missing";

/** A member of the types of @stripe/stripe-js. */
export interface Member {
  name: string;
  state: State;
}

export interface MadeElement extends Member {
  /** Methods that its type has and it has not. */
  missing: string[];
}

export interface StripeJs {
  stripe: Member[];
  elements: Member[];
  made: MadeElement[];
  checkout: Member[];
  actions: Member[];
}

type Methods = Record<string, ((...given: unknown[]) => unknown) | undefined>;

const TYPES = createRequire(import.meta.url)
  .resolve("@stripe/stripe-js")
  .replace(/(@stripe\/stripe-js\/).*$/, "$1dist/stripe-js/");
const typesOf = (file: string) => readFileSync(`${TYPES}${file}.d.ts`, "utf8");
const DEFERRED = { mode: "payment", amount: 1000, currency: "eur" };

/** Calls every method of Stripe.js's types, in this process, on a page that is not there. It leaves the page's globals behind. */
export async function tryStripeJs(url: string): Promise<StripeJs> {
  const make = await loadStripeJs(url);
  const types = new InstalledTypes();
  const membersOf = (file: string, name: string) => [...new Set(types.members(`${TYPES}${file}.d.ts`, name))];
  try {
    const stripe = make("pk_test_coverage");
    const group = stripe.elements?.(DEFERRED) as Methods;
    const checkout = stripe.initCheckoutElementsSdk?.({ clientSecret: sessionSecret(url) }) as Methods;
    const loaded = (await checkout.loadActions?.()) as { actions?: Methods };
    const { actions = {} } = loaded;
    const named = (all: string[], there: Methods) =>
      all.map((name) => ({ name, state: presence(there, name) }));
    return {
      stripe: await Promise.all(
        membersOf("stripe", "Stripe").map((name) => calledOrAsked(stripe, name, url)),
      ),
      elements: named(membersOf("elements-group", "StripeElements"), group),
      made: elementTypes().map(([type, name]) => {
        const fresh = stripe.elements?.(DEFERRED) as Methods;
        return madeElement(fresh, type, membersOf("elements/index", name));
      }),
      checkout: await Promise.all(
        membersOf("checkout", "StripeCheckoutElementsSdk").map((name) =>
          name.startsWith("create") ? called(checkout, name) : { name, state: presence(checkout, name) },
        ),
      ),
      actions: await Promise.all(
        membersOf("checkout", "StripeCheckoutLoadActionsSuccess").map((name) => called(actions, name)),
      ),
    };
  } finally {
    types.close();
  }
}

/** What a page finds as `window.Stripe`. */
async function loadStripeJs(url: string): Promise<(key: string) => Methods> {
  const page = {
    location: { href: `${url}/`, origin: url },
    navigator: { userAgent: "coverage", languages: ["en"] },
    addEventListener: () => {},
    removeEventListener: () => {},
  };
  const globals = {
    window: page,
    navigator: page.navigator,
    document: { currentScript: null },
    HTMLScriptElement: class {},
    HTMLElement: class {},
  };
  for (const [name, value] of Object.entries(globals))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  await import("../../src/merchant-page/stripe");
  return Reflect.get(page, "Stripe");
}

async function sessionSecret(url: string): Promise<string | null> {
  const { hostname: host, port } = new URL(url);
  const stripe = new Stripe("sk_test_coverage", { host, port, protocol: "http", telemetry: false });
  const { client_secret: secret } = await stripe.checkout.sessions.create({
    mode: "payment",
    ui_mode: "elements",
    return_url: "http://localhost/paid",
    line_items: [
      { quantity: 1, price_data: { currency: "eur", unit_amount: 1000, product_data: { name: "Mug" } } },
    ],
  });
  return secret;
}

/** What `elements.create` takes, each with the type that it makes. */
const elementTypes = (): [type: string, made: string][] =>
  Array.from(
    typesOf("elements-group").matchAll(/\n {2}create\(\s+elementType: '(\w+)',[^;]*?\): (\w+);/g),
    ([, type = "", made = ""]) => [type, made],
  );

/** What confirms one way to pay works as far as the API has that way. */
async function calledOrAsked(stripe: Methods, name: string, url: string): Promise<Member> {
  const member = await called(stripe, name);
  const { CONFIRM_BY_TYPE } = await import("../../src/merchant-page/members");
  const byType = CONFIRM_BY_TYPE.find((call) => call.name === name);
  if (!byType || member.state !== "works") return member;
  const { status } = await fetch(`${url}/v1/payment_methods`, {
    method: "POST",
    headers: { authorization: "Bearer sk_test_coverage" },
    body: new URLSearchParams({ type: byType.type }),
  });
  return status === 501 ? { name, state: "its type answers 501" } : member;
}

/** Called with nothing it works, misses what it needs, or says that it is not modelled. */
async function called(on: Methods, name: string): Promise<Member> {
  if (presence(on, name) === "missing") return { name, state: "missing" };
  try {
    const answer: unknown = await on[name]?.();
    if (isNotModelled(JSON.stringify(answer))) return { name, state: "throws" };
    return { name, state: answer instanceof EmptyElement ? "shows nothing" : "works" };
  } catch (error) {
    return { name, state: isNotModelled(error) ? "throws" : "works" };
  }
}

function madeElement(group: Methods, type: string, members: string[]): MadeElement {
  try {
    const made = group.create?.(type, type === "address" ? { mode: "billing" } : {}) as Methods;
    const missing = members.filter((name) => presence(made, name) === "missing");
    return { name: type, state: made instanceof EmptyElement ? "shows nothing" : "works", missing };
  } catch (error) {
    if (!isNotModelled(error)) throw error;
    return { name: type, state: "throws", missing: [] };
  }
}

const isNotModelled = (error: unknown): boolean => /does not (model|offer)/.test(String(error));

const presence = (on: Methods, name: string): State => (typeof on[name] === "function" ? "works" : "missing");
