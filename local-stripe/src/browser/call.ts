import { isRecord } from "./is-record";
import { type PaymentError, parsePaymentError } from "./payment-error";

export type Answer<T> = { ok: true; value: T } | { ok: false; error: PaymentError };

/** Calls the API. Failures, and a lost connection, are returned as values. */
export async function call<T>(url: string, init: RequestInit = {}): Promise<Answer<T>> {
  try {
    const response = await fetch(url, init);
    const body: unknown = await response.json();
    if (response.ok) return { ok: true, value: body as T };
    return { ok: false, error: isRecord(body) && isRecord(body.error) ? parsePaymentError(body.error) : {} };
  } catch {
    return {
      ok: false,
      error: { type: "api_connection_error", message: "The local Stripe did not answer." },
    };
  }
}

/** Posts JSON with a publishable key. Null, undefined and empty text are left out: the API refuses them. */
export function post<T>(key: string, url: string, body: object): Promise<Answer<T>> {
  return call<T>(url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    body: JSON.stringify(body, withoutBlanks),
  });
}

/** An empty promotion code takes the code away, so it is sent. */
function withoutBlanks(key: string, value: unknown): unknown {
  return value === null || (value === "" && key !== "promotion_code") ? undefined : value;
}
