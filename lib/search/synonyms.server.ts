import "server-only";
import { asc } from "drizzle-orm";
import { z } from "zod";
import { TRANSLATED } from "@/i18n/languages";
import type { Database } from "@/lib/db/client";
import { searchSynonyms } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";

/** Letters of a word or a phrase, and how many of them one synonym may have. */
const LONGEST = 60;
const MOST_WORDS = 20;
const MOST_SYNONYMS = 5000;

const word = z
  .string()
  .trim()
  .min(1)
  .max(LONGEST)
  .regex(/[\p{L}\p{N}]/u, "has no letter and no number");
const words = z.array(word).max(MOST_WORDS);

const synonym = z.union([words.min(2), z.strictObject({ words: words.min(1), means: words.min(1) })]);

const file = z.partialRecord(z.enum(TRANSLATED), z.array(synonym).max(MOST_SYNONYMS));

/** By language. A list: each word also finds the others. `words` and `means`: each of `words` also finds what is in `means`, and not the other way round. */
type SynonymFile = z.infer<typeof file>;

export async function listSynonyms(q: Database): Promise<SynonymFile> {
  const rows = await q.select().from(searchSynonyms).orderBy(asc(searchSynonyms.id));
  const found: SynonymFile = {};
  for (const { locale, words, means } of rows) {
    const known = TRANSLATED.find((one) => one === locale);
    if (known) found[known] = [...(found[known] ?? []), means ? { words, means } : words];
  }
  return found;
}

/** Puts these in the place of all synonyms that there are. Nothing is changed when one of them is not valid. */
export async function replaceSynonyms(
  q: Database,
  given: unknown,
): Promise<{ ok: true; count: number } | { ok: false; problem: string }> {
  const parsed = file.safeParse(given);
  if (!parsed.success) return { ok: false, problem: z.prettifyError(parsed.error) };
  const rows = Object.entries(parsed.data).flatMap(([locale, synonyms]) =>
    synonyms.map((one) => (Array.isArray(one) ? { locale, words: one } : { locale, ...one })),
  );
  await inTransaction(q, async (tx) => {
    await tx.delete(searchSynonyms);
    for (let first = 0; first < rows.length; first += 1000)
      await tx.insert(searchSynonyms).values(rows.slice(first, first + 1000));
  });
  return { ok: true, count: rows.length };
}
