import { createLocalStripe } from "../../src/index";
import { startBarriers } from "./barriers";
import { WORKERS } from "./worker-count";

/** One local Stripe for all, and places where they wait for each other. */
export default async function setup(): Promise<() => Promise<void>> {
  const local = await createLocalStripe();
  const barriers = await startBarriers(WORKERS);
  process.env.LOCAL_STRIPE_URL = local.url;
  process.env.BARRIERS_URL = barriers.url;
  return async () => {
    await barriers.close();
    await local.close();
  };
}
