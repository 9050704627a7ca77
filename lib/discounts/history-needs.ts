import type { DiscountRule } from "@/lib/model/discount";
import type { HistoryConditions, Segment } from "@/lib/model/purchase-history";
import { endsWithNextOrder } from "./next-order";
import { partsOf } from "./segments";

export type HistoryNeeds = {
  orders: boolean;
  /** Days of spending to look back; null means all time. */
  windows: readonly (number | null)[];
  products: readonly string[];
  categories: readonly string[];
  underWay: boolean;
};

export function historyNeeds(
  rules: readonly DiscountRule[],
  segments: ReadonlyMap<string, Segment>,
): HistoryNeeds {
  const definitions = [...segments.values()]
    .map(({ definition }) => definition)
    .filter((one) => one !== null);
  const asked = rules.map(({ history }) => history).filter((one) => one !== undefined);
  return {
    ...needsOf([...asked, ...definitions.flatMap(partsOf)]),
    underWay: rules.some((rule) => endsWithNextOrder(rule, segments)),
  };
}

export function needsOf(parts: readonly HistoryConditions[]): Omit<HistoryNeeds, "underWay"> {
  const unique = <T>(values: readonly T[]) => [...new Set(values)];
  return {
    orders: parts.some(({ orders, lastOrder }) => orders !== undefined || lastOrder !== undefined),
    windows: unique(parts.flatMap(({ spent }) => (spent ? [spent.days ?? null] : []))),
    products: unique(parts.flatMap(({ bought }) => bought?.products ?? [])),
    categories: unique(parts.flatMap(({ bought }) => bought?.categories ?? [])),
  };
}
