import "server-only";
import compile from "icu-minify/compile";
import { createTranslator } from "next-intl";
import { compiledText } from "./format-text";
import { type Area, loadMessages, type Messages, type Texts } from "./messages";
import { ownTextProblem, textAtKey, withOwnTexts } from "./own-texts";
import { type Locale, routing } from "./routing";
import { wordsHere } from "./tried-words.server";

// Loaded once at the start, so that no text has to be awaited.
const LANGUAGES = new Map(
  await Promise.all(routing.locales.map(async (locale) => [locale, await loadMessages(locale)] as const)),
);

/** Orders and accounts may have a language that the store no longer offers. */
function messagesOf(locale: Locale): Messages {
  const messages = LANGUAGES.get(locale) ?? LANGUAGES.get(routing.defaultLocale);
  if (!messages) throw new Error("the default language has no texts");
  return messages;
}

/** One area's texts as the files have them, with those of the shop's own in their place. */
function areaTexts<Name extends Area>(locale: Locale, area: Name): Messages[Name] {
  const own = wordsHere().texts[locale]?.[area];
  return own ? withOwnTexts(messagesOf(locale)[area], own, locale) : messagesOf(locale)[area];
}

/** One area's texts as the files have them, without the shop's own. */
export const textsOfFile = (locale: Locale, area: Area): object => messagesOf(locale)[area];

/** Own texts that are passed over, as the files have changed since they were written: `emails: order_confirmed.subject (en)`. */
export const outdatedOwnTexts = (): string[] =>
  Object.entries(wordsHere().texts).flatMap(([locale, areas]) =>
    Object.entries(areas).flatMap(([area, own]) => {
      const files: Partial<Record<string, object>> = LANGUAGES.get(locale as Locale) ?? {};
      const texts = files[area] ?? {};
      return Object.entries(own).flatMap(([key, text]) => {
        const file = textAtKey(texts, key);
        return file !== null && ownTextProblem(text, file, locale) === null
          ? []
          : [`${area}: ${key} (${locale})`];
      });
    }),
  );

const newTranslator = <Name extends Area>(locale: Locale, area: Name) =>
  createTranslator({ locale, messages: areaTexts(locale, area), timeZone: "UTC" });

let translators = new Map<string, unknown>();
let prepared = new Map<string, unknown>();
let words = wordsHere();

/** What was made of texts that somebody has changed since is made anew. */
function forgetOldTexts(): void {
  if (words === wordsHere()) return;
  words = wordsHere();
  translators = new Map();
  prepared = new Map();
}

export function translator<Name extends Area>(locale: Locale, area: Name): Translator<Name> {
  forgetOldTexts();
  const key = `${locale} ${area}`;
  const known = translators.get(key) ?? newTranslator(locale, area);
  translators.set(key, known);
  return known as Translator<Name>;
}

export type Translator<Name extends Area> = ReturnType<typeof newTranslator<Name>>;

/** Prepares one area for client components, so that the browser needs no parser. Pass on only what is used. */
export function textsFor<Name extends Area>(locale: Locale, area: Name): Texts<Name> {
  forgetOldTexts();
  const key = `${locale} ${area}`;
  const texts = prepared.get(key) ?? prepare(areaTexts(locale, area), locale);
  prepared.set(key, texts);
  return texts as Texts<Name>;
}

function prepare(node: unknown, locale: Locale): unknown {
  if (typeof node === "string") return compiledText(compile(node), locale);
  if (typeof node !== "object" || node === null) throw new Error("a message is a text or an object of texts");
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, prepare(value, locale)]));
}
