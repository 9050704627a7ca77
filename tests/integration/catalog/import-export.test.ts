import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { currency } from "@/lib/base/money";
import { exportCsv } from "@/lib/catalog/export/export-csv.server";
import { exportJson } from "@/lib/catalog/export/export-json.server";
import type { JsonText } from "@/lib/catalog/goods/json-record";
import { changeLine } from "@/lib/catalog/import/import-change";
import { type ImportOptions, importGoods } from "@/lib/catalog/import/import-goods.server";
import {
  catalogImports,
  categories,
  collections,
  products,
  slugRedirects,
  stockMovements,
  variants,
} from "@/lib/db/schema";
import { importChangeInWords } from "@/lib/desk/imports/change-words.server";
import { picturePath } from "@/lib/model/picture";
import { pictureBringer } from "@/lib/pictures/bring-pictures.server";
import { testDatabase } from "@/tests/support/database";
import { jpeg } from "@/tests/support/picture-files";

const { db } = await testDatabase();
const folder = await mkdtemp(join(tmpdir(), "goods-"));
process.env.PICTURES_DIR = join(folder, "stored");
const stored = await Promise.all(
  [1, 2, 3].map(async (red) => {
    await writeFile(join(folder, `${red}.jpg`), await jpeg(20, 25, red * 60));
    const brought = await pictureBringer({ folder }).bring(db, `${red}.jpg`);
    return brought.ok ? picturePath(brought.facts.key) : expect.fail(brought.message);
  }),
);
const DRAWING = "/art/hero.svg";
afterAll(() => rm(folder, { recursive: true, force: true }));

async function empty(): Promise<void> {
  await db.delete(collections);
  await db.delete(variants);
  await db.delete(products);
  await db.delete(categories);
  await db.delete(catalogImports);
  await db.delete(slugRedirects);
}
beforeEach(empty);

async function bring(content: string, format: ImportOptions["format"], more: Partial<ImportOptions> = {}) {
  const path = join(folder, "goods");
  await writeFile(path, content);
  return importGoods(db, { path, format, currency: currency("eur"), who: "ada", ...more });
}

const json = (...records: JsonText[]) => records.map((record) => JSON.stringify(record)).join("\n");
async function all(lines: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const line of lines) text += line;
  return text;
}
const asJson = () => all(exportJson(db));
const asCsv = () => all(exportCsv(db, (slug) => expect.fail(`${slug} was left out`)));

const CUPS: JsonText = { type: "category", slug: "cups", name: { en: "Cups", de: "Tassen" } };
const MUG: Extract<JsonText, { type: "product" }> = {
  ...{ type: "product", slug: "mug", category: "cups", name: { en: "Mug", de: "Becher" } },
  options: [
    {
      key: "size",
      name: { en: "Size", de: "Größe" },
      values: [
        { key: "s", label: { en: "Small", de: "Klein" } },
        { key: "l", label: { en: "Large" } },
      ],
    },
  ],
  variants: [
    { sku: "MUG-S", options: { size: "s" }, price: "20.00", onHand: 5 },
    { sku: "MUG-L", options: { size: "l" }, price: "24.00", onHand: 7 },
  ],
};
const CSV = `Handle,Title,Product Category,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price
mug,Mug,Cups,Size,Small,MUG-S,5,20.00
mug,,,,Large,MUG-L,9,25.00
`;
const variant = async (sku: string) => (await db.select().from(variants).where(eq(variants.sku, sku)))[0];
const mug = async () => (await db.select().from(products).where(eq(products.slug, "mug")))[0];

describe("an import", () => {
  it("brings goods in, and the same file again changes nothing", async () => {
    expect(await bring(json(CUPS, MUG), "json")).toMatchObject({
      ...{ ok: true, written: true },
      report: { products: { added: 1 }, variants: { added: 2 }, categories: { added: 1 } },
    });
    const before = [await mug(), await variant("MUG-S")];
    expect(await bring(json(CUPS, MUG), "json")).toMatchObject({
      ...{ ok: true, written: false },
      report: { products: { unchanged: 1 }, categories: { unchanged: 1 } },
    });
    expect([await mug(), await variant("MUG-S")]).toEqual(before);
  });

  it("doubles no variant when a file comes again, with or without SKUs, or after a SKU was changed", async () => {
    const header =
      "Handle,Title,Product Category,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price";
    const rows = (small: string, large: string) =>
      [header, `mug,Mug,Cups,Size,Small,${small},5,20.00`, `mug,,,,Large,${large},9,25.00`, ""].join("\n");
    await bring(json(CUPS), "json");
    const once = async () =>
      (await db.select().from(variants).orderBy(variants.position)).map(({ id, active }) => ({ id, active }));
    await bring(rows("", ""), "shopify");
    const before = await once();
    expect(before).toHaveLength(2);
    expect(await bring(rows("", ""), "shopify")).toMatchObject({ ok: true, written: false });
    // The shop gives SKUs of its own, and the file still has none.
    await db.update(variants).set({ sku: "T-100" }).where(eq(variants.sku, "MUG-SMALL"));
    expect(await bring(rows("", ""), "shopify")).toMatchObject({ ok: true, written: false });
    expect(await variant("T-100")).toMatchObject({ active: true, onHand: 5 });
    // The file gets other SKUs: the same choice of options is the same variant.
    expect(await bring(rows("T-101", "T-200"), "shopify")).toMatchObject({ ok: true, written: true });
    expect(await once()).toEqual(before);
    expect(await variant("T-101")).toMatchObject({ id: before[0]?.id, onHand: 5 });
  });

  it("says by a dry run what would change, and changes nothing", async () => {
    await bring(json(CUPS, MUG), "json");
    const result = await bring(CSV, "shopify", { dryRun: true });
    expect(result).toMatchObject({ ok: true, written: false });
    expect(result.ok && result.report.changes.map(changeLine)).toEqual([
      "~ mug: onHand of MUG-L: 7 -> 9",
      "~ mug: unitAmount of MUG-L: 2400 -> 2500",
    ]);
    const words = (locale: "de" | "en" | "fr") =>
      result.ok ? result.report.changes.map((change) => importChangeInWords(change, locale)).at(-1) : "";
    expect(words("en")).toBe("mug: Price of MUG-L: €24.00 → €25.00");
    expect(words("fr")).toMatch(/^mug\s: Prix de MUG-L\s: 24,00\s€ → 25,00\s€$/);
    expect(words("de")).toMatch(/^mug: Preis von MUG-L: 24,00\s€ → 25,00\s€$/);
    expect((await variant("MUG-L"))?.unitAmount).toBe(2400);
  });

  it("of a file in one language keeps the texts of others, and the keys of options", async () => {
    await bring(json(CUPS, MUG), "json");
    await bring(CSV.replace("mug,Mug,", "mug,Cup,"), "shopify");
    expect(await mug()).toMatchObject({ name: { en: "Cup", de: "Becher" }, options: MUG.options });
    expect((await variant("MUG-L"))?.options).toEqual({ size: "l" });
  });

  it("takes variants off sale that the file no longer has", async () => {
    await bring(json(CUPS, MUG), "json");
    await bring(CSV.split("\n").slice(0, 2).join("\n"), "shopify");
    expect(await variant("MUG-L")).toMatchObject({ active: false, onHand: 7 });
    expect(await variant("MUG-S")).toMatchObject({ active: true });
  });

  it("keeps the stock when told so, and else says that it was the import", async () => {
    await bring(json(CUPS, MUG), "json");
    await bring(CSV, "shopify", { keepStock: true });
    expect((await variant("MUG-L"))?.onHand).toBe(7);
    await bring(CSV, "shopify");
    const movements = await db.select().from(stockMovements).orderBy(stockMovements.id);
    expect(movements.at(-1)).toMatchObject({ change: 2, reason: "import", who: "ada" });
    expect(movements.at(-1)?.reference).toMatch(/^[0-9a-f]{12}$/);
  });

  it("leaves a redirect where a product gets another address", async () => {
    await bring(json(CUPS, MUG), "json");
    const { id } = (await mug()) ?? expect.fail();
    await bring(json({ ...MUG, id, slug: "cup" }), "json");
    await bring(json({ ...MUG, id, slug: "beaker" }), "json");
    const redirects = await db.select().from(slugRedirects).orderBy(slugRedirects.slug);
    expect(redirects).toMatchObject([
      { kind: "product", slug: "cup", to: "beaker" },
      { kind: "product", slug: "mug", to: "beaker" },
    ]);
    await bring(json({ ...MUG, id }), "json");
    expect(await db.select().from(slugRedirects).where(eq(slugRedirects.slug, "mug"))).toEqual([]);
  });

  it.each([
    ["an unknown category", json(MUG), "unknown_category"],
    ["a SKU of another product", json(CUPS, { ...MUG, slug: "cup" }), "sku_taken"],
    [
      "a collection with an unknown product",
      json(CUPS, { type: "collection", slug: "new", name: { en: "New" }, products: ["x"] }),
      "unknown_product",
    ],
    ["a parent that is not there", json({ ...CUPS, parent: "x" }), "unknown_category"],
    [
      "pieces that are promised",
      json(CUPS, {
        ...MUG,
        variants: [{ ...MUG.variants[0], backorder: false }, MUG.variants[1]],
      } as JsonText),
      "stock_promised",
    ],
  ])("is refused as a whole for %s", async (_, content, code) => {
    if (code === "sku_taken") await bring(json(CUPS, MUG), "json");
    if (code === "stock_promised") {
      await bring(json(CUPS, MUG), "json");
      await db.update(variants).set({ backorder: true, onHand: -2 });
      content = content.replaceAll(',"onHand":5', "");
    }
    const before = await db.$count(categories);
    const result = await bring(content, "json");
    expect(result).toMatchObject({ ok: false, code: "rows_refused" });
    expect(!result.ok && "report" in result && result.report.issues.map((issue) => issue.code)).toContain(
      code,
    );
    expect(await db.$count(categories)).toBe(before);
  });

  it("writes nothing of a file with one wrong row", async () => {
    await bring(json(CUPS), "json");
    expect(await bring(`${CSV}cup,Cup,Cups,,,CUP,1,-1\n`, "shopify")).toMatchObject({ code: "rows_refused" });
    expect(await db.$count(products)).toBe(0);
  });

  it("puts goods of unknown categories where it is told", async () => {
    await bring(json(CUPS), "json");
    const csv = CSV.replace("Mug,Cups", "Mug,Somewhere > Else");
    expect(await bring(csv, "shopify")).toMatchObject({ ok: false });
    expect(await bring(csv, "shopify", { fallbackCategory: "cups" })).toMatchObject({
      ok: true,
      written: true,
    });
    expect(await bring(csv, "shopify", { fallbackCategory: "none" })).toEqual({
      ok: false,
      code: "unknown_category",
    });
  });

  it("names what no longer fits because the store has changed since the check, and writes the others", async () => {
    const goods = Array.from(
      { length: 300 },
      (_, index): JsonText => ({
        ...{ type: "product", slug: `p-${index}`, category: "cups", name: { en: `P ${index}` } },
        variants: [{ sku: `P-${index}`, price: "1.00", onHand: 1 }],
      }),
    );
    // Between the first part and the second somebody else makes a variant with a SKU of the second.
    await db.execute(`create function somebody() returns trigger language plpgsql as $$ begin
      insert into variants (id, product_id, sku, unit_amount, currency, position)
        select 'var_other', id, 'P-299', 100, 'eur', 9 from products where slug = 'p-0';
      return null; end $$`);
    await db.execute(
      "create trigger meanwhile after insert on catalog_imports for each row execute function somebody()",
    );
    const result = await bring(json(CUPS, ...goods), "json");
    await db.execute("drop function somebody cascade");
    expect(result).toMatchObject({
      ...{ ok: false, code: "rows_left_out" },
      report: { products: { added: 299 }, issueCount: 1, issues: [{ line: 301, code: "sku_taken" }] },
    });
    expect(await db.$count(products)).toBe(299);
  });

  it("goes on where it was cut off, and leaves alone what it has done", async () => {
    const goods = Array.from(
      { length: 600 },
      (_, index): JsonText => ({
        ...{ type: "product", slug: `p-${index}`, category: "cups", name: { en: `P ${index}` } },
        variants: [{ sku: `P-${index}`, price: "1.00", onHand: 1 }],
      }),
    );
    const file = json(CUPS, ...goods);
    // The database refuses the last part.
    await db.execute(`alter table variants add constraint late check (sku <> 'P-599')`);
    await expect(bring(file, "json")).rejects.toThrow();
    await db.execute("alter table variants drop constraint late");
    expect(await db.$count(products)).toBe(500);
    await db.update(variants).set({ onHand: 0 }).where(eq(variants.sku, "P-3"));
    const resumed = await bring(file, "json", { resume: true });
    expect(resumed).toMatchObject({ ok: true, written: true, report: { products: { added: 100 } } });
    expect((await variant("P-3"))?.onHand).toBe(0);
    expect(await db.$count(products)).toBe(600);
    expect(await bring(file, "json", { resume: true })).toEqual({ ok: false, code: "nothing_to_resume" });
  });
});

const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 20, unit: "grapheme" }),
  fc.constantFrom("=cmd|' /C calc'!A0", "'=1", "a,b", 'say "x"', "two\nlines", "-3", "Ünïcode 日本"),
);
const named = text.filter((one) => one.trim() !== "" && !/\0/.test(one));
const optional = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null });
const amount = fc.nat(9_999_999).map((minor) => (minor / 100).toFixed(2));
const texts = fc.record({ en: named, de: named }, { requiredKeys: ["en"] });

/** One to `most` options, each with its values, and every choice a variant. */
const goods = (most: number) =>
  fc
    .uniqueArray(
      fc.record({
        slug: fc.stringMatching(/^[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,4})?$/),
        sizes: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: most }),
        name: texts,
        description: fc.record({ en: fc.constantFrom("", "One.", "One.\n\nTwo & <b>three</b>.\nFour.") }),
        images: fc.constantFrom<Record<string, string>>({}, { default: DRAWING }),
        pictures: fc
          .tuple(fc.subarray([...stored, DRAWING]), optional(texts), fc.boolean())
          .map(([some, alt, isOne]) =>
            some.map((src, place) => ({ src, alt: place === 0 ? alt : null, isOne })),
          ),
        vendor: optional(named),
        kind: optional(named),
        tags: fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}( [a-z]{1,3})?$/), { maxLength: 3 }),
        seoTitle: optional(fc.record({ en: named })),
        active: fc.boolean(),
        isDraft: fc.boolean(),
        facts: fc.record({
          price: amount,
          compareAtPrice: optional(amount),
          prices: fc.constantFrom<Record<string, { price: string; compareAtPrice?: string }>>(
            {},
            { usd: { price: "12.50" } },
            { usd: { price: "12.50", compareAtPrice: "15.00" }, jpy: { price: "1250" } },
          ),
          cost: optional(amount),
          barcode: optional(named),
          storagePlace: optional(named),
          weightGrams: optional(fc.nat(100_000)),
          onHand: fc.integer({ min: -5, max: 500 }),
        }),
      }),
      { minLength: 1, maxLength: 4, selector: ({ slug }) => slug },
    )
    .map((all) =>
      all.map(({ sizes, isDraft, facts, pictures, ...product }, index): JsonText => {
        const options = sizes.map((count, axis) => ({
          key: `a${axis}`,
          name: { en: `Axis ${axis}`, fr: `Axe ${axis}` },
          values: Array.from({ length: count }, (_, value) => ({
            key: `v${value}`,
            label: { en: `Value ${value}` },
          })),
        }));
        const choices = options.reduce<Record<string, string>[]>(
          (chosen, { key, values }) =>
            chosen.flatMap((one) => values.map((value) => ({ ...one, [key]: value.key }))),
          [{}],
        );
        return {
          ...{ type: "product", ...product, category: "cups", options, position: index },
          ...(pictures.length > 0 && { images: {} }),
          // A CSV has one picture for a variant, by its first option.
          pictures: pictures.map(({ isOne, ...picture }, place) => ({
            ...picture,
            of: isOne && place < (sizes[0] ?? 0) ? [`v${place}`] : [],
          })),
          publishedAt: isDraft ? null : "2026-01-02T03:04:05.678Z",
          variants: choices.map((chosen, number) => ({
            ...facts,
            ...{ sku: `${product.slug}-${number}`, options: chosen, backorder: facts.onHand < 0 },
          })),
        };
      }),
    );

describe("what is exported", () => {
  it("in the store's own format is what is imported, with any number of options", async () => {
    await fc.assert(
      fc.asyncProperty(goods(4), async (records) => {
        await empty();
        const list: JsonText = {
          type: "collection",
          slug: "best",
          name: { en: "Best" },
          products: records.flatMap((one) => one.slug),
        };
        expect(await bring(json(CUPS, ...records, list), "json")).toMatchObject({ ok: true });
        const written = await asJson();
        for (const record of records) {
          const own = written
            .split("\n")
            .map((line) => (line ? JSON.parse(line) : {}))
            .find(({ slug }) => slug === record.slug);
          expect(own).toMatchObject(JSON.parse(JSON.stringify(record)));
        }
        expect(await bring(written, "json")).toMatchObject({ ok: true, written: false });
        await empty();
        await bring(written, "json");
        expect(await asJson()).toBe(written);
      }),
      { numRuns: 25 },
    );
  });

  it("as Shopify's CSV changes nothing when it is imported again, and brings all that the format holds to another store", async () => {
    await fc.assert(
      fc.asyncProperty(goods(3), async (records) => {
        await empty();
        expect(await bring(json(CUPS, ...records), "json")).toMatchObject({ ok: true });
        const before = await asJson();
        const csv = await asCsv();
        expect(await bring(csv, "shopify")).toMatchObject({ ok: true, written: false });
        expect(await asJson()).toBe(before);
        await db.delete(variants);
        await db.delete(products);
        expect(await bring(csv, "shopify")).toMatchObject({ ok: true, written: true });
        expect(await asCsv()).toBe(csv);
      }),
      { numRuns: 25 },
    );
  });

  it("leaves out what the CSV can't hold, by name", async () => {
    await bring(json(CUPS, MUG), "json");
    const options = Array.from({ length: 4 }, (_, axis) => ({
      key: `a${axis}`,
      name: { en: `A ${axis}` },
      values: [],
    }));
    await db.update(products).set({ options });
    const leftOut: string[] = [];
    await all(exportCsv(db, (slug) => leftOut.push(slug)));
    expect(leftOut).toEqual(["mug"]);
  });
});
