import { test } from "@playwright/test";
import { z } from "zod";

const name = z.string().min(1);

const one = z.object({
  store: name,
  /** The local Stripe's address; null when the journeys are tried on Stripe itself. */
  stripe: name.nullable(),
  stripeKey: name,
  /** Where Stripe's API is, the local one or Stripe's own. */
  stripeApi: name,
  database: name,
  cartSecret: name,
  cronSecret: name,
  webhookSecret: name,
  /** The folder that e-mails are written to. */
  mail: name,
  /** The folder of what all workers have found accessible. */
  accessible: name,
  /** The folder of the one build, which no store runs on, and so holds no page that one has kept. */
  build: name,
  /** The folder of the build that the worker's store runs on; others may stand beside it, under its name and more. */
  dist: name,
  /** What the launcher gave the store's process. */
  storeVariables: z.record(z.string(), z.string()),
});

export type Surroundings = z.infer<typeof one>;

/** `run`: what sets one run's addresses apart from another's. */
const deployment = one.pick({ store: true, accessible: true }).extend({ run: name });

export type Deployment = z.infer<typeof deployment>;

/** The part that is known of a store that runs somewhere too. */
export function storeAtHand(): Deployment {
  const { JOURNEYS_DEPLOYMENT: given } = process.env;
  return given ? deployment.parse(JSON.parse(given)) : { ...surroundings(), run: "local" };
}

let own: Surroundings | undefined;

/** What the global setup started for this worker, and for no other. */
export function surroundings(): Surroundings {
  own ??= find();
  return own;
}

function find(): Surroundings {
  const { JOURNEYS_SURROUNDINGS: all, TEST_PARALLEL_INDEX: index } = process.env;
  const found = all && z.array(one).parse(JSON.parse(all))[Number(index)];
  if (!found)
    throw new Error('no store is running for this worker: start the journeys by "npm run test:journeys"');
  return found;
}

/** The address of the worker's local Stripe. On Stripe itself the journey that asks for it is left out. */
export function localStripeUrl(): string {
  const { stripe } = surroundings();
  test.skip(stripe === null, "needs the local Stripe: what its pages send, sent without a page");
  return stripe ?? "";
}
