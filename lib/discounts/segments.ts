import type { PurchaseHistory, Segment, SegmentDefinition } from "@/lib/model/purchase-history";
import { allOf, anyOf, judgeHistory, notTrue, type Truth } from "./history";

export type SegmentFacts = {
  customer: { id: string; history: PurchaseHistory };
  currency: string;
  now: Date;
};

/** Whether an account is in a segment; null when that is unknown, so neither in nor out. Pure. */
export function isInSegment(segment: Segment, facts: SegmentFacts): Truth {
  return segment.definition === null ? false : satisfies(segment.definition, facts);
}

export function satisfies(definition: SegmentDefinition, facts: SegmentFacts): Truth {
  const { customer, currency, now } = facts;
  const { accounts, all, any, not } = definition;
  return allOf([
    ...judgeHistory(definition, customer.history, currency, now).map(({ holds }) => holds),
    accounts ? accounts.includes(customer.id) : true,
    ...(all ?? []).map((part) => satisfies(part, facts)),
    any ? anyOf(any.map((part) => satisfies(part, facts))) : true,
    not ? notTrue(satisfies(not, facts)) : true,
  ]);
}

export function partsOf(definition: SegmentDefinition): SegmentDefinition[] {
  const { all = [], any = [], not } = definition;
  return [definition, ...[...all, ...any, ...(not ? [not] : [])].flatMap(partsOf)];
}
