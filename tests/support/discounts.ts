import fc from "fast-check";
import { currency } from "@/lib/base/money";
import type { LoyaltyTier } from "@/lib/model/discount";
import {
  type CommonConditions,
  type DiscountFacts,
  type DiscountRule,
  RULE_KINDS,
  type RuleKind,
} from "@/lib/model/discount";
import type { HistoryConditions, PurchaseHistory } from "@/lib/model/purchase-history";
import type { ShippingRate } from "@/lib/model/quote";
import { anyHistory, anySegments, history, SEGMENT_IDS, someConditions } from "./history";
import { RATES } from "./quotes";

export const NOW = new Date("2026-11-21T12:00:00Z");
export const YESTERDAY = new Date("2026-11-20T12:00:00Z");
export const TOMORROW = new Date("2026-11-22T12:00:00Z");

export const facts = ({
  shippingRates = RATES,
  ...changes
}: Partial<DiscountFacts> & { shippingRates?: readonly ShippingRate[] } = {}): DiscountFacts => ({
  currency: currency("eur"),
  country: "FR",
  subtotal: 10_000,
  ratesFor: () => shippingRates,
  customer: null,
  segments: new Map(),
  codes: [],
  loyalty: "off",
  redemptions: new Map(),
  ...changes,
});

export const customer = (
  id: string,
  tier: LoyaltyTier | null = null,
  past: Partial<PurchaseHistory> = {},
): DiscountFacts["customer"] => ({ id, tier, history: history(past) });

const common = (id: string): CommonConditions => ({
  id,
  name: { en: id, fr: id },
  benefit: { type: "percent", percent: 10, coversShipping: false },
  startsAt: null,
  endsAt: null,
  totalLimit: null,
  perCustomerLimit: null,
  combinable: true,
});

/** A code for 10 % off for anybody, combinable, with `changes`. */
export const codeRule = (code: string, changes: Partial<CommonConditions> = {}): DiscountRule => ({
  ...common(`rule_${code}`),
  ...changes,
  kind: "promotion_code",
  code,
});

export const regionRule = (
  id: string,
  countries: string[],
  changes: Partial<CommonConditions> = {},
): DiscountRule => ({ ...common(id), ...changes, kind: "region", countries });

export const thresholdRule = (
  id: string,
  minimum: Record<string, number>,
  changes: Partial<CommonConditions> = {},
): DiscountRule => ({ ...common(id), ...changes, kind: "cart_threshold", minimum });

export const loyaltyRule = (tier: "gold" | "silver", percent: number): DiscountRule => ({
  ...common(`rule_${tier}`),
  benefit: { type: "percent", percent, coversShipping: false },
  kind: "loyalty",
  tier,
});

/** A rule with a history condition. */
export const historyRule = (id: string, changes: Partial<CommonConditions>): DiscountRule => ({
  ...common(id),
  ...changes,
  kind: "history",
});

const amount = fc.nat({ max: 300_000 });
const percent = fc.oneof(
  fc.integer({ min: 1, max: 100 }),
  fc.integer({ min: 1, max: 10_000 }).map((n) => n / 100),
);
const benefit = fc.oneof(
  fc.record({
    type: fc.constant("percent" as const),
    percent,
    coversShipping: fc.boolean(),
  }),
  fc.record({
    type: fc.constant("percent" as const),
    percent,
    cap: amount.map((eur) => ({ eur })),
    coversShipping: fc.constant(false),
  }),
  fc.record({
    type: fc.constant("amount" as const),
    amounts: fc.oneof(
      amount.map((eur) => ({ eur })),
      fc.constant({ usd: 500 }),
    ),
  }),
);

const CODES = ["TENOFF", "FIVE", "SOON", "RARE"];
const COUNTRIES = ["FR", "CA", "DE"];
const CUSTOMERS = ["ada", "bob"];
const GROUPS = ["wholesale", "friends"];
const moment = fc.constantFrom(null, null, YESTERDAY, NOW, TOMORROW);
const limit = fc.option(fc.integer({ min: 1, max: 3 }), { freq: 2 });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const rarely = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, value);

type Drawn = { tier: "gold" | "silver"; customers: string[]; past: HistoryConditions };

function ofKind(kind: RuleKind, base: CommonConditions, index: number, drawn: Drawn): DiscountRule {
  switch (kind) {
    case "promotion_code":
      return { ...base, kind, code: CODES[index] ?? `CODE${index}` };
    case "loyalty":
      return { ...base, kind, tier: drawn.tier };
    case "cart_threshold":
      return { ...base, kind, minimum: base.minimum ?? { eur: 10_000 } };
    case "limited_time":
      return { ...base, kind, endsAt: base.endsAt ?? TOMORROW };
    case "region":
      return { ...base, kind, countries: base.countries ?? ["CA"] };
    case "customer":
      return { ...base, kind, customerIds: drawn.customers };
    case "history":
      return { ...base, kind, ...(!base.segments && { history: base.history ?? drawn.past }) };
  }
}

/** Any rule a merchant could write. */
const anyRule = (index: number): fc.Arbitrary<DiscountRule> =>
  fc
    .record({
      kind: fc.constantFrom(...RULE_KINDS),
      conditions: fc.record({
        benefit,
        minimum: maybe(amount.map((eur) => ({ eur }))),
        countries: maybe(fc.subarray(COUNTRIES, { minLength: 1 })),
        history: maybe(someConditions),
        segments: maybe(fc.subarray(SEGMENT_IDS, { minLength: 1 })),
        notSegments: rarely(fc.subarray(SEGMENT_IDS, { minLength: 1 })),
        groups: rarely(fc.subarray(GROUPS, { minLength: 1 })),
        startsAt: moment,
        endsAt: moment,
        totalLimit: limit,
        perCustomerLimit: limit,
        combinable: fc.boolean(),
      }),
      tier: fc.constantFrom("gold" as const, "silver" as const),
      customers: fc.subarray(CUSTOMERS, { minLength: 1 }),
      past: someConditions,
    })
    .map(({ kind, conditions, ...drawn }) =>
      ofKind(kind, { ...common(`rule_${index}`), ...given(conditions) }, index, drawn),
    );

/** The conditions without those that are not set. */
const given = <T extends object>(conditions: T): Partial<CommonConditions> =>
  Object.fromEntries(Object.entries(conditions).filter(([, value]) => value !== undefined));

export const anyRules: fc.Arbitrary<DiscountRule[]> = fc
  .integer({ min: 0, max: 8 })
  .chain((length) => fc.tuple(...Array.from({ length }, (_, index) => anyRule(index))));

export const anyFacts: fc.Arbitrary<DiscountFacts> = fc
  .record({
    currency: fc.constantFrom(currency("eur"), currency("jpy"), currency("usd")),
    country: fc.constantFrom(...COUNTRIES),
    subtotal: amount,
    rates: fc.array(fc.nat({ max: 5000 }), { minLength: 1, maxLength: 2 }),
    freeFrom: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.nat({ max: 12_000 })),
    customer: fc
      .tuple(
        fc.constantFrom(
          null,
          { id: "ada", tier: "gold" as const },
          { id: "bob", tier: "silver" as const },
          { id: "cleo", tier: null },
        ),
        anyHistory(NOW),
        fc.subarray(GROUPS),
      )
      .map(([account, past, groups]) => account && { ...account, history: past, groups }),
    segments: anySegments,
    codes: fc.subarray([...CODES, "tenoff", "NOSUCH"]),
    loyalty: fc.constantFrom("off" as const, "asked" as const, "automatic" as const),
    redeemed: fc.array(fc.tuple(fc.integer({ min: 0, max: 7 }), fc.nat({ max: 4 }), fc.nat({ max: 2 }))),
  })
  .map(({ rates, freeFrom, redeemed, ...rest }) => ({
    ...rest,
    ratesFor: (goods) =>
      rates.map((price, index) => ({
        speed: index === 0 ? "standard" : "express",
        name: "Delivery",
        amount: goods >= freeFrom ? 0 : price,
        minDays: 1,
        maxDays: 2,
      })),
    redemptions: new Map(
      redeemed.map(([index, total, own]) => [`rule_${index}`, { total: total + own, byCustomer: own }]),
    ),
  }));
