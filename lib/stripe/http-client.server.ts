import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import Stripe from "stripe";
import { storableJson } from "@/lib/base/storable-text";
import { telemetry } from "@/lib/telemetry/tell.server";
import { backgroundKind, backgroundPace, callName } from "./background.server";
import { type Answer, countTry, inCallSpan } from "./call-span.server";

/** Says which of Stripe's limits was reached; missing when two requests only met at one object. */
const REASON = "stripe-rate-limited-reason";

/**
 * The SDK's HTTP client. Answers are cleaned of text that PostgreSQL refuses: a name must not keep an order from being settled. Background work
 * waits for its turn before each try.
 */
export function storableHttpClient(): InstanceType<typeof Stripe.HttpClient> {
  const client = Stripe.createNodeHttpClient();
  return {
    getClientName: () => client.getClientName(),
    makeRequest: async (...args) => {
      const [, , path, method] = args;
      const resent = telemetry() ? countTry(`${method} ${path}`) : 0;
      const pace = backgroundPace();
      const call = callName(method, path);
      await pace?.turn(call);
      const send = () => client.makeRequest(...args);
      const response = await (telemetry() ? inCallSpan({ method, call, resent }, send) : send());
      const isRefused = response.getStatusCode() === 429;
      const reason = isRefused ? response.getHeaders()[REASON] : undefined;
      if (reason) await pace?.slowDown(call, String(reason));
      if (isRefused && backgroundKind() === "bulk") await tellToTryAgain(response);
      const readJson = response.toJSON.bind(response);
      return Object.assign(response, { toJSON: async () => storableJson(await readJson()).value });
    },
  };
}

const LONGEST_WAIT_SECONDS = 60;

/** The SDK tries a refused call again only when Stripe says so, and does not read `Retry-After`. */
async function tellToTryAgain(response: Answer): Promise<void> {
  const headers = response.getHeaders();
  const seconds = Number(headers["retry-after"] ?? 0);
  if (seconds > 0) await sleep(Math.min(seconds, LONGEST_WAIT_SECONDS) * 1000);
  response.getHeaders = () => ({ ...headers, "stripe-should-retry": "true" });
}
