import "server-only";
import { z } from "zod";
import { laidOverWords, type OwnTexts } from "@/i18n/laid-over";
import { type OwnTextProblem, ownTextProblem, textsBelow, withOwnTexts } from "@/i18n/own-texts";
import { type Locale, routing } from "@/i18n/routing";
import { textsOfFile, translator } from "@/i18n/texts.server";
import { tryingWords } from "@/i18n/tried-words.server";
import { settingShape } from "@/lib/desk/settings/change-setting.server";
import { EMAIL_NAMES, EMAIL_SOURCES, type EmailName } from "@/lib/desk/settings/email-names";
import { exampleEmail } from "@/lib/desk/settings/example-emails.server";
import type { EmailRenderers, RenderedEmail } from "@/lib/email/renderers";

type MailFile = (typeof EMAIL_SOURCES)[EmailName]["file"];

/** `text` is what the e-mail says now, `file` what it says without the desk. */
export type MailWord = { key: string; text: string; file: string };

/** The words of an e-mail, and those that it shares with others, in a language. */
export function mailWords(name: EmailName, language: Locale): { own: MailWord[]; shared: MailWord[] } {
  const { file, key } = EMAIL_SOURCES[name];
  const keysOfMails = EMAIL_NAMES.flatMap((one) =>
    EMAIL_SOURCES[one].file === file ? [EMAIL_SOURCES[one].key] : [],
  );
  const words = wordsIn(file, language);
  const isBelow = (word: MailWord, of: string) => word.key.startsWith(`${of}.`);
  return {
    own: words.filter((word) => isBelow(word, key)),
    shared: words.filter((word) => !keysOfMails.some((one) => isBelow(word, one))),
  };
}

function wordsIn(file: MailFile, language: Locale): MailWord[] {
  const texts = textsOfFile(language, file);
  const now = new Map(textsBelow(withOwnTexts(texts, ownWords(file, language), language), ""));
  return textsBelow(texts, "").map(([key, text]) => ({ key, text: now.get(key) ?? text, file: text }));
}

const ownWords = (file: MailFile, language: Locale): Readonly<Record<string, string>> =>
  laidOverWords().texts[language]?.[file] ?? {};

const MOST_LETTERS = 2_000;

const typed = z.object({
  mail: z.enum(EMAIL_NAMES),
  language: z.enum(routing.locales),
  values: z.record(z.string().max(100), z.string().max(MOST_LETTERS)).default({}),
});

type TypedWords = z.output<typeof typed>;

export const wordsTrial = z.strictObject(typed.shape);

/** An earlier version is one of all words of this file and language; so is what the files say. */
export const wordsChange = z.strictObject({ ...typed.shape, ...settingShape });

type ReadWords =
  | { ok: true; value: Record<string, string> | null }
  | { ok: false; code: "words_wrong"; status: 422; message: string; fields: string[] };

/** All own words of the file with what was typed in their place: what is as in the file is not kept. What is wrong is told in the staff's language. */
export function readTypedWords({ mail, language, values }: TypedWords, locale: Locale): ReadWords {
  const { file } = EMAIL_SOURCES[mail];
  const files = new Map(textsBelow(textsOfFile(language, file), ""));
  const known = Object.entries(values).flatMap(([key, text]) => {
    const ofFile = files.get(key);
    return ofFile === undefined ? [] : [{ key, text: text.replaceAll("\r\n", "\n").trim(), ofFile }];
  });
  const wrong = known.flatMap(({ key, text, ofFile }) => {
    const problem = text === "" ? null : ownTextProblem(text, ofFile, language);
    return problem ? [{ key, problem }] : [];
  });
  if (wrong.length > 0) {
    const t = translator(locale, "desk-words");
    return {
      ...{ ok: false, code: "words_wrong", status: 422 },
      message: [t("mail.wrong.all"), ...wrong.map(({ key, problem }) => `${key}: ${whyOf(problem, t)}`)].join(
        "\n",
      ),
      fields: wrong.map(({ key }) => `values.${key}`),
    };
  }
  // A field that was emptied says what the file says again.
  const gone = new Set(
    known.filter(({ text, ofFile }) => text === "" || text === ofFile).map(({ key }) => key),
  );
  const all = {
    ...ownWords(file, language),
    ...Object.fromEntries(known.map(({ key, text }) => [key, text])),
  };
  const kept = Object.entries(all).filter(([key]) => files.has(key) && !gone.has(key));
  return { ok: true, value: kept.length === 0 ? null : Object.fromEntries(kept) };
}

function whyOf(problem: OwnTextProblem, t: ReturnType<typeof translator<"desk-words">>): string {
  switch (problem.why) {
    case "empty":
    case "syntax":
      return t(`mail.wrong.${problem.why}`);
    case "unknown":
    case "missing":
    case "cases":
      return t(`mail.wrong.${problem.why}`, { name: problem.name });
  }
}

/** The example e-mail as it would be with these words. */
export function tryMailWords(
  { mail, language }: TypedWords,
  value: Record<string, string> | null,
  making: { render: EmailRenderers; now: Date },
): Promise<RenderedEmail> {
  const { file } = EMAIL_SOURCES[mail];
  const words = laidOverWords();
  const texts: OwnTexts = { ...words.texts, [language]: { ...words.texts[language], [file]: value ?? {} } };
  return tryingWords({ ...words, texts }, () => exampleEmail(mail, language, making));
}

/** The setting that an e-mail's words are kept in. */
export const wordsSetting = (mail: EmailName, language: Locale) =>
  `texts/${language}/${EMAIL_SOURCES[mail].file}` as const;
