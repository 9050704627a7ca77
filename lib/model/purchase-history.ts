import type { Localized } from "@/lib/base/i18n-text";
import type { AmountByCurrency } from "@/lib/base/money";

/** What an account must have bought before; all that are set must hold. Only orders with a `countedAmount` count, without the one being priced. */
export type HistoryConditions = {
  /** `atMost: 0` is a first order. */
  orders?: { atLeast?: number | undefined; atMost?: number | undefined };
  /** Spending in the last `days`, or ever. */
  spent?: { atLeast: AmountByCurrency; days?: number | undefined };
  /** Days since the last order; not met without an order. */
  lastOrder?: { atLeastDays?: number | undefined; atMostDays?: number | undefined };
  /** Any of these products or categories, by slug. */
  bought?: { products?: readonly string[] | undefined; categories?: readonly string[] | undefined };
};

/** An account's past, with only what `HistoryNeeds` asked for. */
export type PurchaseHistory = {
  orders: number;
  lastPaidAt: Date | null;
  /** Minor units by the number of days to look back; null means all time. */
  spent: ReadonlyMap<number | null, number>;
  /** By slug; a slug that is missing does not exist. */
  products: ReadonlyMap<string, Bought>;
  categories: ReadonlyMap<string, Bought>;
  /** Another unpaid order has a discount that the next order ends. */
  oneUnderWay: boolean;
};

export type Bought = { name: Localized; bought: boolean };

export const NO_HISTORY: PurchaseHistory = {
  orders: 0,
  lastPaidAt: null,
  spent: new Map(),
  products: new Map(),
  categories: new Map(),
  oneUnderWay: false,
};

export type BoughtItem = { type: "product" | "category"; name: Localized };

export type HistoryReason =
  | { code: "segment"; name: Localized }
  | { code: "first_order" }
  | { code: "first_orders"; first: number }
  | { code: "order_number"; number: number }
  | { code: "from_order"; from: number }
  | { code: "spent"; atLeast: number; days: number | null }
  | { code: "last_order_past"; days: number }
  | { code: "last_order_within"; days: number }
  | { code: "bought"; item: BoughtItem };

/** Who is in a segment; all that is set must hold. It can't name another segment, so there are no circles. */
export type SegmentDefinition = HistoryConditions & {
  accounts?: readonly string[];
  all?: readonly SegmentDefinition[];
  any?: readonly SegmentDefinition[];
  not?: SegmentDefinition;
};

export type Segment = {
  id: string;
  /** For shoppers, as in "For …". */
  name: Localized;
  /** Null when the segment has ended and has no members. */
  definition: SegmentDefinition | null;
};
