import type { Localized } from "@/lib/base/i18n-text";
import type { AmountByCurrency } from "@/lib/base/money";

/**
 * What an account must have bought before; each that is set must hold. Orders are those that count: paid, and not given
 * back (`countedAmount`). The order that is being priced is not among them.
 */
export type HistoryConditions = {
  /** `atMost: 0` is a first order. */
  orders?: { atLeast?: number | undefined; atMost?: number | undefined };
  /** In the last so many days, or ever. */
  spent?: { atLeast: AmountByCurrency; days?: number | undefined };
  /** Days since the last order. Without an order it does not hold. */
  lastOrder?: { atLeastDays?: number | undefined; atMostDays?: number | undefined };
  /** One of these, by slug. */
  bought?: { products?: readonly string[] | undefined; categories?: readonly string[] | undefined };
};

/** What an account bought before, as far as somebody asked for it (`HistoryNeeds`). */
export type PurchaseHistory = {
  /** Paid orders that count. */
  orders: number;
  lastPaidAt: Date | null;
  /** Minor units of the facts' currency, by how many days were looked back; `null` is ever. */
  spent: ReadonlyMap<number | null, number>;
  /** By slug; one that is missing does not exist. */
  products: ReadonlyMap<string, Bought>;
  categories: ReadonlyMap<string, Bought>;
  /** Another unpaid order of theirs carries a discount that their next order ends. */
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

/** What was bought before, by the name the shop shows. */
export type BoughtItem = { type: "product" | "category"; name: Localized };

/** Which part of their past a discount is for. */
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

/**
 * Who is in a segment: everything that is set must hold. It can't name another segment, so none can lead back to itself.
 */
export type SegmentDefinition = HistoryConditions & {
  /** Ids of accounts that are named one by one. */
  accounts?: readonly string[];
  all?: readonly SegmentDefinition[];
  any?: readonly SegmentDefinition[];
  not?: SegmentDefinition;
};

export type Segment = {
  id: string;
  /** As in "For …". Shoppers read it. */
  name: Localized;
  /** Null: it has ended, and nobody is in it. */
  definition: SegmentDefinition | null;
};
