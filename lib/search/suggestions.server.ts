import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import type { ProductId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { searchInPostgres } from "./postgres-search.server";
import type { Suggestions } from "./shop-search";
import { typedText } from "./typed-text";

const MOST = { product: 8, category: 3, collection: 2 };

type Row = { kind: keyof typeof MOST; target: string; name: string | null };

/** A name may begin so more than once. */
const SPARE = 3;

/** Names that begin with what was typed, or have a word that does. Each kind is one short look in the index of the table. */
export function startStatement(text: string, locale: Locale): SQL {
  const kinds = Object.entries(MOST).map(
    ([kind, most]) => sql`(select kind, target, key, name from search_suggestions
      where locale = ${locale} and kind = ${kind} and key >= (select start from asked) and key < (select start || chr(1114111) from asked) and published_at <= now()
      order by key, target limit ${most * SPARE})`,
  );
  return sql`with asked as materialized (select search_fold(search_split(${text})) collate "C" as start)
    select kind, target, name from (${sql.join(kinds, sql` union all `)}) as begun, asked where asked.start <> ''`;
}

export async function suggestFromPostgres(text: string, locale: Locale): Promise<Suggestions> {
  const typed = typedText(text);
  if (!typed) return { ids: [], places: [] };
  const { rows } = await db().execute<Row>(startStatement(typed, locale));
  const begun = (kind: Row["kind"]) =>
    [...new Map(rows.filter((row) => row.kind === kind).map((row) => [row.target, row.name ?? ""]))].slice(
      0,
      MOST[kind],
    );
  const places = (["category", "collection"] as const).flatMap((kind) =>
    begun(kind).map(([slug, name]) => ({ kind, slug, name })),
  );
  const ids = begun("product").map(([id]) => id as ProductId);
  if (ids.length > 0) return { ids, places };
  const found = await searchInPostgres({ text: typed, locale, after: null, exact: false });
  return { ids: found.ids.slice(0, MOST.product), places };
}
