import type { IncomingHttpHeaders } from "node:http";
import { ApiError, type ErrorFields } from "./errors";

export type KeyKind = "secret" | "publishable";

const HINT = "The local Stripe takes only its own test keys: sk_test_local_… and pk_test_local_….";

/** Finds the key in a Bearer or Basic authorization, or the `key` parameter. */
export function authenticate(headers: IncomingHttpHeaders, keyParameter: string | undefined): KeyKind {
  const key = fromHeader(headers.authorization) ?? keyParameter;
  if (!key) throw unauthorized(`You did not provide an API key. ${HINT}`);
  if (/^sk_test_local_\w+$/.test(key)) return "secret";
  if (/^pk_test_local_\w+$/.test(key)) return "publishable";
  throw unauthorized(`Invalid API Key provided: ${masked(key)}. ${HINT}`);
}

function fromHeader(header: string | undefined): string | undefined {
  const [scheme, value] = header?.split(" ") ?? [];
  if (!scheme || !value) return undefined;
  if (scheme.toLowerCase() === "bearer") return value;
  if (scheme.toLowerCase() === "basic") return Buffer.from(value, "base64").toString("utf8").split(":")[0];
  return undefined;
}

function unauthorized(message: string): ApiError {
  const fields: ErrorFields = { type: "invalid_request_error", message };
  return new ApiError(401, fields);
}

function masked(key: string): string {
  return key.length <= 12 ? "*".repeat(key.length) : `${key.slice(0, 8)}${"*".repeat(8)}${key.slice(-4)}`;
}
