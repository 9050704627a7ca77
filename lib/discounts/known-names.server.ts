import "server-only";
import { inArray } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Queryable } from "@/lib/db/client";
import { categories, customerGroups, customerSegments, customers, products } from "@/lib/db/schema";
import type { HistoryConditions } from "@/lib/model/purchase-history";
import { needsOf } from "./history-needs";

type Names = {
  parts: readonly HistoryConditions[];
  segments: readonly string[];
  accounts: readonly string[];
  groups?: readonly string[];
};

/** Names in a rule that do not exist, such as typing mistakes; null when all exist. */
export async function unknownNames(
  q: Queryable,
  { parts, segments, accounts, groups = [] }: Names,
): Promise<string | null> {
  const { products: productSlugs, categories: categorySlugs } = needsOf(parts);
  const problems = [
    ...(await missing(q, "product", products, products.slug, productSlugs)),
    ...(await missing(q, "category", categories, categories.slug, categorySlugs)),
    ...(await missing(q, "segment", customerSegments, customerSegments.id, segments)),
    ...(await missing(q, "account", customers, customers.id, accounts)),
    ...(await missing(q, "group", customerGroups, customerGroups.id, groups)),
  ];
  return problems.length > 0 ? problems.join("\n") : null;
}

async function missing(
  q: Queryable,
  what: string,
  table: PgTable,
  column: PgColumn,
  names: readonly string[],
): Promise<string[]> {
  if (names.length === 0) return [];
  const rows = await q
    .select({ name: column })
    .from(table)
    .where(inArray(column, [...names]));
  const known = new Set(rows.map(({ name }) => name));
  return names.filter((name) => !known.has(name)).map((name) => `there is no ${what} "${name}"`);
}
