import { accountOf } from "../state/account";
import type { Local } from "../state/local";
import { worldOfKey } from "./auth";
import { ApiError } from "./errors";
import type { Context } from "./router";

/** The cookie with the account that the dashboard shows. */
export const ACCOUNT_COOKIE = "local_stripe_account";

type Asked = Pick<Context, "local" | "headers" | "path" | "query">;

/**
 * The world for a page or a control call: by the key, by `?account=` (a key, or what its ending chooses), by an object in the path, by the dashboard's cookie.
 * Else the first one, of keys `local_…`.
 */
export function chooseWorld(asked: Asked): Local {
  const { worlds } = asked.local;
  return (
    worldOfKey(worlds, asked.headers) ??
    named(asked, asked.query.get("account")) ??
    worldOfPath(asked) ??
    named(asked, cookie(asked.headers.cookie)) ??
    worlds.main
  );
}

/** The world of the first object in a path; undefined when there is none. */
export function worldOfPath({ local, path }: Pick<Context, "local" | "path">): Local | undefined {
  for (const part of path.split("/")) {
    const world = part.includes("_") ? local.worlds.holding(safe(part)) : undefined;
    if (world) return world;
  }
  return undefined;
}

function named({ local, headers }: Asked, account: string | null): Local | undefined {
  if (account === null) return undefined;
  if (/^(sk|pk|rk)_/.test(account)) {
    const key = { ...headers, authorization: `Bearer ${account}` };
    return worldOfKey(local.worlds, key) ?? undefined;
  }
  if (account !== "" && !/^[\w-]*(\/acct_\w+)?$/.test(account)) {
    throw new ApiError(400, {
      type: "invalid_request_error",
      message: `There can't be an account ${account}: name it by one of its keys, or by their ending.`,
    });
  }
  return local.worlds.of(accountOf(account));
}

function cookie(header: string | undefined): string | null {
  const found = (header ?? "").split(/;\s*/).find((part) => part.startsWith(`${ACCOUNT_COOKIE}=`));
  return found === undefined ? null : safe(found.slice(ACCOUNT_COOKIE.length + 1));
}

function safe(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
