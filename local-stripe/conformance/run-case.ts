import { isRecord, unmet, withoutPersons } from "./answers";
import type { BrowserStep, Case, RequestStep } from "./case";

/** A Stripe that cases are run against. */
export interface Target {
  name: string;
  api: string;
  /** The script of Stripe.js. */
  script: string;
  secretKey: string;
  publishableKey: string;
  /** The address of its control, if it is a local Stripe whose clock may be moved. */
  control?: string;
  /** Fills a Payment Element in; without it, cases with a browser are left out. */
  pay?: (target: Target, step: BrowserStep["browser"]) => Promise<unknown>;
}

export interface Answer {
  step: string;
  status: number;
  body: unknown;
}

export interface Result {
  name: string;
  /** Why it was not run. */
  leftOut?: string;
  /** What was expected and not so. */
  faults: string[];
  answers: Answer[];
}

const LONGEST_WAIT = 120;
const VERSION = "2026-10-28.endive";

export async function runCase(target: Target, one: Case, made: Made[]): Promise<Result> {
  const result: Result = { name: one.name, faults: [], answers: [] };
  const known: Record<string, unknown> = { run: { id: Math.random().toString(36).slice(2, 10) } };
  const left = leftOut(target, one);
  if (left) return { ...result, leftOut: left };
  for (const step of one.steps) {
    const title = "browser" in step ? "browser" : step.request;
    const answer =
      "browser" in step ? await browse(target, step, known) : await ask(target, step, known, made);
    if (step.as) known[step.as] = answer.body;
    result.answers.push({ step: title, status: answer.status, body: withoutPersons(answer.body) });
    const wanted = "browser" in step ? 0 : step.status;
    if (answer.status !== wanted) result.faults.push(`${title}: status ${answer.status}, not ${wanted}`);
    result.faults.push(...unmet(step.expect ?? {}, answer.body).map((fault) => `${title}: ${fault}`));
    // What follows stands on this answer.
    if (result.faults.length > 0) break;
  }
  return result;
}

function leftOut(target: Target, { steps }: Case): string | undefined {
  if (!target.pay && steps.some((step) => "browser" in step)) return "needs a browser";
  const waits = steps.map((step) => ("after" in step ? (step.after ?? 0) : 0));
  if (!target.control && Math.max(...waits) > LONGEST_WAIT) return "needs a clock that can be moved";
  return undefined;
}

async function browse(target: Target, step: BrowserStep, known: Record<string, unknown>) {
  const clientSecret = filled(step.browser.clientSecret, known);
  const body = await target.pay?.(target, { ...step.browser, clientSecret: String(clientSecret) });
  return { status: 0, body };
}

/** A call that made something, to be cleaned up: `/v1/customers/cus_…`. */
export interface Made {
  path: string;
}

async function ask(target: Target, step: RequestStep, known: Record<string, unknown>, made: Made[]) {
  if (step.after && target.control) {
    await fetch(`${target.control}/clock`, {
      method: "POST",
      body: JSON.stringify({ advance_seconds: step.after }),
    });
  }
  const until = Date.now() + (step.after && !target.control ? step.after * 1_000 : 0);
  for (;;) {
    const answer = await call(target, step, known);
    if (Date.now() >= until || unmet(step.expect ?? {}, answer.body).length === 0) {
      const path = filled(step.request.split(" ")[1] ?? "", known);
      if (step.request.startsWith("POST") && isRecord(answer.body) && typeof answer.body.id === "string") {
        made.push({ path: `${String(path).split("/").slice(0, 4).join("/")}/${answer.body.id}` });
      }
      return answer;
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

async function call(target: Target, step: RequestStep, known: Record<string, unknown>) {
  const [method = "GET", path = ""] = step.request.split(" ");
  const body = filled(step.body ?? {}, known);
  const form = new URLSearchParams(formOf(body)).toString();
  const url = `${target.api}${filled(path, known)}${method === "GET" && form ? `?${form}` : ""}`;
  const answer = await fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${step.key === "publishable" ? target.publishableKey : target.secretKey}`,
      "stripe-version": step.version ?? VERSION,
      ...(method === "POST" && {
        "content-type": step.json ? "application/json" : "application/x-www-form-urlencoded",
      }),
      ...Object.fromEntries(
        Object.entries(step.headers ?? {}).map(([name, value]) => [name, String(filled(value, known))]),
      ),
    },
    ...(method === "POST" && { body: step.json ? JSON.stringify(body) : form }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text.startsWith("{") ? JSON.parse(text) : text };
}

/** `{customer.id}` anywhere in a value becomes what an earlier answer said. */
function filled(value: unknown, known: Record<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((item) => filled(item, known));
  if (isRecord(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, known)]));
  }
  if (typeof value !== "string") return value;
  return value.replace(/\{(\w+(?:\.\w+)+)\}/g, (_, path: string) => {
    let found: unknown = known;
    for (const part of path.split(".")) {
      found = Array.isArray(found) ? found[Number(part)] : isRecord(found) ? found[part] : undefined;
    }
    return String(found);
  });
}

/** `a[b][0]=c`, as the SDKs write it. */
function formOf(value: unknown, name = ""): [string, string][] {
  if (Array.isArray(value)) return value.flatMap((item, at) => formOf(item, `${name}[${at}]`));
  if (isRecord(value)) {
    return Object.entries(value).flatMap(([key, item]) => formOf(item, name ? `${name}[${key}]` : key));
  }
  return [[name, String(value)]];
}

/** Takes back what Stripe lets one take back. @returns how many objects that were, and how many stay. */
export async function cleanUp(
  target: Target,
  made: readonly Made[],
): Promise<{ gone: number; stays: number }> {
  let gone = 0;
  for (const { path } of [...made].reverse()) {
    const way = WAYS.find(([form]) => form.test(path));
    if (!way) continue;
    const [, method, rest, body] = way;
    const answer = await call(target, { request: `${method} ${path}${rest}`, body, status: 200 }, {});
    if (answer.status === 200) gone += 1;
  }
  return { gone, stays: made.length - gone };
}

const WAYS: readonly [RegExp, string, string, Record<string, unknown>][] = [
  [/^\/v1\/(customers|coupons|webhook_endpoints)\/[^/]+$/, "DELETE", "", {}],
  [/^\/v1\/(products|prices|promotion_codes|shipping_rates)\/[^/]+$/, "POST", "", { active: false }],
  [/^\/v1\/(payment_intents|setup_intents)\/[^/]+$/, "POST", "/cancel", {}],
  [/^\/v1\/checkout\/sessions\/[^/]+$/, "POST", "/expire", {}],
];
