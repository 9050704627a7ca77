import type { IncomingHttpHeaders } from "node:http";
import { type Account, accountId, endingOf } from "../state/account";
import type { Local } from "../state/local";
import type { Worlds } from "../state/worlds";
import { ApiError, type ErrorFields, notModelled } from "./errors";

export type KeyKind = "secret" | "publishable";

const HINT = "The local Stripe takes any test key: sk_test_…, pk_test_… or rk_test_….";

/** Finds the key in a Bearer or Basic authorization, or the `key` parameter. */
export function authenticate(headers: IncomingHttpHeaders, keyParameter: string | undefined): KeyKind {
  const key = keyIn(headers, keyParameter);
  if (!key) throw unauthorized(`You did not provide an API key. ${HINT}`);
  return readKey(key).kind;
}

/**
 * The world that a call's key and its `Stripe-Account` choose; null when it has no key.
 * @throws ApiError 401 for a key that is none of a test, 403 for an account without access
 */
export function worldOfKey(
  worlds: Worlds,
  headers: IncomingHttpHeaders,
  keyParameter?: string | undefined,
): Local | null {
  const key = keyIn(headers, keyParameter);
  if (!key) return null;
  if (headers["stripe-context"] !== undefined) throw notModelled("Stripe-Context; Stripe-Account works");
  const { ending, connected } = readKey(key);
  const named = connected ?? headers["stripe-account"];
  const world = worlds.of({ ending, connected: null });
  return typeof named === "string" ? worldOfAccount(world, named, key) : world;
}

/**
 * The account itself, or one that is connected to it; a connected one sees itself alone.
 * @throws ApiError 403 for one that the key has no access to
 */
export function worldOfAccount(world: Local, id: string, key: string): Local {
  const { account, store, worlds } = world;
  if (id === accountId(account)) return world;
  const isAccount = account.connected === null && /^acct_\w+$/.test(id);
  if (!isAccount || store.settings.refusedAccounts.includes(id)) {
    throw new ApiError(403, {
      type: "invalid_request_error",
      code: "account_invalid",
      message: `The provided key '${masked(key)}' does not have access to account '${id}' (or that account does not exist). Application access may have been revoked.`,
    });
  }
  return worlds.of({ ...account, connected: id });
}

/** Stripe.js puts a connected account behind its key. */
const KEY = /^(sk|pk|rk)_test_([\w-]+)(?:\/(.+))?$/;

/** Restricted keys may do all that secret ones do. */
function readKey(key: string): Account & { kind: KeyKind } {
  const [, kind, behind = "", connected] = KEY.exec(key) ?? [];
  if (/^(sk|pk|rk)_live_/.test(key)) {
    throw unauthorized(
      `This is a live key: ${masked(key)}. It was not used and is not kept. The local Stripe takes test keys only, so that a test never holds a key that moves money.`,
    );
  }
  if (!kind || (connected !== undefined && kind !== "pk"))
    throw unauthorized(`Invalid API Key provided: ${masked(key)}. ${HINT}`);
  return {
    kind: kind === "pk" ? "publishable" : "secret",
    ending: endingOf(behind),
    connected: connected ?? null,
  };
}

function keyIn(headers: IncomingHttpHeaders, keyParameter: string | undefined): string | undefined {
  return fromHeader(headers.authorization) ?? keyParameter;
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
