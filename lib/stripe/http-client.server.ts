import "server-only";
import Stripe from "stripe";
import { storableJson } from "@/lib/base/storable-text";

/** Events are not cleaned here, because the inbox reports those whose text it changed. */
const EVENTS = "/v1/events";

/** The SDK's HTTP client, whose answers are cleaned of text that PostgreSQL refuses: a name must not keep an order from being settled. */
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
