import { formatText } from "./format-text";
import type { Locale } from "./routing";
import type { CountedText } from "./text-for-count";

/** One of each plural form that whole numbers have in any language, the usual ones last. */
const SAMPLES = [1_000_000, 100, 11, 8, 6, 3, 2, 1];

/** A text of `textsFor` with one value, `{count}`, made ready for `textForCount`. */
export function countedText(text: string, locale: Locale): CountedText {
  const rules = new Intl.PluralRules(locale);
  const number = new Intl.NumberFormat(locale);
  const form = (count: number) => formatText(text, { count }).replace(number.format(count), "{count}");
  const forms = Object.fromEntries(SAMPLES.map((count) => [rules.select(count), form(count)]));
  const none = form(0);
  return { locale, forms: none === forms[rules.select(0)] ? forms : { ...forms, 0: none } };
}
