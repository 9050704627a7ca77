import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { type Currency, toMinor } from "@/lib/base/money";
import { env } from "@/lib/config/env";
import { facetSets, type ListingQuery } from "./listing";

const keysOf = (list: string, facets: readonly string[]): SQL =>
  sql`array[${sql.join(
    facets.map((facet) => sql`listing_key(${list}, ${facet})`),
    sql`, `,
  )}]`;

const MOST_MINOR = 2_147_483_647;

/** In minor units of the store's currency; null is open. */
function amountsOf({ min, max }: ListingQuery): { min: number; max: number } | null {
  if (min === null && max === null) return null;
  const minor = (amount: number) => Math.min(toMinor(amount, env().STORE_CURRENCY as Currency), MOST_MINOR);
  return { min: min === null ? 0 : minor(min), max: max === null ? MOST_MINOR : minor(max) };
}

/** What one variant `v` that can be bought must meet, of all that is asked. */
export function variantMeets(query: ListingQuery): SQL {
  const amounts = amountsOf(query);
  return sql.join([
    sql`v.active and is_priced(v.stripe_price_id)`,
    ...Object.entries(query.options).map(([axis, values]) => sql` and v.options ->> ${axis} in ${values}`),
    ...(query.inStock ? [sql` and v.in_stock`] : []),
    ...(amounts ? [sql` and v.unit_amount between ${amounts.min} and ${amounts.max}`] : []),
  ]);
}

/**
 * The rows `l` of a list that are shown now and meet what is asked, each by an index or by a row that is read anyway.
 * @param order whether they are read in an order of the list's. Otherwise facets alone say where to look: they name their list too, and together with the
 * list's own index PostgreSQL would read all rows of both before it gives the first.
 */
export function listMeets(list: string, query: ListingQuery, order: "ordered" | "any" = "ordered"): SQL {
  const sets = facetSets(query);
  const amounts = amountsOf(query);
  const isFaceted = sets.length > 0 || query.within !== null;
  return sql.join([
    order === "any" && isFaceted ? sql`l.list || '' = ${list}` : sql`l.list = ${list}`,
    sql` and l.published_at <= now() and (l.ends_at is null or l.ends_at > now())`,
    ...(sets.length > 0 ? [sql` and l.facets && ${keysOf(list, sets)}`] : []),
    ...(query.within === null ? [] : [sql` and l.facets && ${keysOf(list, [`in=${query.within}`])}`]),
    ...(amounts
      ? [
          sql` and l.highest_amount >= ${amounts.min} and l.lowest_amount <= ${amounts.max}`,
          // The dearest and the cheapest variant may both be outside, and options must be met by the same variant.
          // `offset 0` has each row look up its own variants; otherwise PostgreSQL may begin with the variants of all goods.
          sql` and exists (select from variants v where v.product_id = l.product_id and ${variantMeets(query)} offset 0)`,
        ]
      : []),
  ]);
}
