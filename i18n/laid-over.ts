/** Texts of the shop by area and key, `{ emails: { "receipt.title": "…" } }`, by language. */
export type OwnTexts = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;

/** What staff have set in the desk about the shop's words and languages. */
export type LaidOverWords = {
  texts: OwnTexts;
  /** Languages that shoppers do not see for now; never the default one. */
  hidden: readonly string[];
};

const NOTHING: LaidOverWords = { texts: {}, hidden: [] };

/** Next.js loads a module once for each kind of route, and all of them have to know the same. */
const globals = globalThis as typeof globalThis & { __storeLaidOverWords?: LaidOverWords };

/** As this process knows it. The same object until something is changed. */
export const laidOverWords = (): LaidOverWords => globals.__storeLaidOverWords ?? NOTHING;

/** For `lib/settings`, which reads it from the database. */
export function layOverWords(words: LaidOverWords): void {
  globals.__storeLaidOverWords = words;
}
