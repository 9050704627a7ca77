import "server-only";
import type { CustomerId } from "@/lib/base/ids";
import { readStanding } from "@/lib/customers/loyalty/standing.server";
import { db, type Queryable } from "@/lib/db/client";
import { loadDiscountRules } from "@/lib/discounts/rules.server";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";
import type { Customer } from "@/lib/model/customer";
import type { DiscountRule, LoyaltyTier } from "@/lib/model/discount";
import { askedFor } from "@/lib/orders/stored/quote-revisions.server";
import { loyaltyOffer } from "./loyalty-offer";
import type { CheckoutQuote } from "./quote-view";

export async function offersFor(
  order: OrderRow,
  customer: Customer | null,
): Promise<Pick<CheckoutQuote, "removable" | "loyalty">> {
  const asked = await askedFor(db(), order);
  const rules = await loadDiscountRules(db(), []);
  return {
    removable: asked.codes.length > 0 || asked.loyalty,
    loyalty: loyaltyOffer(rules, order.quote, await discountCustomer(db(), customer, rules, new Date())),
  };
}

/** The customer as discount rules see them; null for a guest. The tier is calculated only when a rule needs one. */
export async function discountCustomer(
  q: Queryable,
  customer: Customer | null,
  rules: readonly DiscountRule[],
  now: Date,
): Promise<{ id: CustomerId; tier: LoyaltyTier | null } | null> {
  if (!customer) return null;
  const isInQuestion = rules.some((rule) => rule.kind === "loyalty");
  return { id: customer.id, tier: isInQuestion ? (await readStanding(q, customer, now)).tier : null };
}
