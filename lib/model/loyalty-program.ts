import { z } from "zod";
import type { AmountByCurrency } from "@/lib/base/money";
import { LOYALTY_TIERS, type LoyaltyTier } from "./discount";

/** How spending makes members. Days are those of UTC. */
export type LoyaltyProgram = {
  /** What must be spent to be of a tier, in minor units; one that is missing is not earned. */
  tiers: { readonly [Tier in LoyaltyTier]?: AmountByCurrency | undefined };
  /** How many days are looked back, today included. */
  days: number;
  /** How long a tier is kept once the spending of those days is too little. */
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

/** The program as it is stored, and as a merchant writes it down. */
export const programSchema = z.strictObject({
  tiers,
  days: z.int().positive().max(3_660),
  graceDays: z.int().min(0).max(366).default(0),
}) satisfies z.ZodType<LoyaltyProgram, unknown>;

/** A line of the timeline of the order that changed its customer's tier. */
export type TierChange =
  | { code: "tier_raised"; tier: LoyaltyTier }
  | { code: "tier_lowered"; from: LoyaltyTier; tier: LoyaltyTier | null; reason: LoweringReason };

/** `time`: an order no longer counts, as it is too long ago. */
export type LoweringReason = "refund" | "dispute" | "charge_back" | "time";
