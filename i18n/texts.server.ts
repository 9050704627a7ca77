import "server-only";
import compile from "icu-minify/compile";
import { createTranslator } from "next-intl";
import { compiledText } from "./format-text";
import { type Area, loadMessages, type Messages, type Texts } from "./messages";
import { type Locale, routing } from "./routing";

// Loaded once, before anything else of the process runs, so that a text needs no waiting wherever it is asked for.
const LANGUAGES = new Map(
  await Promise.all(routing.locales.map(async (locale) => [locale, await loadMessages(locale)] as const)),
);

/** An order or an account may be in a language that the store has given up since: it is written to in the default one. */
function messagesOf(locale: Locale): Messages {
  const messages = LANGUAGES.get(locale) ?? LANGUAGES.get(routing.defaultLocale);
  if (!messages) throw new Error("the default language has no texts");
  return messages;
}

const newTranslator = <Name extends Area>(locale: Locale, area: Name) =>
  createTranslator({ locale, messages: messagesOf(locale)[area], timeZone: "UTC" });

const translators = new Map<string, unknown>();

/**
 * `t("key", { values })` for code that runs outside of React: route handlers, background work, e-mails, scripts. Pages and components
 * use next-intl's own `getTranslations`, which reads the same messages.
 */
export function translator<Name extends Area>(locale: Locale, area: Name): Translator<Name> {
  const key = `${locale} ${area}`;
  const known = translators.get(key) ?? newTranslator(locale, area);
  translators.set(key, known);
  return known as Translator<Name>;
}

/** What `translator` gives for an area, as a type. */
export type Translator<Name extends Area> = ReturnType<typeof newTranslator<Name>>;

const prepared = new Map<string, unknown>();

/**
 * An area's texts as props of client components: one language of one area, made ready here so that the browser needs no parser of
 * messages. Hand on only the part that is used.
 */
export function textsFor<Name extends Area>(locale: Locale, area: Name): Texts<Name> {
  const key = `${locale} ${area}`;
  const texts = prepared.get(key) ?? prepare(messagesOf(locale)[area], locale);
  prepared.set(key, texts);
  return texts as Texts<Name>;
}

function prepare(node: unknown, locale: Locale): unknown {
  if (typeof node === "string") return compiledText(compile(node), locale);
  if (typeof node !== "object" || node === null) throw new Error("a message is a text or an object of texts");
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, prepare(value, locale)]));
}
