import "server-only";
import type { CustomerId } from "@/lib/base/ids";
import type { Queryable } from "@/lib/db/client";
import type { DiscountFacts, DiscountRule, LoyaltyTier } from "@/lib/model/discount";
import { loadGroups } from "./groups.server";
import { type HistoryQuery, loadHistory } from "./history.server";
import { historyNeeds } from "./history-needs";
import { loadSegments } from "./segments.server";

type Query = Omit<HistoryQuery, "needs" | "customerId"> & {
  rules: readonly DiscountRule[];
  customer: { id: CustomerId; tier: LoyaltyTier | null } | null;
};

export async function loadCustomerFacts(
  q: Queryable,
  { rules, customer, ...query }: Query,
): Promise<Pick<DiscountFacts, "customer" | "segments">> {
  if (!customer) return { customer: null, segments: new Map() };
  const segments = await loadSegments(q, rules);
  const needs = historyNeeds(rules, segments);
  const history = await loadHistory(q, { ...query, customerId: customer.id, needs });
  const groups = await loadGroups(q, rules, customer.id);
  return { customer: { id: customer.id, tier: customer.tier, history, groups }, segments };
}
