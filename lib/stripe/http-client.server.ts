import "server-only";
import Stripe from "stripe";
import { storableJson } from "@/lib/base/storable-text";
import { telemetry } from "@/lib/telemetry/tell.server";
import { backgroundPace, callName } from "./background.server";
import { countTry, inCallSpan } from "./call-span.server";

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
      const reason = response.getStatusCode() === 429 ? response.getHeaders()[REASON] : undefined;
      if (reason) await pace?.slowDown(call, String(reason));
      const readJson = response.toJSON.bind(response);
      return Object.assign(response, { toJSON: async () => storableJson(await readJson()).value });
    },
  };
}
