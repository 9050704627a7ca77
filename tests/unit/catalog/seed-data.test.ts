import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { currency } from "@/lib/base/money";
import { nominalAmount } from "@/lib/base/money-nominal";
import { SEED_CATEGORIES, seedAxes, seedImages, seedVariants } from "@/lib/catalog/seed-data/catalog";

const PRODUCTS = SEED_CATEGORIES.flatMap((category) => category.products);
const VARIANTS = PRODUCTS.flatMap(seedVariants);

describe("the demonstration catalogue", () => {
  it("has at least 16 products in 4 categories", () => {
    expect(SEED_CATEGORIES).toHaveLength(4);
    expect(PRODUCTS.length).toBeGreaterThanOrEqual(16);
  });

  it("names every product and every variant once", () => {
    expect(new Set(PRODUCTS.map(({ slug }) => slug)).size).toBe(PRODUCTS.length);
    expect(new Set(VARIANTS.map(({ sku }) => sku)).size).toBe(VARIANTS.length);
  });

  it("is sold out of one variant and has one left of another; there is plenty of the rest", () => {
    expect(VARIANTS.filter(({ onHand }) => onHand === 0).map(({ sku }) => sku)).toEqual(["KC-JUG-INK-L"]);
    expect(VARIANTS.filter(({ onHand }) => onHand === 1).map(({ sku }) => sku)).toEqual([
      "KC-BLANKET-OCHRE-L",
    ]);
    expect(VARIANTS.filter(({ onHand }) => onHand > 1).every(({ onHand }) => onHand >= 200)).toBe(true);
  });

  it("has one product under 1.00", () => {
    expect(VARIANTS.filter(({ price }) => price < 1).map(({ sku }) => sku)).toEqual(["KC-PENCIL"]);
  });

  it("names stock only of variants that exist", () => {
    const skus = new Set(VARIANTS.map(({ sku }) => sku));
    for (const { stock = {} } of PRODUCTS) for (const sku of Object.keys(stock)) expect(skus).toContain(sku);
  });

  it.each(PRODUCTS.map((product) => [product.slug, product] as const))(
    "%s is written and drawn",
    (_, product) => {
      for (const text of [product.name, product.description, ...product.details]) {
        expect(text.en).not.toBe("");
        expect(text.fr).not.toBe("");
      }
      for (const path of Object.values(seedImages(product))) expect(existsSync(`public${path}`)).toBe(true);
      for (const axis of seedAxes(product)) expect(axis.values.length).toBeGreaterThan(1);
    },
  );

  it.each([
    ["eur", 24, 2400],
    ["jpy", 24, 3840],
    ["kwd", 24, 8400],
    ["kwd", 0.9, 320],
    ["isk", 24, 360_000],
    ["isk", 0.97, 14_600],
    ["ugx", 24, 9_600_000],
    ["xyz", 24, 2400],
  ])("costs, in minor units of %s, what its euros come to", (code, euros, amount) => {
    expect(nominalAmount(euros, currency(code))).toBe(amount);
  });
});
