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

/** The lowest first. */
export const LOYALTY_TIERS = ["silver", "gold"] as const;
export type LoyaltyTier = (typeof LOYALTY_TIERS)[number];

/** `percent` may have two decimals. A percentage of the goods, at most `cap`; or a fixed amount off the goods. */
type Benefit =
  | { type: "percent"; percent: number; cap?: AmountByCurrency; coversShipping: boolean }
  | { type: "amount"; amounts: AmountByCurrency };

/** Conditions every rule may have; each that is set must hold. */
export type CommonConditions = {
  id: string;
  name: Localized;
  benefit: Benefit;
  /** The goods must cost at least this. */
  minimum?: AmountByCurrency;
  /** ISO 3166-1 alpha-2 of the delivery. */
  countries?: readonly string[];
  /** Accounts it is for. */
  customerIds?: readonly string[];
  /** What the account must have bought before. */
  history?: HistoryConditions;
  /** Ids of segments: the account must be in one of them, or in none of them. */
  segments?: readonly string[];
  notSegments?: readonly string[];
  /** One order a card, by the card's fingerprint; checked where the store confirms payments itself. */
  oncePerCard?: true;
  /** Inclusive. */
  startsAt: Date | null;
  /** Exclusive. */
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
    | { kind: "customer"; customerIds: readonly string[] }
    /** By `history`, `segments` or both. */
    | { kind: "history" }
  );

/** Orders that carry a rule or have it reserved: by anybody, and by the customer in question. */
export type RedemptionCount = { total: number; byCustomer: number };

/** What the server knows when it decides. Nothing in it may come from the browser unchecked but `codes` and the request for loyalty. */
export type DiscountFacts = {
  currency: Currency;
  /** ISO 3166-1 alpha-2 of the delivery. */
  country: string;
  /** Of the goods, before any discount; minor units. */
  subtotal: number;
  /** On offer for `country`, at full price. */
  shippingRates: readonly ShippingRate[];
  /** Null for a guest. `tier` is the one that counts now; of `history` as much is known as the rules ask for. */
  customer: { id: string; tier: LoyaltyTier | null; history: PurchaseHistory } | null;
  /** Those that a rule names, by id. A rule that names one that is missing does not apply. */
  segments: ReadonlyMap<string, Segment>;
  /** As the shopper typed them. */
  codes: readonly string[];
  /** `asked`: by the button; its refusal is told. `automatic`: by configuration; a shopper without a tier is told nothing. */
  loyalty: "off" | "asked" | "automatic";
  /** By rule id; a rule that is missing has not been redeemed. */
  redemptions: ReadonlyMap<string, RedemptionCount>;
};

/** What a shopper asked for, beyond the discounts that apply by themselves. */
export type AskedDiscounts = { codes: string[]; loyalty: boolean };

/** Every way in which a discount is refused. The texts are in `messages/<locale>/discounts.json`. */
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
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

type RefusalParts = {
  not_started: { startsAt: string };
  expired: { endsAt: string };
  not_in_segment: { segments: readonly Localized[] };
  /** It is for so many first orders. */
  too_many_orders: { first: number };
  /** It begins with this order of the customer, 2 or more; so many are missing. */
  too_few_orders: { from: number; missing: number };
  spent_too_little: { atLeast: number; missing: number; days: number | null };
  ordered_too_recently: { days: number };
  ordered_too_long_ago: { days: number };
  not_bought_before: { items: readonly BoughtItem[] };
  not_for_region: { countries: readonly string[] };
  below_minimum: { minimum: number; missing: number };
};

/** With what its text needs. Amounts are minor units of the facts' currency, instants ISO 8601. */
export type DiscountRefusal = {
  [Code in RefusalCode]: { code: Code } & (Code extends keyof RefusalParts ? RefusalParts[Code] : unknown);
}[RefusalCode];

/** Why a discount was applied, with what its text needs. */
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
  /** One or more. */
  reasons: readonly Reason[];
  /** Only deliveries to these have it; absent when any may. */
  countries?: readonly string[];
  oncePerCard?: true;
};

export type RefusedRule = {
  /** Null for a code that no rule has, and for loyalty without a rule for it. */
  ruleId: string | null;
  name: Localized | null;
  /** As the shopper typed it. */
  code?: string;
  /** The shopper asked for it: by its code, or by the loyalty button. */
  asked: boolean;
  refusal: DiscountRefusal;
};

export type DiscountResult = {
  applied: AppliedRule[];
  refused: RefusedRule[];
  /** Sum of `amount`: what Stripe takes off the goods. */
  discountTotal: number;
  /** The rates to offer: what covers shipping has made them cheaper. */
  shippingRates: ShippingRate[];
};
