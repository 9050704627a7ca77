import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import type { TextInEmail } from "@/lib/email/order-email";
import { legalPage } from "@/lib/legal/legal-page.server";
import { LEGAL_PAGES, legalPath } from "@/lib/legal/pages";

export const legalBlocks = (texts: readonly TextInEmail[]): string[][] =>
  texts.map(({ title, updated, plain }) => [`${title} (${updated})`, plain]);

/** The shop's legal pages, for the foot of every e-mail to a shopper. */
export const legalLinks = ({ locale, storeUrl }: { locale: Locale; storeUrl: string }) =>
  LEGAL_PAGES.map((page) => ({
    title: legalPage(page, locale).title,
    url: new URL(localPath(locale, legalPath(page)), storeUrl).href,
  }));

/** The foot of an e-mail to a shopper, for programs without HTML. */
export const plainFoot = (footer: string, data: { locale: Locale; storeUrl: string }): string =>
  ["--", footer, ...legalLinks(data).map(({ title, url }) => `${title}: ${url}`)].join("\n");
