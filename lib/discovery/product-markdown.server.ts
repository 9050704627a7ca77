import "server-only";
import { languageNames } from "@/i18n/language-names";
import type { Locale } from "@/i18n/routing";
import { shownLocales } from "@/i18n/shown-locales";
import { translator } from "@/i18n/texts.server";
import { localPath } from "@/lib/base/i18n-path";
import { inLocale } from "@/lib/base/i18n-text";
import { markdownLine, markdownParagraphs } from "@/lib/base/markdown";
import type { CatalogProduct, CategoryPlace } from "@/lib/catalog/types";
import { optionLabel } from "@/lib/catalog/variant-text";
import { LEGAL_PAGES, legalPath } from "@/lib/legal/pages";
import { cheapestRate, type DeliveredTo } from "./delivered-to";
import { amountText } from "./google-feed";
import { variantAddress, whenThere } from "./product-data";

type MarkdownPlace = {
  locale: Locale;
  base: string;
  category: CategoryPlace | null;
  delivery: DeliveredTo | null;
  /** What the pages of the law's texts are called. */
  rules: (page: (typeof LEGAL_PAGES)[number]) => string;
};

/** The address of a product as Markdown, in a language. */
export const markdownPath = (locale: Locale, slug: string): string =>
  localPath(locale, `/products/${slug}.md`);

/** A product's page as Markdown. No text of a merchant's can be taken for more than text. */
export function productMarkdown(product: CatalogProduct, place: MarkdownPlace): string {
  const { locale, base, category } = place;
  const t = translator(locale, "programs");
  const absolute = (path: string) => `<${new URL(path, base).href}>`;
  const places = category ? [...category.above, category] : [];
  const facts = [
    `${t("page")}: <${variantAddress(product, {}, place)}>`,
    product.vendor && `${t("brand")}: ${markdownLine(product.vendor)}`,
    places.length > 0 &&
      `${t("category")}: ${places.map(({ name }) => markdownLine(inLocale(name, locale))).join(" › ")}`,
  ];
  const details = product.details.map((detail) => markdownLine(inLocale(detail, locale))).filter(Boolean);
  const others = shownLocales().filter((other) => other !== locale);
  const parts = [
    `# ${markdownLine(inLocale(product.name, locale))}`,
    markdownParagraphs(inLocale(product.description, locale)),
    list(facts),
    details.length > 0 && `## ${t("details")}\n\n${list(details)}`,
    `## ${t("buy")}\n\n${variantTable(product, place)}`,
    delivery(product, place),
    t("prices"),
    `## ${t("rules")}\n\n${list(LEGAL_PAGES.map((page) => `${markdownLine(place.rules(page))}: ${absolute(localPath(locale, legalPath(page)))}`))}`,
    others.length > 0 &&
      `## ${t("otherLanguages")}\n\n${list(others.map((other) => `${languageNames[other]}: ${absolute(markdownPath(other, product.slug))}`))}`,
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

const list = (lines: readonly (string | null | false)[]): string =>
  lines
    .filter(Boolean)
    .map((line) => `- ${line}`)
    .join("\n");

function variantTable(product: CatalogProduct, place: MarkdownPlace): string {
  const { locale } = place;
  const t = translator(locale, "programs");
  const head = [t("number"), t("options"), t("price"), t("availability"), t("address")];
  const rows = product.variants.map((variant) => {
    const { sku, options, unitAmount, compareAtAmount, currency } = variant;
    const before =
      compareAtAmount === null ? "" : ` (${t("before", { amount: amountText(compareAtAmount, currency) })})`;
    return [
      markdownLine(sku),
      markdownLine(inLocale(optionLabel(product.axes, options), locale)),
      `${amountText(unitAmount, currency)}${before}`,
      t(whenThere(variant)),
      `<${variantAddress(product, options, place)}>`,
    ];
  });
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function delivery(product: CatalogProduct, { delivery: to, locale }: MarkdownPlace): string | null {
  const [variant] = product.variants;
  const rate = to && variant && cheapestRate(to, variant, locale);
  if (!to || !rate) return null;
  return translator(locale, "programs")("delivery", {
    country: new Intl.DisplayNames(locale, { type: "region" }).of(to.country) ?? to.country,
    amount: amountText(rate.amount, variant.currency),
    min: rate.minDays,
    max: rate.maxDays,
  });
}
