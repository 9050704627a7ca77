import type { CustomerId } from "@/lib/base/ids";
import type { LoyaltyTier } from "./discount";

/** A shopper with an account, as the rest of the store knows them. */
export type Customer = {
  id: CustomerId;
  email: string;
  name: string | null;
  /** By the merchant's hand. What counts may be a better one that was earned: `readStanding`. */
  givenTier: LoyaltyTier | null;
  /** `cus_…`; null until something first needs it. */
  stripeCustomerId: string | null;
};
