/** A mistake in the merchant's own code, as Stripe.js names it. */
export class IntegrationError extends Error {
  override readonly name = "IntegrationError";
}

/** Exists only so that wrappers accept the object. */
export function notModelled(name: string): () => never {
  return () => {
    throw new IntegrationError(
      `The local Stripe does not model stripe.${name}(). What works: elements() with the Payment Element, createEmbeddedCheckoutPage() and initCheckoutElementsSdk().`,
    );
  };
}
