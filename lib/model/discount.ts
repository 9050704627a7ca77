import type { Localized } from "@/lib/base/i18n-text";
import type { AmountByCurrency, Currency } from "@/lib/base/money";
import type {
  BoughtItem,
  HistoryConditions,
  HistoryReason,
  PurchaseHistory,
  Segment,
} from "./purchase-history";
import type { ShippingRate } from "./quote";

export const RULE_KINDS = [
  "promotion_code",
  "loyalty",
  "cart_threshold",
  "limited_time",
  "region",
  "customer",
  "history",
] as const;
export type RuleKind = (typeof RULE_KINDS)[number];

export const LOYALTY_TIERS = ["silver", "gold"] as const;
export type LoyaltyTier = (typeof LOYALTY_TIERS)[number];

/** What a rule takes off the goods: `percent` (two decimals at most), up to `cap`, or a fixed amount, with or without all of the delivery. */
type Benefit =
  | { type: "percent"; percent: number; cap?: AmountByCurrency; coversShipping: boolean }
  | { type: "amount"; amounts: AmountByCurrency; freeDelivery?: true };

/** The conditions of every rule; all that are set must hold. */
export type CommonConditions = {
  id: string;
  name: Localized;
  benefit: Benefit;
  minimum?: AmountByCurrency;
  /** ISO 3166-1 alpha-2 of the delivery. */
  countries?: readonly string[];
  customerIds?: readonly string[];
  /** For these carts alone, such as that of a draft order. */
  cartIds?: readonly string[];
  /** Groups by hand: the account must be in at least one. */
  groups?: readonly string[];
  history?: HistoryConditions;
  /** Segment ids: the account must be in at least one of `segments`, and in none of `notSegments`. */
  segments?: readonly string[];
  notSegments?: readonly string[];
  /** One order per card, by its fingerprint; checked when the store itself confirms payments. */
  oncePerCard?: true;
  /** From this time on, inclusive. */
  startsAt: Date | null;
  /** Until this time, exclusive. */
  endsAt: Date | null;
  totalLimit: number | null;
  perCustomerLimit: number | null;
  /** May apply together with all other combinable rules; otherwise it applies alone. */
  combinable: boolean;
};

export type DiscountRule = CommonConditions &
  (
    | { kind: "promotion_code"; code: string }
    | { kind: "loyalty"; tier: LoyaltyTier }
    | { kind: "cart_threshold"; minimum: AmountByCurrency }
    | { kind: "limited_time"; endsAt: Date }
    | { kind: "region"; countries: readonly string[] }
    | { kind: "customer" }
    | { kind: "history" }
  );

export type RedemptionCount = { total: number; byCustomer: number };

/** What the server knows when it decides about discounts. Only `codes` and `loyalty` may come from the browser unchecked. */
export type DiscountFacts = {
  currency: Currency;
  /** ISO 3166-1 alpha-2 of the delivery. */
  country: string;
  /** Goods before discounts; minor units. */
  subtotal: number;
  /** The rates on offer for goods of this amount after discounts, in minor units. */
  ratesFor: (goods: number) => readonly ShippingRate[];
  /** Absent where no rule is for one cart alone. */
  cartId?: string;
  /** Null for a guest. `tier` is the current one; `history` and `groups` hold what the rules ask for. */
  customer: {
    id: string;
    tier: LoyaltyTier | null;
    history: PurchaseHistory;
    groups?: readonly string[];
  } | null;
  /** Segments by id. A rule that names a missing segment does not apply. */
  segments: ReadonlyMap<string, Segment>;
  codes: readonly string[];
  /** `asked`: by the shopper's button, and a refusal is shown. `automatic`: by the settings, and a shopper without a tier sees nothing. */
  loyalty: "off" | "asked" | "automatic";
  /** Counts by rule id; a missing rule has no redemptions. */
  redemptions: ReadonlyMap<string, RedemptionCount>;
};

export type AskedDiscounts = { codes: string[]; loyalty: boolean };

/** Why a discount is refused. The texts are in `messages/<locale>/discounts.json`. */
export const REFUSAL_CODES = [
  "unknown_code",
  "not_started",
  "expired",
  "sign_in_required",
  "no_loyalty_tier",
  "not_for_customer",
  "account_required",
  "account_required_first_order",
  "not_in_segment",
  "not_first_order",
  "too_many_orders",
  "too_few_orders",
  "spent_too_little",
  "ordered_too_recently",
  "ordered_too_long_ago",
  "not_bought_before",
  "not_for_region",
  "not_for_currency",
  "already_used",
  "limit_reached",
  "below_minimum",
  "not_combinable",
  "nothing_left",
  "costs_more",
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

type RefusalParts = {
  not_started: { startsAt: string };
  expired: { endsAt: string };
  not_in_segment: { segments: readonly Localized[] };
  too_many_orders: { first: number };
  /** The rule begins with the customer's order number `from`, 2 or more; `missing` orders remain. */
  too_few_orders: { from: number; missing: number };
  spent_too_little: { atLeast: number; missing: number; days: number | null };
  ordered_too_recently: { days: number };
  ordered_too_long_ago: { days: number };
  not_bought_before: { items: readonly BoughtItem[] };
  not_for_region: { countries: readonly string[] };
  below_minimum: { minimum: number; missing: number };
};

/** A refusal with the values for its text: minor units, ISO 8601 times. */
export type DiscountRefusal = {
  [Code in RefusalCode]: { code: Code } & (Code extends keyof RefusalParts ? RefusalParts[Code] : unknown);
}[RefusalCode];

export type Reason =
  | { code: "promotion_code"; promotionCode: string }
  | { code: "loyalty"; tier: LoyaltyTier }
  | { code: "cart_threshold"; minimum: number }
  | { code: "limited_time"; endsAt: string }
  | { code: "region"; country: string }
  | { code: "customer" }
  | HistoryReason;

export type AppliedRule = {
  ruleId: string;
  name: Localized;
  code?: string;
  /** Off the goods; minor units. */
  amount: number;
  /** Off the cheapest rate on offer; minor units. */
  shippingAmount: number;
  reasons: readonly Reason[];
  /** ISO 3166-1 alpha-2; absent when all countries are allowed. */
  countries?: readonly string[];
  oncePerCard?: true;
};

export type RefusedRule = {
  /** Null for an unknown code, and for loyalty without a rule. */
  ruleId: string | null;
  name: Localized | null;
  code?: string;
  asked: boolean;
  refusal: DiscountRefusal;
};

export type DiscountResult = {
  applied: AppliedRule[];
  refused: RefusedRule[];
  /** Minor units that Stripe takes off the goods. */
  discountTotal: number;
  /** The rates to offer, after discounts on shipping. */
  shippingRates: ShippingRate[];
};
