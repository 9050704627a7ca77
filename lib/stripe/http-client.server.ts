import "server-only";
import Stripe from "stripe";
import { storableJson } from "@/lib/base/storable-text";

/** The inbox looks at its events itself: it tells a person of those that it had to change. */
const EVENTS = "/v1/events";

/**
 * Node's client of the SDK, whose answers hold only text that PostgreSQL keeps: what a shopper or other software wrote
 * into a name must not keep an order from being settled.
 */
export function storableHttpClient(): InstanceType<typeof Stripe.HttpClient> {
  const client = Stripe.createNodeHttpClient();
  return {
    getClientName: () => client.getClientName(),
    makeRequest: async (...args) => {
      const response = await client.makeRequest(...args);
      if (args[2].startsWith(EVENTS)) return response;
      const readJson = response.toJSON.bind(response);
      return Object.assign(response, { toJSON: async () => storableJson(await readJson()).value });
    },
  };
}
