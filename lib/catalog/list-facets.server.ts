import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Localized } from "@/lib/base/i18n-text";
import type { Database } from "@/lib/db/client";
import { listMeets, variantMeets } from "./list-conditions.server";
import { facetSets, type ListingQuery, NO_QUERY } from "./listing";

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

/** What is counted, by a name of ours; each is met by having one of these facets. */
type Wanted = Map<string, string[]>;

const STOCK = "stock";
const optionName = (axis: string, value: string) => `${axis}=${value}`;
const withinName = (slug: string) => `in=${slug}`;

/**
 * Counts what the goods have that meet a query, among the first so many of the list. The keys stand in the rows that are read anyway; only a price range
 * needs the variants, since what is counted must have a variant in it.
 */
async function countOf(q: Database, list: string, query: ListingQuery, wanted: Wanted): Promise<Counted> {
  const pairs = [...wanted].flatMap(([name, facets]) => facets.map((facet) => ({ name, facet })));
  // In the order of an index, or a list might be looked for in all rows of the others.
  const sample = sql`select l.product_id, l.facets from listings l where ${listMeets(list, query)}
    order by l.product_id limit ${MOST_COUNTED + 1}`;
  const { rows } = await q.execute<{ name: string | null; count: number }>(
    sql`with sample as materialized (${sample}),
      wanted as materialized (
        select name, facet, listing_key(${list}, facet) as key
        from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as pair(name text, facet text))
      select null as name, count(*)::int as count from sample
      union all
      select wanted.name, count(distinct sample.product_id)::int
      from sample cross join unnest(sample.facets) as facet(key) join wanted using (key)
      where ${hasAmount(query) ? sql`exists (${variantOf(query)})` : sql`true`} group by wanted.name`,
  );
  const count = rows.find(({ name }) => name === null)?.count ?? 0;
  return {
    count: Math.min(count, MOST_COUNTED),
    isLeast: count > MOST_COUNTED,
    found: new Map(rows.flatMap(({ name, count: counted }) => (name === null ? [] : [[name, counted]]))),
  };
}

const hasAmount = ({ min, max }: ListingQuery) => min !== null || max !== null;

/** A variant of the counted product in the price range that has all options of the counted facet. */
const variantOf = (query: ListingQuery): SQL =>
  sql`select from variants v where v.product_id = sample.product_id and ${variantMeets({ ...query, options: {}, inStock: false })}
    and (wanted.facet like 'in=%' or not exists (
      select from unnest(string_to_array(wanted.facet, '&')) as part
      where case when part = 'stock' then not v.in_stock
        else v.options ->> split_part(part, '=', 1) is distinct from substr(part, strpos(part, '=') + 1) end))`;

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
        facetSets({ options: { ...options, [axis]: [value] }, inStock }),
      ]),
    );
  const withinWanted: Wanted = new Map(categories.map(({ slug }) => [withinName(slug), [`in=${slug}`]]));
  const stockWanted: Wanted = new Map([[STOCK, facetSets({ options, inStock: true })]]);
  const isChosen = ({ axis }: ValueRow) => options[axis] !== undefined;
  const total = await countOf(
    q,
    list,
    plain,
    new Map([...stockWanted, ...withinWanted, ...optionsWanted(values.filter((row) => !isChosen(row)))]),
  );
  const without = new Map<string, Counted>();
  for (const axis of Object.keys(options)) {
    const { [axis]: _, ...others } = options;
    const own = optionsWanted(values.filter((row) => row.axis === axis));
    without.set(axis, await countOf(q, list, { ...plain, options: others }, own));
  }
  const whole =
    query.within === null ? total : await countOf(q, list, { ...plain, within: null }, withinWanted);
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
        count: whole.found.get(withinName(slug)) ?? 0,
        isLeast: whole.isLeast,
        chosen: slug === query.within,
      }))
      .filter(isWorthShowing),
  };
}

const isWorthShowing = ({ count, isLeast, chosen }: FacetValue) => count > 0 || isLeast || chosen;
