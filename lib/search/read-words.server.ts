import "server-only";
import { sql } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import { db } from "@/lib/db/client";
import type { QueryKnowledge } from "./query-text";

const MOST_WORDS = 12;
/** Words of a phrase that has a synonym. */
const LONGEST_PHRASE = 3;
const MOST_FORMS = 30;

/** Sorts behind every letter. */
const BEHIND = sql`chr(1114111)`;

/**
 * What the shop knows of the words that were typed, in one statement. Each look is a short way in an index.
 * @param text as `typedText` returns it
 */
export async function readWords(text: string, locale: Locale): Promise<QueryKnowledge> {
  const { rows } = await db().execute<QueryKnowledge>(sql`
    with language as (select * from search_languages where locale = ${locale}),
    parts as (
      select word, row_number() over (order by place) - 1 as place, count(*) over () as words
      from unnest(string_to_array(search_fold(search_split(${text})), ' ')) with ordinality as part(word, place)
      where word <> '' order by place limit ${MOST_WORDS}
    ),
    typed as materialized (
      select parts.*, language.locale, language.config, language.compounds, search_stems(config, word) as stems,
        coalesce(ts_lexize(stop_words::regdictionary, word) = '{}', false) as stop
      from parts, language
    ),
    known as (
      select typed.place, jsonb_build_object('word', word, 'stems', stems, 'stop', stop,
        'starts', case when place = least(words, ${MOST_WORDS}) - 1 then (select coalesce(jsonb_agg(distinct stem), '[]') from (
            select stem from search_words as begun where begun.locale = typed.locale
              and begun.word > typed.word and begun.word < typed.word || ${BEHIND} order by begun.word limit ${MOST_FORMS}
          ) as forms) else '[]' end,
        'ends', case when compounds and length(stems[1]) >= 4 then (select coalesce(jsonb_agg(distinct stem), '[]') from (
            select stem from search_words as ended where ended.locale = typed.locale
              and reverse(ended.stem) > reverse(typed.stems[1]) and reverse(ended.stem) < reverse(typed.stems[1]) || ${BEHIND}
              order by reverse(ended.stem) limit ${MOST_FORMS}
          ) as forms) else '[]' end) as said
      from typed
    ),
    phrases as (
      select first.place as "from", final.place as "to", (
        select string_agg(array_to_string(stems, ' '), ' ' order by place) from typed where place between first.place and final.place
      ) as key
      from typed as first join typed as final on final.place between first.place and first.place + ${LONGEST_PHRASE - 1}
    ),
    meant as (
      select "from", "to", (
        select jsonb_agg(search_stems(config, search_fold(search_split(mean)))) from language, unnest(coalesce(means, synonym.words)) as mean
      ) as means
      from phrases join search_synonyms as synonym on synonym.locale = ${locale} and synonym.keys && array[phrases.key]
      where phrases.key <> ''
    )
    select coalesce((select jsonb_agg(said order by place) from known), '[]') as words,
      coalesce((select jsonb_agg(to_jsonb(meant)) from meant), '[]') as synonyms,
      coalesce((select compounds from language), false) as compounds,
      search_code(${text}) as code`);
  return rows[0] ?? { words: [], synonyms: [], compounds: false, code: "#" };
}
