/** The languages that the store's own texts are in: each has a folder under `messages/`. A shop speaks all of them, or some. */
export const TRANSLATED = ["en", "fr", "de"] as const;

export type Locale = (typeof TRANSLATED)[number];

/** What a shop speaks; the first is the default. */
export type Languages = readonly [Locale, ...Locale[]];

type ReadLanguages = { ok: true; languages: Languages } | { ok: false; why: string };

/** Codes as a person wrote them. */
export function readLanguages(codes: readonly string[]): ReadLanguages {
  const known = codes.flatMap((code) => TRANSLATED.filter((one) => one === code));
  const unknown = codes.find((code) => !known.some((one) => one === code));
  if (unknown !== undefined)
    return { ok: false, why: `The store's texts are in ${TRANSLATED.join(", ")}, and not in ${unknown}.` };
  const twice = known.find((code, index) => known.indexOf(code) !== index);
  if (twice !== undefined) return { ok: false, why: `${twice} is named twice.` };
  const [first, ...others] = known;
  return first === undefined
    ? { ok: false, why: `A shop speaks at least one of ${TRANSLATED.join(", ")}.` }
    : { ok: true, languages: [first, ...others] };
}
