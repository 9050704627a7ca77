import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { type Currency, toMinor } from "@/lib/base/money";
import { amountsBetween, type Conversion, MOST_MINOR } from "@/lib/currencies/conversion";
import { conversionTo, ownCurrency } from "@/lib/currencies/sold";
import { facetSets, type ListingQuery } from "./listing";

const keysOf = (list: string, facets: readonly string[]): SQL =>
  sql`array[${sql.join(
    facets.map((facet) => sql`listing_key(${list}, ${facet})`),
    sql`, `,
  )}]`;

type Range = { min: number; max: number };

/** In minor units of the query's currency; null is open. */
function amountsOf({ min, max, currency = ownCurrency() }: ListingQuery): Range | null {
  if (min === null && max === null) return null;
  const minor = (amount: number) => Math.min(toMinor(amount, currency), MOST_MINOR);
  return { min: min === null ? 0 : minor(min), max: max === null ? MOST_MINOR : minor(max) };
}

/** Whether the index of facets finds its goods: by what is chosen, or by a price range of so few steps that it is sooner than an order of the list. */
export function isFaceted(query: ListingQuery): boolean {
  const amounts = amountsOf(query);
  return (
    facetSets(query).length > 0 ||
    query.within !== null ||
    (amounts !== null && amounts.max <= 4 * amounts.min)
  );
}

const between = (amount: SQL, range: Range | null) =>
  range ? sql`${amount} between ${range.min} and ${range.max}` : sql`false`;

/** Whether a variant `v` costs so much, in another currency by its price for it, or else by one that is converted. */
function costs(range: Range, conversion: Conversion | null): SQL {
  if (!conversion) return between(sql`v.unit_amount`, range);
  const own = sql`v.prices -> ${conversion.to}::text`;
  return sql`case when ${own} is null then ${between(sql`v.unit_amount`, amountsBetween(range, conversion))}
    else ${between(sql`(${own} ->> 'amount')::bigint`, range)} end`;
}

/**
 * What goods of the list must have to be worth a look: a price in one of the range's steps, which an index finds. In another currency one that was set, or one
 * that is converted.
 */
function pricedNear(list: string, range: Range, conversion: Conversion | null): SQL {
  const keys = (currency: Currency, { min, max }: Range) =>
    sql`price_keys(${list}, ${currency}, ${min}, ${max})`;
  if (!conversion) return sql`l.facets && ${keys(ownCurrency(), range)}`;
  const converted = amountsBetween(range, conversion);
  const set = keys(conversion.to, range);
  return sql`l.facets && ${converted ? sql`(${set} || ${keys(conversion.from, converted)})` : set}`;
}

/** Where nothing but a price is asked, and in the list's own currency, the cheapest or the dearest variant may be enough to know. */
const isPricedItself = (query: ListingQuery, range: Range): SQL =>
  facetSets(query).length > 0 || conversionOf(query)
    ? sql`false`
    : sql`${between(sql`l.lowest_amount`, range)} or ${between(sql`l.highest_amount`, range)}`;

/** Options and a price must be met by one variant. `offset 0` has each row look up its own; otherwise PostgreSQL may begin with the variants of all goods. */
const hasVariant = (query: ListingQuery): SQL =>
  sql`exists (select from variants v where v.product_id = l.product_id and ${variantMeets(query)} offset 0)`;

const conversionOf = ({ currency }: ListingQuery) => (currency ? conversionTo(currency) : null);

/** What one variant `v` that can be bought must meet, of all that is asked. */
export function variantMeets(query: ListingQuery): SQL {
  const amounts = amountsOf(query);
  return sql.join([
    sql`v.active and is_priced(v.stripe_price_id)`,
    ...Object.entries(query.options).map(([axis, values]) => sql` and v.options ->> ${axis} in ${values}`),
    ...(query.inStock ? [sql` and v.in_stock`] : []),
    ...(amounts ? [sql` and ${costs(amounts, conversionOf(query))}`] : []),
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
  const byFacetsAlone = order === "any" && isFaceted(query);
  return sql.join([
    byFacetsAlone ? sql`l.list || '' = ${list}` : sql`l.list = ${list}`,
    sql` and l.published_at <= now() and (l.ends_at is null or l.ends_at > now())`,
    ...(sets.length > 0 ? [sql` and l.facets && ${keysOf(list, sets)}`] : []),
    ...(query.within === null ? [] : [sql` and l.facets && ${keysOf(list, [`in=${query.within}`])}`]),
    // A list has the amounts of the store's own currency, and a price that is set for another need not follow them.
    ...(amounts && !conversionOf(query) && !byFacetsAlone
      ? [sql` and l.highest_amount >= ${amounts.min} and l.lowest_amount <= ${amounts.max}`]
      : []),
    ...(amounts ? [sql` and ${pricedNear(list, amounts, conversionOf(query))}`] : []),
    ...(amounts ? [sql` and (${isPricedItself(query, amounts)} or ${hasVariant(query)})`] : []),
  ]);
}
