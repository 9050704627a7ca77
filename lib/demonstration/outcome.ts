import type { FoundItem } from "./find.server";

/**
 * `kept_for_orders`: orders name it, so it is off sale, or ended, and still there for them. `merchants`: a merchant has made it their own.
 * `needed`: what stays needs it, as its goods need a category, and a merchant's rule a segment or the loyalty program; the next removal looks again.
 */
export type RemovalOutcome = "deleted" | "kept_for_orders" | "merchants" | "needed";

export type Removed = {
  item: FoundItem;
  outcome: RemovalOutcome;
  /** Of a product that was told to Stripe. `unknown`: not in the account of these keys, as the other mode's products are not. */
  stripe?: { productId: string; result: "archived" | "unknown" };
};
