import format, { type CompiledMessage } from "icu-minify/format";

type Values = Record<string, string | number>;

const FORMATTERS = {
  getDateTimeFormat: (...args: ConstructorParameters<typeof Intl.DateTimeFormat>) =>
    new Intl.DateTimeFormat(...args),
  getNumberFormat: (...args: ConstructorParameters<typeof Intl.NumberFormat>) =>
    new Intl.NumberFormat(...args),
  getPluralRules: (...args: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...args),
};

/** Plain words stay as they are; a message with placeholders becomes JSON that names its language. */
export function compiledText(message: CompiledMessage, locale: string): string {
  return typeof message === "string" && !message.startsWith("[")
    ? message
    : JSON.stringify([locale, message]);
}

/**
 * A text that `textsFor` has prepared, with its values: `formatText(texts.badge, { count: 2 })`. Plurals and choices follow the language
 * of the text. @throws for a value that the text needs and is not given.
 */
export function formatText(text: string, values: Values): string {
  if (!text.startsWith("[")) return text;
  const [locale, message]: [string, CompiledMessage] = JSON.parse(text);
  return String(format(message, locale, values, { formatters: FORMATTERS, timeZone: "UTC" }));
}

/** The same, but each of `names` stays as `{name}`, for `Filled` to put an element there. */
export function textWithHoles(text: string, names: readonly string[]): string {
  return formatText(text, Object.fromEntries(names.map((name) => [name, `{${name}}`])));
}
