import "server-only";
import { languageNames } from "@/i18n/language-names";
import { routing } from "@/i18n/routing";
import { shownLocales } from "@/i18n/shown-locales";
import { translator } from "@/i18n/texts.server";
import { localPath } from "@/lib/base/i18n-path";
import { inLocale } from "@/lib/base/i18n-text";
import { markdownLine } from "@/lib/base/markdown";
import { listCategories } from "@/lib/catalog/categories.server";
import { listCollections } from "@/lib/catalog/collections.server";
import type { Category } from "@/lib/catalog/types";
import { env } from "@/lib/config/env";
import { shop } from "@/lib/config/shop";
import { legalPage } from "@/lib/legal/legal-page.server";
import { LEGAL_PAGES, legalPath } from "@/lib/legal/pages";

/** What a program should know first of the shop, in the default language. Source: llmstxt.org. */
export async function llmsText(): Promise<string> {
  const locale = routing.defaultLocale;
  const t = translator(locale, "programs");
  const { name, about } = shop();
  const [categories, collections] = await Promise.all([listCategories(), listCollections()]);
  const absolute = (path: string) => new URL(path, env().STORE_URL).href;
  const link = (text: string, path: string, about = "") =>
    `- [${markdownLine(text)}](<${absolute(path)}>)${about && `: ${markdownLine(about)}`}`;
  const lists = (kind: string, found: readonly Category[]) =>
    found.map((one) =>
      link(inLocale(one.name, locale), `/${kind}/${one.slug}`, inLocale(one.description, locale)),
    );
  const example = `\`${absolute("/products/NAME.md")}\``;
  const others = shownLocales().filter((other) => other !== locale);
  return parts([
    [`# ${markdownLine(name)}`, [`> ${markdownLine(inLocale(about.description, locale))}`]],
    [t("asMarkdown", { example }), [t("prices")]],
    [`## ${t("categories")}`, lists("categories", categories)],
    [`## ${t("collections")}`, lists("collections", collections)],
    [`## ${t("everything")}`, [link(t("sitemap"), "/sitemap.xml"), link(t("feed"), "/feeds/google.xml")]],
    [`## ${t("rules")}`, LEGAL_PAGES.map((page) => link(legalPage(page, locale).title, legalPath(page)))],
    [`## ${t("otherLanguages")}`, others.map((other) => link(languageNames[other], localPath(other, "/")))],
  ]);
}

/** A part without lines is left out. */
const parts = (all: readonly (readonly [head: string, lines: readonly string[]])[]): string =>
  all
    .filter(([, lines]) => lines.length > 0)
    .map(([head, lines]) => `${head}\n\n${lines.join("\n")}\n`)
    .join("\n");
