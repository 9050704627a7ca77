import { call, type Keys, type Target } from "./target";

/** An object that a call made: `/v1/customers/cus_…`. */
export interface Made {
  path: string;
  keys: Keys;
}

type Way = { kind: RegExp; method: "POST" | "DELETE"; rest?: string; body?: Record<string, unknown> };

/** How Stripe lets one take something back; what is first goes first. */
const WAYS: readonly Way[] = [
  { kind: /^\/v1\/test_helpers\/test_clocks\//, method: "DELETE" },
  { kind: /^\/v1\/subscription_schedules\//, method: "POST", rest: "/cancel" },
  { kind: /^\/v1\/subscriptions\//, method: "DELETE" },
  // A draft, and what waits for one.
  { kind: /^\/v1\/(invoices|invoiceitems)\//, method: "DELETE" },
  { kind: /^\/v1\/checkout\/sessions\//, method: "POST", rest: "/expire" },
  { kind: /^\/v1\/(payment|setup)_intents\//, method: "POST", rest: "/cancel" },
  { kind: /^\/v1\/payment_links\//, method: "POST", body: { active: false } },
  { kind: /^\/v1\/billing_portal\/configurations\//, method: "POST", body: { active: false } },
  { kind: /^\/v1\/(customers|webhook_endpoints)\//, method: "DELETE" },
  { kind: /^\/v1\/promotion_codes\//, method: "POST", body: { active: false } },
  { kind: /^\/v1\/coupons\//, method: "DELETE" },
  { kind: /^\/v1\/(prices|shipping_rates|products)\//, method: "POST", body: { active: false } },
];

/** Where calls make objects: not what they do with one. */
export const COLLECTION = /^\/v1\/((test_helpers|billing_portal|checkout|tax)\/)?[a-z_]+$/;

/** Kinds that Stripe lets nobody take back, of calls that make something. */
export function staying(requests: readonly string[]): string[] {
  const paths = requests.flatMap((request) => /^POST (.+)$/.exec(request)?.[1] ?? []);
  const kinds = new Set(paths.filter((path) => COLLECTION.test(path)));
  return [...kinds].filter((kind) => !WAYS.some((way) => way.kind.test(`${kind}/x`))).sort();
}

/** Takes back what Stripe lets one take back. @returns a line for each kind: how many were made, and how many of them stay */
export async function cleanUp(target: Target, made: readonly Made[]): Promise<string[]> {
  const counts = new Map<string, { made: number; gone: number }>();
  const countOf = ({ path }: Made) => {
    const kind = path.replace(/^\/v1\//, "").replace(/\/[^/]+$/, "");
    const count = counts.get(kind) ?? { made: 0, gone: 0 };
    counts.set(kind, count);
    return count;
  };
  for (const object of made) countOf(object).made += 1;
  for (const way of WAYS) {
    for (const object of made.filter(({ path }) => way.kind.test(path))) {
      if (await isTakenBack(target, object, way)) countOf(object).gone += 1;
    }
  }
  return [...counts]
    .sort()
    .map(([kind, count]) => `${kind}: ${count.made} made, ${count.made - count.gone} stay`);
}

/** A payment that was made can't be: Stripe refuses, and it stays. */
async function isTakenBack(
  target: Target,
  { path, keys }: Made,
  { method, rest = "", body }: Way,
): Promise<boolean> {
  try {
    const request = `${method} ${path}${rest}`;
    const { status } = await call(target, keys, { request, ...(body && { body }), status: 200 }, {});
    // Its case may have deleted it, or what it belonged to is gone.
    return status === 200 || status === 404;
  } catch {
    return false;
  }
}
