import { shownLocales } from "@/i18n/shown-locales";
import { localPath } from "@/lib/base/i18n-path";
import { escapeXml } from "@/lib/base/xml";

export const SITEMAP_KINDS = ["categories", "collections", "products"] as const;
export type SitemapKind = (typeof SITEMAP_KINDS)[number];

/** A path without its language. `changedAt` is null when nobody knows. */
export type SitemapPage = { path: string; changedAt: Date | null };

const START = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMESPACES =
  'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"';

/** Source: developers.google.com/search/docs/crawling-indexing/sitemaps/large-sitemaps. */
export async function* indexXml(
  files: AsyncIterable<{ kind: SitemapKind; after: string }>,
  base: string,
): AsyncGenerator<string> {
  yield `${START}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n`;
  for await (const { kind, after } of files) {
    const address = new URL(`/sitemap-${kind}.xml`, base);
    if (after) address.searchParams.set("after", after);
    yield `<sitemap><loc>${escapeXml(address.href)}</loc></sitemap>\n`;
  }
  yield "</sitemapindex>\n";
}

/** Each page in every language that shoppers see, and each with the others beside it. Source: developers.google.com/search/docs/specialty/international/localized-versions. */
export async function* pagesXml(parts: AsyncIterable<SitemapPage[]>, base: string): AsyncGenerator<string> {
  yield `${START}<urlset ${NAMESPACES}>\n`;
  for await (const pages of parts) yield pages.map((page) => pageXml(page, base)).join("");
  yield "</urlset>\n";
}

function pageXml({ path, changedAt }: SitemapPage, base: string): string {
  const addresses = shownLocales().map((locale) => ({
    locale,
    address: escapeXml(new URL(localPath(locale, path), base).href),
  }));
  const links = addresses
    .map(({ locale, address }) => `<xhtml:link rel="alternate" hreflang="${locale}" href="${address}"/>`)
    .join("");
  const changed = changedAt ? `<lastmod>${changedAt.toISOString()}</lastmod>` : "";
  return addresses.map(({ address }) => `<url><loc>${address}</loc>${changed}${links}</url>\n`).join("");
}
