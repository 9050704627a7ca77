import "server-only";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { micromark } from "micromark";
import type { Locale } from "@/i18n/routing";
import { routing } from "@/i18n/routing";
import { keptUntilChanged, laidOver } from "@/lib/config/laid-over";
import { shop } from "@/lib/config/shop";
import { type LegalText, legalValues, readLegalText } from "./legal-text";
import { LEGAL_PAGES, type LegalPage } from "./pages";

/**
 * `html` is safe: HTML in the Markdown is shown as text, and links lead to pages and e-mail addresses only. `plain` is for programs without HTML.
 * `language` is the one it is written in; `version` is a hash of all that its page shows.
 */
export type ShownLegalPage = LegalText & { html: string; plain: string; language: Locale; version: string };

const knownPages = keptUntilChanged(() => new Map<string, ShownLegalPage>());

/** The text in a language, or in the default one when the merchant has not translated it. @throws Error for a text that is missing or wrong */
export function legalPage(page: LegalPage, locale: Locale): ShownLegalPage {
  const key = `${locale}/${page}`;
  const known = knownPages();
  const found = known.get(key) ?? load(page, locale);
  known.set(key, found);
  return found;
}

/** Whether the text was written in this language; the default language's stands in for it otherwise. */
export const hasLegalText = (page: LegalPage, locale: Locale): boolean => legalSource(page, locale) !== null;

/** What was written in the desk, or else the file; null where there is neither. */
export const legalSource = (page: LegalPage, locale: Locale): string | null =>
  ownSource(page, locale) ?? readText(`${locale}/${page}.md`);

/** A text that this version of the store can't read is passed over, so that the page stays; the doctor tells. */
function ownSource(page: LegalPage, locale: Locale): string | null {
  const source = laidOver().legal[`${locale}/${page}`];
  return source !== undefined && isReadableLegal(source, locale) ? source : null;
}

/** Whether a source has a head, and no placeholder that is unknown. */
export function isReadableLegal(source: string, locale: Locale): boolean {
  try {
    shownLegalText(source, locale, "the text");
    return true;
  } catch {
    return false;
  }
}

/** Texts of the desk that are passed over, as `terms (de)`. */
export const unreadableLegal = (): string[] =>
  LEGAL_PAGES.flatMap((page) =>
    routing.locales.flatMap((locale) =>
      laidOver().legal[`${locale}/${page}`] !== undefined && ownSource(page, locale) === null
        ? [`${page} (${locale})`]
        : [],
    ),
  );

function load(page: LegalPage, locale: Locale): ShownLegalPage {
  const file = `content/legal/${locale}/${page}.md`;
  const own = legalSource(page, locale);
  if (own !== null) return shownLegalText(own, locale, file);
  const source = legalSource(page, routing.defaultLocale);
  if (source === null) throw new Error(`${file} is missing`);
  return shownLegalText(source, locale, file, routing.defaultLocale);
}

/**
 * A text as its page shows it.
 * @param source Markdown with its head
 * @param locale of the page; the text may be written in another language
 * @throws Error which names `file`: a field of its head is missing, or a placeholder is unknown
 */
export function shownLegalText(
  source: string,
  locale: Locale,
  file: string,
  language = locale,
): ShownLegalPage {
  return showLegalText(readLegalText(source, legalValues(shop(), locale), file), language);
}

/** The same of a text whose placeholders are filled in. */
export function showLegalText(text: LegalText, language: Locale): ShownLegalPage {
  const { title, updated, markdown } = text;
  const all = [language, title, updated, markdown].join("\n");
  const version = createHash("sha256").update(all).digest("hex").slice(0, 32);
  const plain = markdown.replaceAll(/\\([\\`*_{}[\]<>#|~&])/g, "$1").trim();
  return { ...text, html: micromark(withBreaks(markdown)), plain, language, version };
}

/** In an address each line is a line of its own. */
const withBreaks = (markdown: string) => markdown.replaceAll(/([^\n])\n(?=[^\n#>*+\s-])/g, "$1  \n");

function readText(file: string): string | null {
  try {
    return readFileSync(join(process.cwd(), "content", "legal", file), "utf8");
  } catch {
    return null;
  }
}

/** Pages whose text nobody with knowledge of the law has read yet, as `terms (de)`. */
export function legalDrafts(): string[] {
  return LEGAL_PAGES.flatMap((page) =>
    routing.locales.flatMap((locale) => (legalPage(page, locale).isDraft ? [`${page} (${locale})`] : [])),
  );
}
