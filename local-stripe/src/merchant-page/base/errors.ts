/** A mistake in the merchant's own code, as Stripe.js names it. */
export class IntegrationError extends Error {
  override readonly name = "IntegrationError";
}

/** A function that only exists so that wrappers accept the object; it throws. */
export function notModelled(name: string): () => never {
  return () => {
    throw new IntegrationError(
      `The local Stripe does not model stripe.${name}(). What works: elements() with the Payment Element, createEmbeddedCheckoutPage() and initCheckoutElementsSdk().`,
    );
  };
}
