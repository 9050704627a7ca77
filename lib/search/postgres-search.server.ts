import "server-only";
import type { Locale } from "@/i18n/routing";
import { correctWords } from "./correct-words.server";
import { findPage } from "./find-page.server";
import { type QueryKnowledge, queryText } from "./query-text";
import { readWords } from "./read-words.server";
import type { SearchRequest, SearchResult } from "./shop-search";
import { typedText } from "./typed-text";

const NOTHING = { ids: [], total: { count: 0, more: false }, previous: null, next: null };

export async function searchInPostgres({ text, locale, after, exact }: SearchRequest): Promise<SearchResult> {
  const typed = typedText(text);
  if (!typed) return { ...NOTHING, corrected: null };
  const known = await readWords(typed, locale);
  const found = await findKnown(known, locale, after);
  if (exact || found.ids.length > 0) return { ...found, corrected: null };
  const corrected = await correctWords(known, locale);
  if (!corrected) return { ...NOTHING, corrected: null };
  const instead = await findKnown(await readWords(corrected.text, locale), locale, after);
  return { ...instead, corrected: corrected.said && instead.ids.length > 0 ? corrected.text : null };
}

function findKnown(known: QueryKnowledge, locale: Locale, after: string | null) {
  const query = queryText(known);
  return query ? findPage(query, locale, after) : NOTHING;
}
