import type { BrowserStep, RequestStep } from "./case";
import { filled, formOf } from "./fill";

/** A Stripe that cases are run against. */
export interface Target {
  name: string;
  api: string;
  /** Where files are uploaded to. */
  files: string;
  /** The script of Stripe.js. */
  script: string;
  /** The keys of a case. At the local Stripe each case has an account of its own. */
  keysFor: (run: string) => Keys;
  /** The address of its control, if it is a local Stripe whose clock may be moved. */
  control?: string;
  /** What a shopper does in a browser; without it, such cases are left out. */
  browse?: (page: { script: string; key: string }, step: BrowserStep["browser"]) => Promise<unknown>;
}

export interface Keys {
  secret: string;
  publishable: string;
}

const VERSION = "2026-10-28.endive";
const TRIES = 5;

/** @returns the answer's status and body. Stripe's own limits and locks are waited out. */
export async function call(
  target: Target,
  keys: Keys,
  step: RequestStep,
  known: Record<string, unknown>,
): Promise<{ status: number; body: unknown }> {
  for (let tries = 1; ; tries += 1) {
    const { url, init } = requestOf(target, keys, step, known);
    const answer = await fetch(url, init);
    const text = await answer.text();
    const isBusy = answer.status === 429 || (answer.status === 409 && step.status !== 409);
    if (!isBusy || tries === TRIES) {
      return { status: answer.status, body: text.startsWith("{") ? JSON.parse(text) : text };
    }
    await new Promise((resolve) => setTimeout(resolve, tries * 1_000));
  }
}

function requestOf(target: Target, keys: Keys, step: RequestStep, known: Record<string, unknown>) {
  const [method = "GET", path = ""] = step.request.split(" ");
  const pairs = formOf(filled(step.body ?? {}, known));
  const query = method === "GET" && pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : "";
  const headers: Record<string, string> = {
    authorization: `Bearer ${step.key === "publishable" ? keys.publishable : keys.secret}`,
    "stripe-version": step.version ?? VERSION,
    ...Object.fromEntries(
      Object.entries(step.headers ?? {}).map(([name, value]) => [name, String(filled(value, known))]),
    ),
  };
  const url = `${step.file ? target.files : target.api}${filled(path, known)}${query}`;
  if (method !== "POST") return { url, init: { method, headers } };
  if (step.file) {
    const form = new FormData();
    for (const [name, value] of pairs) form.append(name, value);
    const { name, type, content } = step.file;
    form.append("file", new Blob([content], { type }), name);
    return { url, init: { method, headers, body: form } };
  }
  headers["content-type"] = step.json ? "application/json" : "application/x-www-form-urlencoded";
  const body = step.json ? JSON.stringify(filled(step.body ?? {}, known)) : `${new URLSearchParams(pairs)}`;
  return { url, init: { method, headers, body } };
}
