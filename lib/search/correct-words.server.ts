import "server-only";
import { sql } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import { db } from "@/lib/db/client";
import type { QueryKnowledge } from "./query-text";
import { type Candidate, nearestWord, nearSpellings, wordParts } from "./spelling";

/** Words of one query that are corrected. */
const MOST_CORRECTED = 3;
const MOST_ALIKE = 30;
const LONGEST_ALIKE = 40;

/**
 * A query for which nothing is found, with typing mistakes put right and compounds parted; null when no word can be helped.
 * `said` tells whether it is to be said: a compound that is parted is still what was typed.
 */
export async function correctWords(
  { words, compounds }: Pick<QueryKnowledge, "words" | "compounds">,
  locale: Locale,
): Promise<{ text: string; said: boolean } | null> {
  const asked = words.map(({ word }) => word);
  const known = new Set((await readExact(asked, locale)).map(({ word }) => word));
  const strange = words
    .filter(({ word, stop, starts, ends }) => !known.has(word) && !stop && starts.length + ends.length === 0)
    .slice(0, MOST_CORRECTED);
  const replaced = new Map<string, string>();
  let said = false;
  for (const { word } of strange) {
    const parted = compounds ? await partWord(word, locale) : null;
    if (parted) {
      replaced.set(word, parted);
      continue;
    }
    const near = nearestWord(word, await readExact(nearSpellings(word), locale));
    const meant = near ?? nearestWord(word, await readAlike(word, locale));
    if (!meant) continue;
    said = true;
    replaced.set(word, meant.shown);
  }
  if (replaced.size === 0) return null;
  return { text: asked.map((word) => replaced.get(word) ?? word).join(" "), said };
}

async function partWord(word: string, locale: Locale): Promise<string | null> {
  const ways = wordParts(word);
  const known = new Set((await readExact(ways.flat(), locale)).map((candidate) => candidate.word));
  return ways.find((parts) => parts.every((part) => known.has(part)))?.join(" ") ?? null;
}

async function readExact(words: readonly string[], locale: Locale): Promise<Candidate[]> {
  if (words.length === 0) return [];
  const { rows } = await db().execute<Candidate>(
    // One short look for each: for a list PostgreSQL would rather read all words of the language.
    sql`select found.* from unnest(${sql.param([...new Set(words)])}::text[]) as asked(word) cross join lateral (
        select word, shown, in_name as "inName" from search_words as known
        where known.locale = ${locale} and known.word = asked.word order by in_name desc limit 1
      ) as found`,
  );
  return rows;
}

async function readAlike(word: string, locale: Locale): Promise<Candidate[]> {
  if (word.length > LONGEST_ALIKE) return [];
  const { rows } = await db().execute<Candidate>(
    sql`select word, shown, in_name as "inName" from search_words_alike(${locale}, ${word}, ${MOST_ALIKE})`,
  );
  return rows;
}
