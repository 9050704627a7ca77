import "server-only";
import { sql } from "drizzle-orm";
import type { Localized } from "@/lib/base/i18n-text";
import type { Database } from "@/lib/db/client";
import { listMeets, variantMeets } from "./list-conditions.server";
import { type ListingQuery, NO_QUERY } from "./listing";

/** So many goods are counted; of more the page says "1,000+". */
export const MOST_COUNTED = 1000;
const MOST_VALUES = 150;
const MOST_CATEGORIES = 60;

/** `isLeast`: there may be more, as not all goods were counted. */
export type Count = { count: number; isLeast: boolean };

export type FacetValue = Count & { value: string; label: Localized; swatch: string | null; chosen: boolean };
export type Facet = { axis: string; name: Localized; values: FacetValue[] };
export type ListFacets = {
  total: Count;
  inStock: Count;
  facets: Facet[];
  categories: FacetValue[];
};

type Counted = Count & { inStock: Count; values: Map<string, number>; within: Map<string, number> };

/** Counts what the goods have that meet a query. Conditions on variants hold for the counted variant as well. */
async function countOf(q: Database, list: string, query: ListingQuery): Promise<Counted> {
  const sample = sql`select l.product_id from listings l where ${listMeets(list, query)} limit ${MOST_COUNTED + 1}`;
  const { rows } = await q.execute<{ kind: "all" | "stock" | "option" | "in"; name: string; count: number }>(
    sql`with sample as materialized (${sample}),
      -- "offset 0": product by product by the index, never by reading all variants.
      sold as (select own.* from sample cross join lateral (
        select v.product_id, v.options, v.in_stock from variants v
        where v.product_id = sample.product_id and ${variantMeets(query)} offset 0) as own)
      select 'all' as kind, '' as name, count(*)::int as count from sample
      union all select 'stock', '', count(distinct product_id)::int from sold where in_stock
      union all select 'option', key || ':' || value, count(distinct product_id)::int from sold, jsonb_each_text(options) group by 2
      union all select 'in', substr(own.list, length('category:') + 1), count(*)::int from sample cross join lateral (
        select c.list from listings c where c.product_id = sample.product_id and c.list like 'category:%' offset 0) as own group by 2`,
  );
  const of = (kind: string) =>
    new Map(rows.filter((row) => row.kind === kind).map(({ name, count }) => [name, count]));
  const count = of("all").get("") ?? 0;
  const isLeast = count > MOST_COUNTED;
  return {
    count: Math.min(count, MOST_COUNTED),
    isLeast,
    inStock: { count: of("stock").get("") ?? 0, isLeast },
    values: of("option"),
    within: of("in"),
  };
}

type ValueRow = {
  axis: string;
  value: string;
  axisName: Localized;
  label: Localized;
  swatch: string | null;
};

/** What a list can be filtered by, with counts. Values of an axis are counted as if nothing were chosen of it, since one more widens the choice. */
export async function readFacets(
  q: Database,
  list: string,
  query: ListingQuery,
  /** The slug of the category whose children one can choose; null is the top. */
  parent: string | null,
): Promise<ListFacets> {
  const plain = { ...query, sort: NO_QUERY.sort, cursor: null };
  const { rows: values } = await q.execute<ValueRow>(
    sql`select axis, value, axis_name as "axisName", label, swatch from list_values where list = ${list}
      order by axis_position, axis, position, value limit ${MOST_VALUES}`,
  );
  const { rows: categories } = await q.execute<{ slug: string; name: Localized }>(
    sql`select slug, name from categories where parent_slug ${parent === null ? sql`is null` : sql`= ${parent}`}
      order by position, slug limit ${MOST_CATEGORIES}`,
  );
  const total = await countOf(q, list, plain);
  const chosenAxes = Object.keys(query.options);
  const without = new Map<string, Counted>();
  for (const axis of chosenAxes) {
    const { [axis]: _, ...options } = query.options;
    without.set(axis, await countOf(q, list, { ...plain, options }));
  }
  const whole = query.within === null ? total : await countOf(q, list, { ...plain, within: null });
  const byAxis = new Map<string, ValueRow[]>();
  for (const row of values) byAxis.set(row.axis, [...(byAxis.get(row.axis) ?? []), row]);
  return {
    total: { count: total.count, isLeast: total.isLeast },
    inStock: total.inStock,
    facets: [...byAxis].flatMap(([axis, rows]) => {
      const counted = without.get(axis) ?? total;
      const shown = rows
        .map(({ value, label, swatch }) => ({
          value,
          label,
          swatch,
          count: counted.values.get(`${axis}:${value}`) ?? 0,
          isLeast: counted.isLeast,
          chosen: query.options[axis]?.includes(value) ?? false,
        }))
        .filter(isWorthShowing);
      const name = rows[0]?.axisName;
      return name && shown.length > 0 ? [{ axis, name, values: shown }] : [];
    }),
    categories: categories
      .map(({ slug, name }) => ({
        value: slug,
        label: name,
        swatch: null,
        count: whole.within.get(slug) ?? 0,
        isLeast: whole.isLeast,
        chosen: slug === query.within,
      }))
      .filter(isWorthShowing),
  };
}

const isWorthShowing = ({ count, isLeast, chosen }: FacetValue) => count > 0 || isLeast || chosen;
