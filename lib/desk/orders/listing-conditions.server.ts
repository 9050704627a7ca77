import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { type Currency, currency, MOST_CHARGED } from "@/lib/base/money";
import { parseAmount } from "@/lib/base/money-input";
import { nextDay, startOfDay } from "@/lib/base/time-zone";
import { env } from "@/lib/config/env";
import { shopTimeZone } from "@/lib/config/shop";
import { db } from "@/lib/db/client";
import { orderListings } from "@/lib/db/schema";
import { ORDER_STATUSES, WAITING_STATUSES } from "@/lib/model/order";
import { ordersWithOpenChange } from "@/lib/orders/merchant/open-change.server";
import { ordersOfStripeId } from "./find-by-stripe-id.server";
import type { OrderFilter } from "./order-filter";
import { likePattern, meantOrderNumber, readOrderSearch } from "./search-text";

/** Orders that nobody has tried to pay are only shown when they are asked for. */
const PLACED = ORDER_STATUSES.filter((status) => status !== "open" && status !== "expired");

/** `range`: what the index that sorts the list has in one piece. `rest`: all other conditions. */
export type ListingConditions = { range: SQL[]; rest: SQL[] };

export async function listingConditions(filter: OrderFilter): Promise<ListingConditions> {
  const isByTotal = filter.sort?.startsWith("total") ?? false;
  const byTime = timeConditions(filter);
  const byTotal = totalConditions(filter);
  const isInOneCurrency = Boolean(filter.currency || filter.min || filter.max || isByTotal);
  const terms = [
    isInOneCurrency ? [`currency:${filterCurrency(filter)}`] : [],
    statesOf(filter).map((status) => `state:${status}`),
    filter.surface.map((surface) => `surface:${surface}`),
    filter.country.map((country) => `country:${country}`),
    filter.tag ? [`tag:${filter.tag}`] : [],
    ...(filter.discount ? [await rulesOf(filter.discount)] : []),
    ...(filter.product ? [await variantsOf(filter.product)] : []),
  ].filter((group) => group.length > 0);
  return {
    range: isByTotal ? [sql`${orderListings.currency} = ${filterCurrency(filter)}`, ...byTotal] : byTime,
    rest: [
      ...(isByTotal ? byTime : byTotal),
      ...terms.map((group) => sql`${orderListings.terms} && ${sql.param(group)}::text[]`),
      ...(filter.changing ? [amongIds(await ordersWithOpenChange(db()))] : []),
      ...(filter.q ? await searchConditions(filter.q) : []),
    ],
  };
}

/** An amount means one currency, and so does a list that is sorted by amount: the store's own where none is chosen. */
const filterCurrency = (filter: OrderFilter): Currency => currency(filter.currency ?? env().STORE_CURRENCY);

function statesOf({ state, attention, changing, q }: OrderFilter): readonly string[] {
  if (attention) return WAITING_STATUSES;
  if (state.includes("any")) return [];
  if (state.length > 0) return state;
  return q || changing ? [] : PLACED;
}

function timeConditions({ from, to }: OrderFilter): SQL[] {
  const zone = shopTimeZone();
  const instant = (day: string) => sql`${startOfDay(day, zone).toISOString()}::timestamptz`;
  return [
    ...(from ? [sql`${orderListings.placedAt} >= ${instant(from)}`] : []),
    ...(to ? [sql`${orderListings.placedAt} < ${instant(nextDay(to))}`] : []),
  ];
}

function totalConditions(filter: OrderFilter): SQL[] {
  const { min, max } = filter;
  const code = filterCurrency(filter);
  const minor = (typed: string, otherwise: number) => parseAmount(typed, code) ?? otherwise;
  return [
    // The index of amounts begins with the currency.
    ...(min || max ? [sql`${orderListings.currency} = ${code}`] : []),
    ...(min ? [sql`${orderListings.total} >= ${minor(min, MOST_CHARGED)}`] : []),
    ...(max ? [sql`${orderListings.total} <= ${minor(max, 0)}`] : []),
  ];
}

async function searchConditions(typed: string): Promise<SQL[]> {
  const search = readOrderSearch(typed);
  if (search.kind === "stripe") {
    return [amongIds(await ordersOfStripeId(search.id))];
  }
  const meets = (pattern: string) => sql`${orderListings.who} like search_fold(${pattern})`;
  const number = meantOrderNumber(typed);
  const found = sql.join(
    search.words.map((word) => meets(likePattern(word))),
    sql` and `,
  );
  const ways = [
    ...(search.words.length > 0 ? [sql`(${found})`] : []),
    ...(number ? [meets(`% ${number} %`)] : []),
    ...(search.card ? [sql`${orderListings.terms} @> array[${`card:${search.card}`}]::text[]`] : []),
  ];
  return ways.length > 0 ? [sql`(${sql.join(ways, sql` or `)})`] : [];
}

const amongIds = (ids: readonly string[]): SQL =>
  sql`${orderListings.orderId} = any(${sql.param(ids)}::text[])`;

async function rulesOf(discount: string): Promise<string[]> {
  const { rows } = await db().execute<{ id: string }>(
    sql`select id from discount_rules where upper(code) = upper(${discount})`,
  );
  return [discount, ...rows.map(({ id }) => id)].map((id) => `rule:${id}`);
}

async function variantsOf(product: string): Promise<string[]> {
  const { rows } = await db().execute<{ id: string }>(
    sql`select id from variants where sku = ${product}
      union select variants.id from variants join products on products.id = variants.product_id where products.slug = ${product}`,
  );
  // An unknown one is of no order.
  return ["", ...rows.map(({ id }) => id)].map((id) => `variant:${id}`);
}
