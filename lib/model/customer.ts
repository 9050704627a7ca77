import type { CustomerId } from "@/lib/base/ids";
import type { LoyaltyTier } from "./discount";

export type Customer = {
  id: CustomerId;
  email: string;
  name: string | null;
  /** The tier that the merchant gave. An earned tier may be better: `readStanding`. */
  givenTier: LoyaltyTier | null;
  /** `cus_…`; null until it is first needed. */
  stripeCustomerId: string | null;
};
