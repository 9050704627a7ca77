import "server-only";
import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { log } from "@/lib/base/log.server";
import type { Queryable } from "@/lib/db/client";
import { discountRules } from "@/lib/db/schema";
import type { DiscountRule } from "@/lib/model/discount";
import { parseRule } from "@/lib/model/discount-conditions";
import { normalizeCode } from "@/lib/model/promotion-code";

/** Active rules without a code, and those of `codes`. A broken rule is left out and logged: it must neither stop a sale nor give money away. */
export async function loadDiscountRules(q: Queryable, codes: readonly string[]): Promise<DiscountRule[]> {
  const wanted = codes.map(normalizeCode).filter((code) => code !== "");
  const rows = await q
    .select()
    .from(discountRules)
    .where(
      and(
        eq(discountRules.active, true),
        or(
          isNull(discountRules.code),
          wanted.length > 0 ? inArray(sql`upper(${discountRules.code})`, wanted) : undefined,
        ),
      ),
    )
    .orderBy(discountRules.id);
  return rows.flatMap((row) => {
    const parsed = parseRule(row);
    if (parsed.ok) return [parsed.rule];
    log.error(`discount rule ${row.id} is ignored: ${parsed.problem}`);
    return [];
  });
}
