import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Localized } from "@/lib/base/i18n-text";
import type { Database } from "@/lib/db/client";
import { isFaceted, listMeets, variantMeets } from "./list-conditions.server";
import { facetOf, type ListingQuery, NO_QUERY, type OptionSet, optionSets } from "./listing";

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

type Counted = Count & { found: Map<string, number> };

/** What is counted, by a name of ours: goods below a category, or with a variant that has one of these sets of options. */
type Wanted = Map<string, { within: string } | OptionSet[]>;

const STOCK = "stock";
const optionName = (axis: string, value: string) => `${axis}=${value}`;
const withinName = (slug: string) => `in=${slug}`;

/** Counts what the goods have that meet a query, among so many of the list. The keys stand in the rows that are read anyway. */
async function countOf(q: Database, list: string, query: ListingQuery, wanted: Wanted): Promise<Counted> {
  const byVariant = hasAmount(query);
  const asked = [...wanted].map(([name, what]) =>
    Array.isArray(what)
      ? { name, facets: what.map(facetOf), sets: byVariant ? what : null }
      : { name, facets: [withinName(what.within)], sets: null },
  );
  const { rows } = await q.execute<{ name: string | null; count: number }>(
    sql`with sample as materialized (${sampleOf(list, query)}),
      offered as materialized (${byVariant ? offeredBySample(query) : sql`select null::jsonb as options where false`}),
      keys as materialized (select key, count(*)::int as count from (select unnest(facets) as key from sample) as had group by key),
      wanted as (
        select name, sets, array(select listing_key(${list}, facet) from jsonb_array_elements_text(facets) as facet) as keys
        from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as asked(name text, facets jsonb, sets jsonb))
      select null as name, count(*)::int as count from sample
      union all
      select name, case
        when sets is not null then ${byVariant ? withSets : sql`0`}
        when cardinality(keys) = 1 then coalesce((select count from keys as had where had.key = wanted.keys[1]), 0)
        else (select count(*)::int from sample where facets && wanted.keys) end
      from wanted`,
  );
  const count = rows.find(({ name }) => name === null)?.count ?? 0;
  return {
    count: Math.min(count, MOST_COUNTED),
    isLeast: count > MOST_COUNTED,
    found: new Map(rows.flatMap(({ name, count: counted }) => (name === null ? [] : [[name, counted]]))),
  };
}

const hasAmount = ({ min, max }: ListingQuery) => min !== null || max !== null;

/** Sorted only where an index has the order: reading ends with the last that is counted, and not with the last that there is. */
const sampleOf = (list: string, query: ListingQuery): SQL =>
  sql`select l.product_id, l.facets from listings l where ${listMeets(list, query, "any")}
    ${isFaceted(query) ? sql`` : sql`order by l.product_id`} limit ${MOST_COUNTED + 1}`;

/** The variants in the price range, as what is counted must have one of them. */
const offeredBySample = (query: ListingQuery): SQL =>
  sql`select v.product_id, v.options, v.in_stock from sample join variants v on v.product_id = sample.product_id
    where ${variantMeets({ ...query, options: {}, inStock: false })}`;

const withSets = sql`(select count(distinct product_id)::int from offered, jsonb_to_recordset(sets) as one(options jsonb, stock boolean)
  where offered.options @> one.options and (offered.in_stock or not one.stock))`;

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
  const { options, inStock } = plain;
  const optionsWanted = (rows: readonly ValueRow[]): Wanted =>
    new Map(
      rows.map(({ axis, value }) => [
        optionName(axis, value),
        optionSets({ options: { ...options, [axis]: [value] }, inStock }),
      ]),
    );
  const withinWanted: Wanted = new Map(categories.map(({ slug }) => [withinName(slug), { within: slug }]));
  const stockWanted: Wanted = new Map([[STOCK, optionSets({ options, inStock: true })]]);
  const isChosen = ({ axis }: ValueRow) => options[axis] !== undefined;
  const count = (asked: ListingQuery, wanted: Wanted) => countOf(q, list, asked, wanted);
  const [total, whole, ...others] = await Promise.all([
    count(
      plain,
      new Map([...stockWanted, ...withinWanted, ...optionsWanted(values.filter((row) => !isChosen(row)))]),
    ),
    query.within === null ? null : count({ ...plain, within: null }, withinWanted),
    ...Object.keys(options).map(async (axis) => {
      const { [axis]: _, ...rest } = options;
      const own = optionsWanted(values.filter((row) => row.axis === axis));
      return [axis, await count({ ...plain, options: rest }, own)] as const;
    }),
  ]);
  const without = new Map(others);
  const byAxis = new Map<string, ValueRow[]>();
  for (const row of values) byAxis.set(row.axis, [...(byAxis.get(row.axis) ?? []), row]);
  return {
    total: { count: total.count, isLeast: total.isLeast },
    inStock: { count: total.found.get(STOCK) ?? 0, isLeast: total.isLeast },
    facets: [...byAxis].flatMap(([axis, rows]) => {
      const counted = without.get(axis) ?? total;
      const shown = rows
        .map(({ value, label, swatch }) => ({
          value,
          label,
          swatch,
          count: counted.found.get(optionName(axis, value)) ?? 0,
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
        count: (whole ?? total).found.get(withinName(slug)) ?? 0,
        isLeast: (whole ?? total).isLeast,
        chosen: slug === query.within,
      }))
      .filter(isWorthShowing),
  };
}

const isWorthShowing = ({ count, isLeast, chosen }: FacetValue) => count > 0 || isLeast || chosen;
