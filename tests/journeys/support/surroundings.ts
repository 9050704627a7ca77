import { z } from "zod";

const variables = z.record(z.string(), z.string());

/** What the global setup started, for the workers. */
function given(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the journeys by "npm run test:journeys"`);
  return value;
}

export const surroundings = () => ({
  store: given("JOURNEYS_STORE"),
  stripe: given("JOURNEYS_STRIPE"),
  database: given("JOURNEYS_DATABASE"),
  cartSecret: given("JOURNEYS_CART_SECRET"),
  cronSecret: given("JOURNEYS_CRON_SECRET"),
  webhookSecret: given("JOURNEYS_WEBHOOK_SECRET"),
  mail: given("JOURNEYS_MAIL"),
  /** What the launcher gave the store's process. */
  storeVariables: variables.parse(JSON.parse(given("JOURNEYS_STORE_VARIABLES"))),
});
