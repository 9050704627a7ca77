import type { Locale } from "./routing";

/** A text with `{count}` in it for each plural form of its language, and for numbers that have a text of their own. Made by `countedText`. */
export type CountedText = { locale: Locale; forms: Readonly<Record<string, string>> };

/** Needs no formatter of messages, which every page would have to load. */
export function textForCount({ locale, forms }: CountedText, count: number): string {
  const form = forms[count] ?? forms[new Intl.PluralRules(locale).select(count)] ?? forms.other ?? "";
  return form.replace("{count}", count.toLocaleString(locale));
}
