import "server-only";
import { and, eq, ne, or, sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/lib/db/client";
import { discountRules } from "@/lib/db/schema";
import { RULE_KINDS } from "@/lib/model/discount";
import { discountName, parseRule, type RuleConditions } from "@/lib/model/discount-conditions";
import { normalizeCode, readableCode } from "@/lib/model/promotion-code";
import { unknownNames } from "./known-names.server";

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** A rule as the merchant writes it: the columns of `discount_rules`. Times are ISO 8601. */
const ruleInput = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9_]{3,60}$/),
    kind: z.enum(RULE_KINDS),
    code: z.string().transform(readableCode).nullable().default(null),
    name: discountName,
    conditions: z.custom<RuleConditions>((value) => typeof value === "object" && value !== null),
    startsAt: instant.nullable().default(null),
    endsAt: instant.nullable().default(null),
    totalLimit: z.int32().positive().nullable().default(null),
    perCustomerLimit: z.int32().positive().nullable().default(null),
    combinable: z.boolean(),
  })
  .refine(({ startsAt, endsAt }) => !startsAt || !endsAt || startsAt < endsAt, {
    path: ["endsAt"],
    error: "must be after startsAt",
  });

/** Stores a rule, replacing one with the same id. A problem is returned, and nothing is stored. */
export async function saveRule(
  q: Queryable,
  input: unknown,
): Promise<{ ok: true; id: string } | { ok: false; problem: string }> {
  const given = ruleInput.safeParse(input);
  if (!given.success) return { ok: false, problem: z.prettifyError(given.error) };
  const parsed = parseRule(given.data);
  if (!parsed.ok) return parsed;
  const { history, segments = [], notSegments = [], groups = [] } = parsed.rule;
  const problem = await unknownNames(q, {
    parts: history ? [history] : [],
    segments: [...segments, ...notSegments],
    accounts: [],
    groups,
  });
  if (problem) return { ok: false, problem };
  const { id, ...columns } = given.data;
  const other = columns.code && (await otherRuleWith(q, columns.code, id));
  if (other) return { ok: false, problem: `the code ${columns.code} is the rule ${other}'s` };
  await q
    .insert(discountRules)
    .values({ id, ...columns })
    .onConflictDoUpdate({ target: discountRules.id, set: { ...columns, active: true } });
  return { ok: true, id };
}

async function otherRuleWith(q: Queryable, code: string, id: string): Promise<string | null> {
  const [other] = await q
    .select({ id: discountRules.id })
    .from(discountRules)
    .where(and(eq(sql`upper(${discountRules.code})`, normalizeCode(code)), ne(discountRules.id, id)));
  return other?.id ?? null;
}

/** Ends a rule, found by its id or code; false when there is none. Discounts that are reserved stay valid. */
export async function endRule(q: Queryable, idOrCode: string): Promise<boolean> {
  const ended = await q
    .update(discountRules)
    .set({ endsAt: sql`now()`, startsAt: sql`least(${discountRules.startsAt}, now() - interval '1 second')` })
    .where(or(eq(discountRules.id, idOrCode), eq(sql`upper(${discountRules.code})`, normalizeCode(idOrCode))))
    .returning({ id: discountRules.id });
  return ended.length > 0;
}

export async function listRules(q: Queryable) {
  return q.select().from(discountRules).orderBy(discountRules.kind, discountRules.id);
}
