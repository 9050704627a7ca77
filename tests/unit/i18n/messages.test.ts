import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { TRANSLATED } from "@/i18n/languages";
import { placeholdersOf } from "@/i18n/placeholders";
import { otherLocales, routing } from "@/i18n/routing";

const FOLDER = new URL("../../../messages/", import.meta.url);

const tree: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string(), tree])));
type Tree = { [key: string]: string | Tree };

/** "cart.code.label" -> text, of all files of a language. */
function textsOf(locale: string): Map<string, string> {
  const files = readdirSync(new URL(`${locale}/`, FOLDER)).sort();
  return new Map(
    files.flatMap((file) => {
      const area = file.replace(/\.json$/, "");
      return flat(area, tree.parse(JSON.parse(readFileSync(new URL(`${locale}/${file}`, FOLDER), "utf8"))));
    }),
  );
}

function flat(path: string, node: string | Tree): [string, string][] {
  if (typeof node === "string") return [[path, node]];
  return Object.entries(node).flatMap(([key, child]) => flat(`${path}.${key}`, child));
}

const base = textsOf(routing.defaultLocale);

/** Categories that a text must tell apart; "many" is for millions, which no shop counts to. */
const categoriesOf = (locale: string, type: Intl.PluralRuleType) =>
  new Intl.PluralRules(locale, { type }).resolvedOptions().pluralCategories.filter((name) => name !== "many");

describe("the messages", () => {
  it("have a folder for every language of the store, and no other", () => {
    expect(readdirSync(FOLDER).sort()).toEqual([...TRANSLATED].sort());
  });

  it.each(otherLocales)("in %s have the keys of the default language, no fewer and no more", (locale) => {
    expect([...textsOf(locale).keys()].sort()).toEqual([...base.keys()].sort());
  });

  it.each(routing.locales)("in %s are never empty", (locale) => {
    expect([...textsOf(locale)].filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  it("in French keep the signs that a space stands before on the line of their word", () => {
    const breaks = [...textsOf("fr")].filter(([, text]) => / [:;?!»]|« /.test(text));
    expect(breaks).toEqual([]);
  });

  it.each(otherLocales)("in %s use the placeholders of the default language", (locale) => {
    const used = (texts: Map<string, string>) =>
      Object.fromEntries([...texts].map(([key, text]) => [key, [...placeholdersOf(text).keys()].sort()]));
    expect(used(textsOf(locale))).toEqual(used(base));
  });

  it.each(otherLocales)(
    "in %s choose among the same cases, and by number where the default language does",
    (locale) => {
      for (const [key, text] of textsOf(locale)) {
        const own = placeholdersOf(text);
        for (const [name, uses] of placeholdersOf(base.get(key) ?? "")) {
          for (const { kind, options } of uses) {
            // A language may write every ordinal alike: "3e", "3.".
            if (kind === "value" || kind === "selectordinal") continue;
            const alike = own.get(name)?.find((use) => use.kind === kind);
            expect.soft(alike?.kind, `${locale} ${key}: {${name}}`).toBe(kind);
            if (kind === "select")
              expect.soft(alike?.options, `${locale} ${key}: {${name}}`).toEqual(options);
          }
        }
      }
    },
  );

  it.each(routing.locales)("in %s have every plural of the language, and none of another", (locale) => {
    for (const [key, text] of textsOf(locale)) {
      for (const [name, uses] of placeholdersOf(text)) {
        for (const { kind, options } of uses) {
          if (kind !== "plural" && kind !== "selectordinal") continue;
          const needed = categoriesOf(locale, kind === "plural" ? "cardinal" : "ordinal");
          const given = options.filter((option) => !option.startsWith("="));
          expect.soft(given.sort(), `${locale} ${key}: {${name}}`).toEqual(needed.sort());
        }
      }
    }
  });
});
