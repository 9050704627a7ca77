/** What the shop knows of a word that was typed. All are stems, as they are in the index. */
export type QueryWord = {
  /** Without accents and capitals. */
  word: string;
  stems: string[];
  /** As "the": may be left out. */
  stop: boolean;
  /** Of the shop's words that begin so; for the last word only. */
  starts: string[];
  /** Of the shop's words that end so, in a language that writes words together. */
  ends: string[];
};

/** The words `from` to `to` also find these, each a list of stems that belong together. */
type QuerySynonym = { from: number; to: number; means: string[][] };

export type QueryKnowledge = {
  words: QueryWord[];
  synonyms: QuerySynonym[];
  compounds: boolean;
  code: string;
};

/** Letters: the start of a shorter word begins too many others. */
const SHORTEST_START = 3;
const SHORTEST_PART = 4;

const quoted = (stem: string) => `'${stem.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
const start = (stem: string) => `${quoted(stem)}:*`;
const joined = (parts: readonly string[], by: "&" | "|") =>
  parts.length === 1 ? `${parts[0]}` : `(${[...new Set(parts)].join(` ${by} `)})`;
const all = (parts: readonly string[]) => joined(parts, "&");
const any = (parts: readonly string[]) => joined(parts, "|");

/** Texts for `tsquery`. */
export type TextQuery = {
  text: string;
  /** The words as they are, for a rank. */
  whole: string;
  /** All that was typed as one number of a product. */
  code: string;
};

/**
 * What finds the goods: every word must be found, as it is or as another form of it, the last one also by its start. Null when nothing is asked.
 */
export function queryText({ words, synonyms, compounds, code }: QueryKnowledge): TextQuery | null {
  const asked = words.map((word, place) => ({ ...word, place })).filter(({ stems }) => stems.length > 0);
  const telling = asked.filter(({ stop }) => !stop);
  const kept = telling.length > 0 ? telling : asked;
  if (kept.length === 0) return null;
  const last = words.length - 1;

  const term = ({ word, stems, starts, ends, place }: QueryWord & { place: number }): string => {
    const begins = place === last ? word.length >= SHORTEST_START : compounds && word.length >= SHORTEST_PART;
    return any([all(stems.map(begins ? start : quoted)), ...starts.map(quoted), ...ends.map(quoted)]);
  };

  const parts: string[] = [];
  for (let place = 0; place <= last; ) {
    const here = synonyms.filter(({ from }) => from === place);
    const to = Math.max(place, ...here.map((synonym) => synonym.to));
    const own = kept.filter((word) => word.place >= place && word.place <= to).map(term);
    const others = here
      .filter((synonym) => synonym.to === to)
      .flatMap(({ means }) => means.filter((stems) => stems.length > 0));
    const ways = [...(own.length > 0 ? [all(own)] : []), ...others.map((stems) => all(stems.map(quoted)))];
    if (ways.length > 0) parts.push(any(ways));
    place = to + 1;
  }
  return {
    text: any([all(parts), quoted(code)]),
    whole: all(kept.flatMap(({ stems }) => stems.map(quoted))),
    code: quoted(code),
  };
}
