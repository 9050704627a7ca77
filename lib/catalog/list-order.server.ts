import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import { nameIn } from "@/lib/db/schema";
import type { ListingQuery, Sort } from "./listing";

type Order = {
  /** Of an index, with the product's id behind it. */
  by: SQL;
  /** The key as text, for an address. */
  key: SQL<string>;
  /** Its type in PostgreSQL. */
  type: SQL;
  isKey: (text: string) => boolean;
  descending: boolean;
};

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;
const isWhole = (text: string) => /^-?\d{1,16}$/.test(text);
const isAmount = (text: string) => /^\d{1,9}$/.test(text);
const amount = {
  by: sql`lowest_amount`,
  key: sql<string>`lowest_amount::text`,
  type: sql`integer`,
  isKey: isAmount,
};

function orderOf(sort: Sort, locale: Locale): Order {
  switch (sort) {
    case "featured":
      return { by: sql`rank`, key: sql`rank::text`, type: sql`bigint`, isKey: isWhole, descending: false };
    case "newest":
      return {
        by: sql`published_at`,
        // A date of JavaScript has no microseconds, and would skip or repeat goods.
        key: sql`to_char(published_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
        type: sql`timestamptz`,
        isKey: (text) => INSTANT.test(text) && !Number.isNaN(Date.parse(text)),
        descending: true,
      };
    case "price-asc":
      return { ...amount, descending: false };
    case "price-desc":
      return { ...amount, descending: true };
    case "name": {
      const by = nameIn(locale);
      return { by, key: sql`${by}`, type: sql`text`, isKey: () => true, descending: false };
    }
  }
}

/** How to read a page of a list: from its cursor on, or back from it. A cursor of another sort is as none. */
export function pageOrder({ sort, cursor }: ListingQuery, locale: Locale) {
  const { by, key, type, isKey, descending } = orderOf(sort, locale);
  const from = cursor && isKey(cursor.key) ? cursor : null;
  const back = from?.toward === "before";
  const falling = descending !== back;
  const way = sql.raw(falling ? "desc" : "asc");
  return {
    key,
    back,
    hasCursor: from !== null,
    orderBy: sql`${by} ${way}, product_id ${way}`,
    beyond: from
      ? sql` and (${by}, product_id) ${sql.raw(falling ? "<" : ">")} (${from.key}::${type}, ${from.productId})`
      : sql``,
  };
}
