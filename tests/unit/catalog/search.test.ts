import { describe, expect, it } from "vitest";
import type { ProductId } from "@/lib/base/ids";
import { searchIn } from "@/lib/catalog/search";
import { SEED_CATEGORIES, seedAxes } from "@/lib/catalog/seed-data/catalog";

const PRODUCTS = SEED_CATEGORIES.flatMap((category) =>
  category.products.map((product) => ({
    id: `prd_${product.slug}` as ProductId,
    slug: product.slug,
    categorySlug: category.slug,
    name: product.name,
    description: product.description,
    details: product.details,
    axes: seedAxes(product),
    images: {},
    featured: false,
    variants: [],
  })),
);

const found = (query: string, locale: "en" | "fr" = "en") =>
  searchIn(
    PRODUCTS,
    query,
    locale,
    (slug) => SEED_CATEGORIES.find((one) => one.slug === slug)?.name[locale] ?? "",
  ).map((product) => product.slug);

describe("search", () => {
  it("puts products with the word in their name first", () => {
    expect(found("mug")[0]).toBe("stoneware-mug");
    expect(found("linen").slice(0, 2)).toEqual(["cushion-cover", "linen-napkins"]);
  });

  it("finds the start of a word, in any case", () => {
    expect(found("PENC")).toEqual(["cedar-pencil"]);
  });

  it("does not mind accents", () => {
    expect(found("cedre", "fr")).toEqual(["cedar-pencil"]);
    expect(found("Cèdre", "fr")).toEqual(["cedar-pencil"]);
  });

  it("wants every word to be found, the colour among them", () => {
    expect(found("moss plate")).toEqual(["dinner-plate"]);
    expect(found("moss pencil")).toEqual([]);
  });

  it("finds all of a category by its name", () => {
    expect(found("textiles")).toHaveLength(4);
  });

  it("finds nothing for nothing", () => {
    expect(found("  ")).toEqual([]);
    expect(found("?!")).toEqual([]);
  });
});
