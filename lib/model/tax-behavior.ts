/** Stripe's values: prices contain the tax, or it is added. */
export type TaxBehavior = "inclusive" | "exclusive";
