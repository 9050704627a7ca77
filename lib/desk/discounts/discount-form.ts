import { z } from "zod";
import { TRANSLATED } from "@/i18n/languages";
import type { Localized } from "@/lib/base/i18n-text";
import type { Currency } from "@/lib/base/money";
import { parseAmount } from "@/lib/base/money-input";
import { instantIn } from "@/lib/base/time-zone";
import type { discountRules } from "@/lib/db/schema";

type RuleRow = typeof discountRules.$inferSelect;

export const ruleParams = z.object({ ruleId: z.string().regex(/^[a-z0-9_]{3,60}$/) });

/** Those that the form makes. What others need beside (an account, a tier, what was bought) is written by the command. */
export const NEW_KINDS = ["promotion_code", "cart_threshold", "limited_time", "region", "customer"] as const;

const typed = (most: number) => z.string().max(most);

/** What the form of a discount sends: all as typed. */
export const discountForm = z.strictObject({
  /** The version that the form was made from; empty for a new one. */
  seen: typed(100),
  kind: z.enum(NEW_KINDS).optional(),
  code: typed(100).optional(),
  name: z.partialRecord(z.enum(TRANSLATED), typed(500)),
  benefit: z.enum(["percent", "amount"]),
  off: typed(30),
  minimum: typed(30),
  countries: typed(2_000),
  /** One group, empty for none. Left out by who knows of none: then it stays. */
  group: typed(40).optional(),
  starts: typed(40),
  ends: typed(40),
  totalLimit: typed(12),
  perCustomerLimit: typed(12),
  combinable: z.enum(["yes", "no"]),
});

export type DiscountForm = z.output<typeof discountForm>;

export type DiscountProblem = "off_invalid" | "minimum_invalid" | "time_invalid" | "limit_invalid";

type Shop = { currency: Currency; timeZone: string };

/** The rule that a form means, as `saveRule` takes it. What the form does not show of a rule, such as its segments, stays. */
export function ruleOfForm(id: string, was: RuleRow | null, form: DiscountForm, shop: Shop) {
  const problems: DiscountProblem[] = [];
  const note = <Value>(value: Value | undefined, problem: DiscountProblem): Value | null => {
    if (value === undefined) problems.push(problem);
    return value ?? null;
  };
  const kind = was?.kind ?? form.kind ?? "promotion_code";
  const before: Record<string, unknown> = { ...was?.conditions };
  const minimum = note(amountOf(form.minimum, shop.currency), "minimum_invalid");
  const countries = form.countries
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter(Boolean);
  const conditions = {
    ...before,
    benefit: benefitOf(before.benefit, form, shop.currency, () => problems.push("off_invalid")),
    minimum: minimum === null ? undefined : { ...amountsOf(before.minimum), [shop.currency]: minimum },
    countries: countries.length > 0 ? countries : undefined,
    ...(form.group !== undefined && { groups: form.group === "" ? undefined : [form.group] }),
  };
  const time = (text: string) => (text === "" ? null : (instantIn(text, shop.timeZone) ?? undefined));
  const input = {
    ...{ id, kind, conditions },
    code: kind === "promotion_code" ? (form.code ?? was?.code ?? "") : null,
    name: namesOf(was?.name, form.name),
    startsAt: note(time(form.starts), "time_invalid")?.toISOString() ?? null,
    endsAt: note(time(form.ends), "time_invalid")?.toISOString() ?? null,
    totalLimit: note(limitOf(form.totalLimit), "limit_invalid"),
    perCustomerLimit: note(limitOf(form.perCustomerLimit), "limit_invalid"),
    combinable: form.combinable === "yes",
  };
  return { input, problems };
}

function benefitOf(was: unknown, { benefit, off }: DiscountForm, currency: Currency, wrong: () => void) {
  if (benefit === "percent") {
    const percent = /^\d{1,3}([.,]\d{1,2})?$/.test(off.trim()) ? Number(off.trim().replace(",", ".")) : null;
    if (percent === null) wrong();
    return { ...(isType(was, "percent") ? was : {}), type: "percent" as const, percent: percent ?? 0 };
  }
  const amount = amountOf(off, currency);
  if (!amount) wrong();
  const amounts = isType(was, "amount") && "amounts" in was ? amountsOf(was.amounts) : {};
  return { type: "amount" as const, amounts: { ...amounts, [currency]: amount ?? 0 } };
}

const isType = (value: unknown, type: string): value is object =>
  typeof value === "object" && value !== null && "type" in value && value.type === type;

const amountsOf = (value: unknown): Record<string, number> => {
  const read = z.record(z.string(), z.number()).safeParse(value);
  return read.success ? read.data : {};
};

/** Null for an empty text, undefined for what is no amount. */
const amountOf = (text: string, currency: Currency): number | null | undefined =>
  text.trim() === "" ? null : (parseAmount(text, currency) ?? undefined);

function limitOf(text: string): number | null | undefined {
  if (text.trim() === "") return null;
  return /^[1-9]\d{0,8}$/.test(text.trim()) ? Number(text) : undefined;
}

const namesOf = (was: Localized | undefined, given: Localized): Localized =>
  Object.fromEntries(
    Object.entries({ ...was, ...given }).flatMap(([locale, text]) =>
      text?.trim() ? [[locale, text.trim()]] : [],
    ),
  );
