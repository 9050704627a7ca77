import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import type { ProductId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { cursorText, type Place, placeOfCursor } from "./cursor";
import type { TextQuery } from "./query-text";
import { MOST_FOUND, SEARCH_PAGE_SIZE, type SearchResult } from "./shop-search";

/** `begun`: how many results stand before the page. */
type Row = Place & { id: ProductId; number: number; begun: number; total: number };

/** In the order of PostgreSQL's weights: D, C, B, A. */
const WEIGHTS = "{0.1, 0.3, 0.45, 1}";

/**
 * Ranks what a query finds, at most `MOST_FOUND` products, those with all words in their names first; the page is cut out of these. So a word that
 * every product has costs no more than one that a thousand have. Among products that fit equally well, sold-out ones come last.
 */
function pageStatement(query: TextQuery, locale: Locale, from: Place | null): SQL {
  const asked = sql`${query.text}::tsquery`;
  const begun = from
    ? sql`(select count(*) from numbered where fit > ${from.fit} or fit = ${from.fit} and (rank, product_id) <= (${from.rank}::bigint, ${from.id}))`
    : sql`0`;
  return sql`
    with scored as (
      select product_id, in_stock, rank, (ts_rank(${WEIGHTS}::float4[], words, ${asked})
        + case when name_words @@ ${query.whole}::tsquery then 0.5 else 0 end
        + case when words @@ ${query.code}::tsquery then 10 else 0 end) * 10 as score
      from search_candidates(${locale}, ${asked}, ${MOST_FOUND + 1})
    ),
    placed as (
      select product_id, rank, (round(score) * 2 + in_stock::int)::int * 1000 + round((score - round(score) + 0.5) * 100)::int as fit from scored
    ),
    numbered as (
      select *, row_number() over (order by fit desc, rank, product_id) as number, count(*) over () as total from placed
    ),
    begun as (select ${begun} as number)
    select product_id as id, numbered.rank::text as rank, fit, numbered.number::int as number, begun.number::int as begun, total::int as total
    from numbered, begun
    where numbered.number >= begun.number - ${SEARCH_PAGE_SIZE} and numbered.number <= begun.number + ${SEARCH_PAGE_SIZE} + 1
    order by numbered.number`;
}

/** One page of what is found, from the cursor on. Beyond the end, as with a cursor of goods that are gone, it is the first page. */
export async function findPage(
  query: TextQuery,
  locale: Locale,
  after: string | null,
): Promise<Omit<SearchResult, "corrected">> {
  const from = placeOfCursor(after);
  const { rows } = await db().execute<Row>(pageStatement(query, locale, from));
  const before = rows.filter(({ number, begun }) => number <= begun);
  const page = rows.filter(({ number, begun }) => number > begun && number <= begun + SEARCH_PAGE_SIZE);
  if (page.length === 0 && from) return findPage(query, locale, null);
  const [first] = before;
  const last = page.at(-1);
  const total = rows[0]?.total ?? 0;
  return {
    ids: page.map(({ id }) => id),
    total: { count: Math.min(total, MOST_FOUND), more: total > MOST_FOUND },
    previous: first ? (before.length === SEARCH_PAGE_SIZE + 1 ? cursorText(first) : "") : null,
    next: last && rows.at(-1) !== last ? cursorText(last) : null,
  };
}
