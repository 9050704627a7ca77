import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import type Stripe from "stripe";
import { inSpan } from "@/lib/telemetry/tell.server";

export type Answer = Awaited<ReturnType<InstanceType<typeof Stripe.HttpClient>["makeRequest"]>>;

type Sent = { asked: string; tries: number };

/** What the SDK sends in this chain of steps. It sends a second try from the first one's failure. */
const under = new AsyncLocalStorage<Sent>();

/**
 * Counts the tries of a call. Must be called before anything is awaited, in the SDK's own step.
 * @param asked method and whole path
 * @returns how often the SDK has sent it before
 */
export function countTry(asked: string): number {
  const before = under.getStore();
  const tries = before?.asked === asked ? before.tries : 0;
  under.enterWith({ asked, tries: tries + 1 });
  return tries;
}

type Try = { method: string; call: string; resent: number };

/**
 * Makes one try of a call a span, as OpenTelemetry's conventions for HTTP have it.
 * `call` is method and path without ids, as `callName` gives it; `resent` how often it was sent before.
 */
export function inCallSpan({ method, call, resent }: Try, send: () => Promise<Answer>): Promise<Answer> {
  const template = call.slice(method.length + 1).replaceAll(":id", "{id}");
  const fields = {
    "http.request.method": method,
    "url.template": template,
    ...(resent > 0 && { "http.request.resend_count": resent }),
  };
  return inSpan({ name: `${method} ${template}`, kind: "client", fields }, async (tell) => {
    const answer = await send();
    const status = answer.getStatusCode();
    const requestId = answer.getHeaders()["request-id"];
    tell({
      "http.response.status_code": status,
      ...(requestId !== undefined && { "stripe.request_id": String(requestId) }),
      ...(status >= 400 && { "error.type": String(status) }),
    });
    return answer;
  });
}
