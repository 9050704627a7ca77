import { z } from "zod";
import { isCountry, noCountry } from "@/lib/base/countries";
import { localizedSchema } from "@/lib/base/localized-schema";
import { chargeStep, currency, isChargeable } from "@/lib/base/money";
import { type CommonConditions, type DiscountRule, LOYALTY_TIERS, type RuleKind } from "./discount";
import { amounts, customerIds, historyConditions, segmentIds } from "./history-conditions";
import { PROMOTION_CODE } from "./promotion-code";

/** The price after such a discount must be an amount that Stripe can charge. */
const amountsOff = amounts.superRefine((byCurrency, context) => {
  for (const [code, amount] of Object.entries(byCurrency)) {
    if (isChargeable(amount, currency(code))) continue;
    const step = chargeStep(currency(code));
    context.addIssue({ code: "custom", path: [code], message: `must be a multiple of ${step} minor units` });
  }
});

const benefit = z.discriminatedUnion("type", [
  z
    .strictObject({
      type: z.literal("percent"),
      percent: z.number().gt(0).max(100).multipleOf(0.01),
      cap: amountsOff.optional(),
      coversShipping: z.boolean().default(false),
    })
    .refine((value) => !(value.cap && value.coversShipping), "with a cap it cannot cover shipping"),
  z.strictObject({
    type: z.literal("amount"),
    amounts: amountsOff,
    freeDelivery: z.literal(true).exactOptional(),
  }),
]);

const countries = z.array(z.string().refine(isCountry, { error: noCountry })).min(1);

const common = {
  benefit,
  minimum: amounts.optional(),
  countries: countries.optional(),
  customerIds: customerIds.optional(),
  cartIds: z
    .array(z.string().regex(/^cart_[0-9a-z]{24}$/))
    .min(1)
    .optional(),
  groups: z
    .array(z.string().regex(/^grp_[0-9a-z]{24}$/))
    .min(1)
    .optional(),
  history: historyConditions.optional(),
  segments: segmentIds.optional(),
  notSegments: segmentIds.optional(),
  oncePerCard: z.literal(true).optional(),
};

const CONDITIONS = {
  promotion_code: z.strictObject(common),
  loyalty: z.strictObject({ ...common, tier: z.enum(LOYALTY_TIERS) }),
  cart_threshold: z.strictObject({ ...common, minimum: amounts }),
  limited_time: z.strictObject(common),
  region: z.strictObject({ ...common, countries }),
  customer: z
    .strictObject(common)
    .refine(({ customerIds, groups }) => customerIds || groups, "must have customerIds or groups"),
  history: z
    .strictObject(common)
    .refine(({ history, segments }) => history || segments, "must have history or segments"),
} as const;

export type RuleConditions = z.input<(typeof CONDITIONS)[keyof typeof CONDITIONS]>;

export const discountName = localizedSchema(z.string().min(1));

export type RuleRow = Pick<
  CommonConditions,
  "id" | "startsAt" | "endsAt" | "totalLimit" | "perCustomerLimit" | "combinable"
> & { kind: RuleKind; code: string | null; name: unknown; conditions: unknown };

type ParsedRule = { ok: true; rule: DiscountRule } | { ok: false; problem: string };

/** Reads a stored rule for the discount engine, or says what is wrong with it, for the merchant. */
export function parseRule(row: RuleRow): ParsedRule {
  const name = discountName.safeParse(row.name);
  if (!name.success) return { ok: false, problem: `name: ${z.prettifyError(name.error)}` };
  const { id, startsAt, endsAt, totalLimit, perCustomerLimit, combinable } = row;
  const shared = { id, name: name.data, startsAt, endsAt, totalLimit, perCustomerLimit, combinable };
  const read = <T>(schema: z.ZodType<T>, make: (conditions: T) => DiscountRule): ParsedRule => {
    const conditions = schema.safeParse(row.conditions);
    if (!conditions.success) return { ok: false, problem: z.prettifyError(conditions.error) };
    return { ok: true, rule: withinFirstOrders(make(conditions.data)) };
  };
  switch (row.kind) {
    case "promotion_code": {
      const code = row.code?.toUpperCase() ?? "";
      if (!PROMOTION_CODE.test(code)) return { ok: false, problem: "code: is not a promotion code" };
      return read(CONDITIONS.promotion_code, (found) => ({
        ...shared,
        ...found,
        kind: "promotion_code",
        code,
      }));
    }
    case "loyalty":
      return read(CONDITIONS.loyalty, (found) => ({ ...shared, ...found, kind: "loyalty" }));
    case "cart_threshold":
      return read(CONDITIONS.cart_threshold, (found) => ({ ...shared, ...found, kind: "cart_threshold" }));
    case "limited_time": {
      if (!endsAt) return { ok: false, problem: "ends_at: is missing" };
      return read(CONDITIONS.limited_time, (found) => ({
        ...shared,
        ...found,
        kind: "limited_time",
        endsAt,
      }));
    }
    case "region":
      return read(CONDITIONS.region, (found) => ({ ...shared, ...found, kind: "region" }));
    case "customer":
      return read(CONDITIONS.customer, (found) => ({ ...shared, ...found, kind: "customer" }));
    case "history":
      return read(CONDITIONS.history, (found) => ({ ...shared, ...found, kind: "history" }));
  }
}

/** Limits a rule for the first n orders to n uses per customer, because a returned first order does not count again. */
function withinFirstOrders(rule: DiscountRule): DiscountRule {
  const atMost = rule.history?.orders?.atMost;
  if (atMost === undefined) return rule;
  return { ...rule, perCustomerLimit: Math.min(rule.perCustomerLimit ?? atMost + 1, atMost + 1) };
}
