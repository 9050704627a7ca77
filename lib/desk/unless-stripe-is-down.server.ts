import "server-only";
import { stripeFailure } from "@/lib/stripe/failure";

/** What `ask` gives; null when Stripe can't be reached. */
export async function unlessStripeIsDown<Result>(ask: () => Promise<Result>): Promise<Result | null> {
  try {
    return await ask();
  } catch (error) {
    if (stripeFailure(error).kind !== "unavailable") throw error;
    return null;
  }
}
