import { existsSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { routing } from "@/i18n/routing";
import { currency } from "@/lib/base/money";
import { nominalAmount } from "@/lib/base/money-nominal";
import { demonstrationGoods, readDemonstration } from "@/lib/demonstration/goods.server";

const { categories, products } = await readDemonstration();
const PRODUCTS = products.map(({ product }) => product);
const VARIANTS = PRODUCTS.flatMap((product) => product.variants);

describe("the demonstration's goods", () => {
  it("are at least 16 products in 4 categories", () => {
    expect(categories).toHaveLength(4);
    expect(PRODUCTS.length).toBeGreaterThanOrEqual(16);
  });

  it("are sold out of one variant and have one left of another; there is plenty of the rest", () => {
    const onHand = (least: number, most: number) =>
      VARIANTS.flatMap(({ sku, onHand: pieces = 0 }) => (pieces >= least && pieces <= most ? sku : []));
    expect(onHand(0, 0)).toEqual(["KC-JUG-INK-L"]);
    expect(onHand(1, 1)).toEqual(["KC-BLANKET-OCHRE-L"]);
    expect(onHand(2, 199)).toEqual([]);
  });

  it("have one product under 1.00", () => {
    expect(VARIANTS.filter(({ unitAmount }) => unitAmount < 100).map(({ sku }) => sku)).toEqual([
      "KC-PENCIL",
    ]);
  });

  it.each(PRODUCTS.map((product) => [product.slug, product] as const))(
    "%s is written in every language, and drawn in every colour",
    (slug, { id, name, description, details = [], options, pictures = [] }) => {
      expect(id).toBe(`prd_${slug}`);
      const labels = options.flatMap((axis) => [axis.name, ...axis.values.map(({ label }) => label)]);
      for (const text of [name, description, ...details, ...labels, ...pictures.map(({ alt }) => alt)])
        for (const locale of routing.locales) expect(text?.[locale]).toBeTruthy();
      for (const { values } of options) expect(values.length).toBeGreaterThan(1);
      const colours = options.find(({ key }) => key === "colour")?.values.map(({ key }) => [key]) ?? [[]];
      expect(pictures.map(({ of }) => of)).toEqual(colours);
      // E-mails and links need a photo of each.
      for (const { source } of pictures)
        expect(existsSync(`public${source.replace("/art/", "/art/mail/").replace(".svg", ".jpg")}`)).toBe(
          true,
        );
      expect(existsSync(`public/art/og/${slug}.jpg`)).toBe(true);
    },
  );

  it("are refused by their line when the file is wrong", async () => {
    const path = join(await mkdtemp(join(tmpdir(), "demonstration-")), "goods.jsonl");
    await writeFile(path, `{"type":"category","slug":"cups","name":{"en":"Cups"}}\n{"type":"product"}\n`);
    await expect(readDemonstration(path)).rejects.toThrow(/line 2, slug: /);
    await expect(demonstrationGoods(currency("eur"), async () => new Map())).rejects.toThrow(
      /line 5, pictures.0.src: \/art\/stoneware-mug.svg/,
    );
  });

  it.each([
    ["eur", 24, 2400],
    ["jpy", 24, 3840],
    ["kwd", 24, 8400],
    ["kwd", 0.9, 320],
    ["isk", 24, 360_000],
    ["isk", 0.97, 14_600],
    ["ugx", 24, 9_600_000],
    ["xyz", 24, 2400],
  ])("cost, in minor units of %s, what their euros come to", (code, euros, amount) => {
    expect(nominalAmount(euros, currency(code))).toBe(amount);
  });
});
