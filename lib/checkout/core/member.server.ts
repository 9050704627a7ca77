import "server-only";
import type { CustomerId } from "@/lib/base/ids";
import { readStanding } from "@/lib/customers/loyalty/standing.server";
import type { Queryable } from "@/lib/db/client";
import type { Customer } from "@/lib/model/customer";
import type { DiscountRule, LoyaltyTier } from "@/lib/model/discount";

/** Who the shopper is to the rules; null for a guest. The tier is worked out only where a rule is for one. */
export async function asMember(
  q: Queryable,
  customer: Customer | null,
  rules: readonly DiscountRule[],
  now: Date,
): Promise<{ id: CustomerId; tier: LoyaltyTier | null } | null> {
  if (!customer) return null;
  const isInQuestion = rules.some((rule) => rule.kind === "loyalty");
  return { id: customer.id, tier: isInQuestion ? (await readStanding(q, customer, now)).tier : null };
}
