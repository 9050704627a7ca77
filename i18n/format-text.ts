import format, { type CompiledMessage } from "icu-minify/format";

type Values = Record<string, string | number>;

const FORMATTERS = {
  getDateTimeFormat: (...args: ConstructorParameters<typeof Intl.DateTimeFormat>) =>
    new Intl.DateTimeFormat(...args),
  getNumberFormat: (...args: ConstructorParameters<typeof Intl.NumberFormat>) =>
    new Intl.NumberFormat(...args),
  getPluralRules: (...args: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...args),
};

/** Plain text stays; a message with placeholders becomes JSON with its language. */
export function compiledText(message: CompiledMessage, locale: string): string {
  return typeof message === "string" && !message.startsWith("[")
    ? message
    : JSON.stringify([locale, message]);
}

/** Fills in a text of `textsFor`: `formatText(texts.badge, { count: 2 })`. @throws for a missing value */
export function formatText(text: string, values: Values): string {
  if (!text.startsWith("[")) return text;
  const [locale, message]: [string, CompiledMessage] = JSON.parse(text);
  return String(format(message, locale, values, { formatters: FORMATTERS, timeZone: "UTC" }));
}

/** Keeps each of `names` as `{name}`, for `Filled`. */
export function textWithHoles(text: string, names: readonly string[]): string {
  return formatText(text, Object.fromEntries(names.map((name) => [name, `{${name}}`])));
}
