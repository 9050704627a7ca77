import { sql } from "drizzle-orm";
import type { Metadata } from "next";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { generateMetadata as categoryMetadata } from "@/app/[locale]/categories/[slug]/page";
import { generateMetadata as refinedCategoryMetadata } from "@/app/[locale]/categories/[slug]/refined/page";
import { generateMetadata as collectionMetadata } from "@/app/[locale]/collections/[slug]/page";
import { generateMetadata as refinedCollectionMetadata } from "@/app/[locale]/collections/[slug]/refined/page";
import { generateMetadata as legalMetadata } from "@/app/[locale]/legal/[page]/page";
import { generateMetadata as homeMetadata } from "@/app/[locale]/page";
import { generateMetadata as productMetadata } from "@/app/[locale]/products/[slug]/page";
import { generateMetadata as searchMetadata } from "@/app/[locale]/search/page";
import { type Locale, routing } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { testDatabase } from "@/tests/support/database";
import { fillCatalogue } from "@/tests/support/many-goods";

vi.mock("next-intl/server", () => ({
  setRequestLocale: () => {},
  getTranslations: async () => (key: string) => key,
}));

const { db } = await testDatabase();

beforeAll(async () => {
  await fillCatalogue(db.$client, { products: 80 });
  await db.execute(sql`insert into collections (slug, name, description, rule, position)
    values ('all', '{"en":"All"}', '{"en":""}', '{"minAmount":0}', 0)`);
  await db.execute(sql`update products set name = name || '{"fr":"Tasse"}' where slug = 'item-7'`);
});

const at = <More extends object>(locale: Locale, more: More) => ({
  params: Promise.resolve({ locale, slug: "", page: "", ...more }),
});
const asked = (text: string) => Promise.resolve(Object.fromEntries(new URLSearchParams(text)));

/** Each language's address, and the default's for people of no language of the shop's. */
const everyLanguage = (path: string) => ({
  ...Object.fromEntries(routing.locales.map((locale) => [locale, localPath(locale, path)])),
  "x-default": path,
});

const PAGES: [string, (locale: Locale) => Promise<Metadata>][] = [
  ["/", (locale) => homeMetadata(at(locale, {}))],
  ["/products/item-7", (locale) => productMetadata(at(locale, { slug: "item-7" }))],
  ["/categories/shelf-3", (locale) => categoryMetadata(at(locale, { slug: "shelf-3" }))],
  ["/collections/all", (locale) => collectionMetadata(at(locale, { slug: "all" }))],
  ["/legal/terms", (locale) => legalMetadata(at(locale, { page: "terms" }))],
];

const LISTS = [
  ["/categories/shelf-3", "shelf-3", refinedCategoryMetadata],
  ["/collections/all", "all", refinedCollectionMetadata],
] as const;

describe.each(routing.locales)("a page in %s", (locale) => {
  it.each(PAGES)("names itself, and the others in each language: %s", async (path, metadata) => {
    const { alternates, robots } = await metadata(locale);
    expect(alternates).toMatchObject({ canonical: localPath(locale, path), languages: everyLanguage(path) });
    expect(robots).toBeUndefined();
    const markdown = path.startsWith("/products/") ? localPath(locale, `${path}.md`) : undefined;
    expect(alternates?.types?.["text/markdown"]).toBe(markdown);
  });

  it.each(LISTS)("is indexed once, however it is sorted and filtered: %s", async (path, slug, metadata) => {
    for (const query of [
      "sort=newest",
      "option=colour:sand",
      "in-stock=1",
      "min=10&max=20",
      "sort=name&after=mug~prd_1",
      "before=3~prd_1",
      "after=nonsense",
    ]) {
      const { alternates, robots } = await metadata({ ...at(locale, { slug }), searchParams: asked(query) });
      expect([query, robots]).toEqual([query, { index: false, follow: true }]);
      expect(alternates).toEqual({ canonical: localPath(locale, path), languages: everyLanguage(path) });
    }
  });

  it.each(LISTS)("is a page of its own where a list goes on: %s", async (path, slug, metadata) => {
    const found = await metadata({
      ...at(locale, { slug }),
      searchParams: asked("after=24~prd_1&utm_source=mail"),
    });
    const later = `${path}?after=24%7Eprd_1`;
    expect(found.robots).toBeUndefined();
    expect(found.alternates).toEqual({
      canonical: localPath(locale, later),
      languages: everyLanguage(later),
    });
  });

  it("is none in another language where it is what somebody searched for", async () => {
    const { alternates, robots } = await searchMetadata({ ...at(locale, {}), searchParams: asked("q=mug") });
    expect(alternates).toBeUndefined();
    expect(robots).toEqual({ index: false });
  });
});
