import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { currency } from "@/lib/base/money";
import type { GoodsProduct } from "@/lib/catalog/goods/goods";
import { readGoods } from "@/lib/catalog/goods/read-goods.server";

const folder = await mkdtemp(join(tmpdir(), "goods-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(content: string | Uint8Array, format: "shopify" | "json" = "shopify") {
  const path = join(folder, "goods");
  await writeFile(path, content);
  const products: GoodsProduct[] = [];
  const issues: string[] = [];
  for await (const one of readGoods({ path, format, currency: currency("eur") })) {
    if (one.record?.kind === "product") products.push(one.record.product);
    issues.push(...one.issues.map(({ line, column, code }) => `${line} ${column} ${code}`));
  }
  return { products, issues };
}

const HEADER = "Handle,Title,Type,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price";
const csv = (...rows: string[]) => [HEADER, ...rows].join("\n");
const MUG = "mug,Mug,cups,,,MUG,3,24.00";

describe("Shopify's CSV", () => {
  it("is read by the older and the newer names of its columns", async () => {
    const newer =
      "Title,URL handle,Description,SKU,Price,Compare-at price,Continue selling when out of stock,Weight value (grams)\nMug,mug,<p>Tea</p>,MUG,24,30,TRUE,350";
    const { products, issues } = await read(newer);
    expect(issues).toEqual([]);
    expect(products).toMatchObject([
      {
        slug: "mug",
        description: { en: "Tea" },
        variants: [
          { sku: "MUG", unitAmount: 2400, compareAtAmount: 3000, backorder: true, weightGrams: 350 },
        ],
      },
    ]);
  });

  it("puts rows of one handle together, and makes options of them", async () => {
    const { products } = await read(
      csv("tee,Tee,,Color,Red,T-R,1,10", "tee,,,,Blue,T-B,2,11", "tee,,,,,,,", MUG),
    );
    expect(products).toMatchObject([
      {
        slug: "tee",
        options: [
          {
            key: "colour",
            name: { en: "Color" },
            values: [{ key: "red", label: { en: "Red" } }, { key: "blue" }],
          },
        ],
        variants: [
          { sku: "T-R", options: { colour: "red" } },
          { sku: "T-B", options: { colour: "blue" }, unitAmount: 1100 },
        ],
      },
      { slug: "mug", options: [] },
    ]);
  });

  it("has prices in other currencies, by their codes alone", async () => {
    const header = "Title,Variant Price,Price / USD,Compare At Price / usd,Price / JPY,Price / International";
    const { products, issues } = await read(`${header}\nMug,24,25.99,30,,99\nCup,8,,,1200,99`);
    expect(issues).toEqual([]);
    expect(products.map(({ variants }) => variants[0]?.prices)).toEqual([
      { usd: { amount: 2599, compareAt: 3000 } },
      { jpy: { amount: 1200 } },
    ]);
    expect((await read(csv(MUG))).products[0]?.variants[0]).not.toHaveProperty("prices");
  });

  it.each([
    ["Price / JPY", "12.50", "price_decimals"],
    ["Price / USD", "$12", "price_invalid"],
    ["Price / KWD", "1.255", "price_decimals"],
    ["Price / EUR", "12.50", "field_invalid"],
  ])("is refused with a price in another currency that can't be: %s %s", async (column, price, code) => {
    const { issues } = await read(`Title,Variant Price,${column}\nMug,24,${price}`);
    expect(issues).toEqual([`2 ${column} ${code}`]);
  });

  it("makes a SKU where there is none", async () => {
    const { products } = await read(csv("tee,Tee,,Size,M,,1,10"));
    expect(products[0]?.variants[0]?.sku).toBe("TEE-M");
  });

  it.each([
    ["a byte order mark", `\uFEFF${csv(MUG)}`],
    ["CRLF", csv(MUG).replaceAll("\n", "\r\n")],
    ["semicolons and commas in amounts", csv(MUG).replaceAll(",", ";").replace("24.00", "24,00")],
    ["tabs", csv(MUG).replaceAll(",", "\t")],
    ["UTF-16", Buffer.from(`\uFEFF${csv(MUG)}`, "utf16le")],
    ["UTF-16, the other way round", Buffer.from(`\uFEFF${csv(MUG)}`, "utf16le").swap16()],
  ])("may have %s", async (_, content) => {
    const { products, issues } = await read(content);
    expect(issues).toEqual([]);
    expect(products).toMatchObject([
      { slug: "mug", variants: [{ sku: "MUG", unitAmount: 2400, onHand: 3 }] },
    ]);
  });

  it("keeps a formula as the text that it is", async () => {
    const { products } = await read(csv(`x,"=cmd|' /C calc'!A0",,,,X,1,1`));
    expect(products[0]?.name.en).toBe("=cmd|' /C calc'!A0");
  });

  it.each([
    ["too many decimals", ["mug,Mug,,,,MUG,3,24.005"], ["2 Variant Price price_decimals"]],
    ["a negative amount", ["mug,Mug,,,,MUG,3,-1"], ["2 Variant Price price_negative"]],
    ["no price", ["mug,Mug,,,,MUG,3,"], ["2 Variant Price price_missing"]],
    ["half a piece", ["mug,Mug,,,,MUG,1.5,1"], ["2 Variant Inventory Qty quantity_invalid"]],
    ["fewer than none", ["mug,Mug,,,,MUG,-1,1"], ["2 Variant Inventory Qty quantity_invalid"]],
    ["an address that is none", ["../mug,Mug,,,,MUG,1,1"], ["2 Handle handle_invalid"]],
    ["no title", ["mug,,,,,MUG,1,1"], ["2 Title title_missing"]],
    ["a missing cell", ["mug,Mug,,,,MUG,1"], ["2  row_malformed"]],
    ["a SKU twice", [MUG, "cup,Cup,,,,MUG,1,1"], ["3 sku sku_repeated"]],
    [
      "a handle that comes again",
      [MUG, "cup,Cup,,,,CUP,1,1", "mug,Mug,,,,M2,1,1"],
      ["4 slug handle_repeated"],
    ],
    ["one choice twice", ["t,T,,Size,M,A,1,1", "t,,,,M,B,1,1"], ["2 options options_repeated"]],
    ["a missing option", ["t,T,,Size,M,A,1,1", "t,,,,,B,1,1"], ["3 Option1 Value options_invalid"]],
    ["a title that is too long", [`mug,${"x".repeat(600)},,,,MUG,1,1`], ["2 Title field_invalid"]],
  ])("is refused by line, column and code for %s", async (_, rows, expected) => {
    expect((await read(csv(...rows))).issues).toEqual(expected);
  });

  it("names every wrong cell, not the first alone", async () => {
    const { issues } = await read(csv("mug,,,,,A,x,y", "cup,Cup,,,,B,1,z"));
    expect(issues).toEqual([
      "2 Title title_missing",
      "2 Variant Price price_invalid",
      "2 Variant Inventory Qty quantity_invalid",
      "3 Variant Price price_invalid",
    ]);
  });

  it.each([
    ["a quotation mark that is not closed", csv('mug,"Mug,,,,MUG,1,1', MUG), "quote_not_closed"],
    ["a cell of 10 MB", csv(`mug,${"x".repeat(10_000_000)},,,,MUG,1,1`), "row_too_long"],
    ["a million columns", `Title${",x".repeat(1_000_000)}\nMug`, "row_too_long"],
    ["600 columns", `Title${",x".repeat(600)}\nMug`, "too_many_columns"],
    ["no header", `${MUG}\n${MUG}`, "header_unknown"],
    ["a column twice", "Title,Handle,URL handle\nMug,mug,mug", "column_repeated"],
    ["nothing in it that is text", Buffer.from([0x54, 0xc3, 0x28, 0x0a, 0xff]), "not_utf8"],
  ])("ends at %s", async (_, content, code) => {
    const { issues, products } = await read(content);
    expect({ products: products.length, code: issues.at(-1)?.split(" ").at(-1) }).toEqual({
      products: 0,
      code,
    });
  });

  it("is empty without an error when its header is all there is", async () => {
    expect(await read(HEADER)).toEqual({ products: [], issues: [] });
  });
});

describe("the store's own format", () => {
  const line = (changes: object, variant: object = {}) =>
    JSON.stringify({
      ...{ type: "product", slug: "mug", category: "cups", name: { en: "Mug" } },
      variants: [{ sku: "MUG", price: "24.00", ...variant }],
      ...changes,
    });

  it("is read line by line", async () => {
    const { products, issues } = await read(
      `${line({})}\n\n${line({ slug: "cup" }, { sku: "CUP" })}`,
      "json",
    );
    expect(issues).toEqual([]);
    expect(products.map(({ slug }) => slug)).toEqual(["mug", "cup"]);
  });

  it.each([
    [
      JSON.stringify({
        type: "product",
        slug: "a",
        name: { en: "A" },
        variants: [{ sku: "A", price: "1", prices: { jpy: { price: "1.5" } } }],
      }),
      "1 variants.0.prices.jpy.price price_decimals",
    ],
    [
      JSON.stringify({
        type: "product",
        slug: "a",
        name: { en: "A" },
        variants: [{ sku: "A", price: "1", prices: { eur: { price: "1" } } }],
      }),
      "1 variants.0.prices.eur field_invalid",
    ],
    ["{", "1  json_invalid"],
    [line({ slug: "No Slug" }), "1 slug handle_invalid"],
    [line({ colour: "red" }), "1  field_invalid"],
    [line({ name: { fr: "Tasse" } }), "1 name.en field_invalid"],
    [line({ name: { en: "Mug\0" } }), "1 name.en field_invalid"],
    [line({ images: { default: "//evil.example/a.png" } }), "1 images.default field_invalid"],
    [line({}, { price: "24.005" }), "1 variants.0.price price_decimals"],
    [line({}, { currency: "usd" }), "1 variants.0.currency currency_other"],
    [line({}, { options: { size: "M" } }), "1 variants.0.options options_invalid"],
    [line({ variants: [] }), "1 variants field_invalid"],
  ])("refuses %s", async (content, expected) => {
    expect((await read(content, "json")).issues).toEqual([expected]);
  });

  it("ends at a line without an end", async () => {
    expect((await read(`{"type":"${"x".repeat(6_000_000)}`, "json")).issues).toEqual(["1  row_too_long"]);
  });
});
