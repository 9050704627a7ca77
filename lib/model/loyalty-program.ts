import { z } from "zod";
import type { AmountByCurrency } from "@/lib/base/money";
import { LOYALTY_TIERS, type LoyaltyTier } from "./discount";

/** How spending earns a tier. Days are UTC. */
export type LoyaltyProgram = {
  /** Spending for each tier, minor units; a missing tier can't be earned. */
  tiers: { readonly [Tier in LoyaltyTier]?: AmountByCurrency | undefined };
  /** Days that count, today included. */
  days: number;
  /** Days for which a tier is kept after the spending has become too little. */
  graceDays: number;
};

const amounts = z
  .record(z.string().regex(/^[a-z]{3}$/), z.int().positive())
  .refine((byCurrency) => Object.keys(byCurrency).length > 0, "must name a currency");

const tiers = z
  .strictObject({ silver: amounts.optional(), gold: amounts.optional() })
  .refine((found) => Object.values(found).some(Boolean), "must name a tier")
  .superRefine((found, context) => {
    const named = LOYALTY_TIERS.flatMap((tier) => (found[tier] ? [{ tier, amounts: found[tier] }] : []));
    for (const [index, { tier, amounts: higher }] of named.entries()) {
      const lower = named[index - 1];
      for (const [code, amount] of Object.entries(lower?.amounts ?? {})) {
        const needs = higher[code];
        if (needs !== undefined && needs > amount) continue;
        context.addIssue({
          code: "custom",
          path: [tier, code],
          message: `must be more than ${lower?.tier}: ${amount}`,
        });
      }
    }
  });

export const programSchema = z.strictObject({
  tiers,
  days: z.int().positive().max(3_660),
  graceDays: z.int().min(0).max(366).default(0),
}) satisfies z.ZodType<LoyaltyProgram, unknown>;

export type TierChange =
  | { code: "tier_raised"; tier: LoyaltyTier }
  | { code: "tier_lowered"; from: LoyaltyTier; tier: LoyaltyTier | null; reason: LoweringReason };

/** Why a tier was lowered; `time` means that an order became too old to count. */
export type LoweringReason = "refund" | "dispute" | "charge_back" | "time";
