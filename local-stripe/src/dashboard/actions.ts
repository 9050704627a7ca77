import { chooseWorld } from "../http/choose-world";
import { isLocalHost } from "../http/own-host";
import type { Context, Reply, Router } from "../http/router";
import { keyOf } from "../state/account";

/** The same call that a test would make by HTTP. */
export interface InnerCall {
  method: "POST" | "DELETE";
  path: string;
  json?: object;
  form?: Record<string, string>;
}

/** Null when it worked, or the problem. */
export async function run(router: Router, context: Context, call: InnerCall): Promise<string | null> {
  const found = router.match(call.method, call.path);
  if (!found) return `This local Stripe has no ${call.method} ${call.path}.`;
  const body = call.form ? new URLSearchParams(call.form).toString() : JSON.stringify(call.json ?? {});
  const { account } = chooseWorld(context);
  const reply = await found.handler({
    ...context,
    method: call.method,
    path: call.path,
    params: found.params,
    query: new URLSearchParams(),
    headers: {
      ...(context.headers.host && { host: context.headers.host }),
      authorization: `Bearer ${keyOf(account)}`,
      ...(account.connected && { "stripe-account": account.connected }),
      "content-type": call.form ? "application/x-www-form-urlencoded" : "application/json",
    },
    body: Buffer.from(body),
  });
  return reply.status < 400 ? null : problemIn(reply);
}

function problemIn(reply: Reply): string {
  const text = typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body ?? "");
  return /"message":\s*"((?:[^"\\]|\\.)*)"/.exec(text)?.[1] ?? `The call was answered with ${reply.status}.`;
}

/** Only the dashboard's own pages may press its buttons. */
export function isSameOrigin({ headers, local }: Context): boolean {
  const { origin, host } = headers;
  if (typeof origin !== "string" || !host || !URL.canParse(origin)) return false;
  const site = headers["sec-fetch-site"];
  if (!isLocalHost(host, local.baseUrl)) return false;
  return new URL(origin).host === host && (site === undefined || site === "same-origin");
}
