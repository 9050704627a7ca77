import type { Currency } from "@/lib/base/money";
import { nominalAmount } from "@/lib/base/money-nominal";
import type { LoyaltyProgram } from "@/lib/model/loyalty-program";

/** Amounts are sample euros in `currency`. */
export const seedLoyaltyProgram = (currency: Currency): LoyaltyProgram => ({
  tiers: {
    silver: { [currency]: nominalAmount(200, currency) },
    gold: { [currency]: nominalAmount(500, currency) },
  },
  days: 365,
  graceDays: 30,
});
