import Stripe from "stripe";

/**
 * Retrieves an object; one that Stripe does not have counts as deleted.
 * @throws Stripe's other errors
 */
export async function orDeleted<T extends object>(
  id: string,
  retrieval: Promise<T>,
): Promise<T | { id: string; deleted: true }> {
  try {
    return await retrieval;
  } catch (error) {
    const gone =
      error instanceof Stripe.errors.StripeInvalidRequestError && error.code === "resource_missing";
    if (gone) return { id, deleted: true };
    throw error;
  }
}
