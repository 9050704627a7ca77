import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { currency } from "@/lib/base/money";
import { exportCsv } from "@/lib/catalog/export/export-csv.server";
import { exportJson } from "@/lib/catalog/export/export-json.server";
import { importGoods } from "@/lib/catalog/import/import-goods.server";
import { catalogImports, categories, demonstrationItems, products, variants } from "@/lib/db/schema";
import { DEMONSTRATION_FILE } from "@/lib/demonstration/goods.server";
import { seedDemonstration } from "@/lib/demonstration/seed.server";
import { testDatabase } from "@/tests/support/database";

const { db } = await testDatabase();
const folder = await mkdtemp(join(tmpdir(), "demonstration-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

const bring = (path: string, format: "json" | "shopify" = "json", code = "eur") =>
  importGoods(db, { path, format, currency: currency(code), who: "ada" });

async function exported(lines: AsyncIterable<string>, name = "goods.jsonl"): Promise<string> {
  const path = join(folder, name);
  const written: string[] = [];
  for await (const line of lines) written.push(line);
  await writeFile(path, written);
  return path;
}

/** Without what no file says: when a row was written, and the ids of variants. */
const goods = async () => ({
  categories: await db.select().from(categories).orderBy(categories.slug),
  products: (await db.select().from(products).orderBy(products.slug)).map(
    ({ publishedAt: _, createdAt: __, updatedAt: ___, ...product }) => product,
  ),
  variants: (await db.select().from(variants).orderBy(variants.sku)).map(
    ({ id: _, createdAt: __, updatedAt: ___, ...variant }) => variant,
  ),
});

async function empty(): Promise<void> {
  for (const table of [variants, products, categories, demonstrationItems, catalogImports])
    await db.delete(table);
}

beforeEach(async () => {
  await empty();
  await seedDemonstration(db, currency("eur"));
});

describe("the demonstration's file", () => {
  it("changes nothing of a store that has the demonstration", async () => {
    expect(await bring(DEMONSTRATION_FILE)).toMatchObject({
      ...{ ok: true, written: false },
      report: { products: { added: 0, changed: 0, unchanged: 19 }, pictures: { missing: 0, unnamed: 0 } },
    });
  });

  it("makes the same goods of an empty store", async () => {
    const seeded = await goods();
    await empty();
    expect(await bring(DEMONSTRATION_FILE)).toMatchObject({ ok: true, written: true });
    expect(await goods()).toEqual(seeded);
  });

  it("is of euros: another store's import refuses it, and its seed has amounts of its own", async () => {
    await empty();
    await seedDemonstration(db, currency("jpy"));
    const { variants: sold } = await goods();
    expect(sold.find(({ sku }) => sku === "KC-MUG")).toMatchObject({ unitAmount: 3840, currency: "jpy" });
    const refused = await bring(DEMONSTRATION_FILE, "json", "jpy");
    if (refused.ok || !("report" in refused)) throw new Error("it was not refused");
    expect(refused.report.issues.map(({ code }) => code)).toContain("currency_other");
    expect((await goods()).variants).toEqual(sold);
  });
});

describe("what is exported of the demonstration", () => {
  it("changes nothing when it is imported again, and makes the same goods of an empty store", async () => {
    const seeded = await goods();
    const path = await exported(exportJson(db));
    expect(await bring(path)).toMatchObject({ ok: true, written: false });
    await empty();
    expect(await bring(path)).toMatchObject({ ok: true, written: true });
    expect(await goods()).toEqual(seeded);
  });

  it("changes nothing as Shopify's CSV either", async () => {
    const path = await exported(
      exportCsv(db, (slug) => expect.fail(slug)),
      "goods.csv",
    );
    expect(await bring(path, "shopify")).toMatchObject({ ok: true, written: false });
  });
});

describe("a picture under public/", () => {
  const cups = { type: "category", slug: "cups", name: { en: "Cups" } };
  const cup = (src: string, of: string[]) => ({
    ...{ type: "product", slug: "cup", category: "cups", name: { en: "Cup" }, pictures: [{ src, of }] },
    variants: [{ sku: "CUP", price: "5.00" }],
  });
  const bringCup = async (src: string, of: string[] = []) => {
    const path = join(folder, "cup.jsonl");
    await writeFile(path, [cups, cup(src, of)].map((record) => JSON.stringify(record)).join("\n"));
    return bring(path);
  };

  it("is shown as it is, and gives way to the one that takes its place", async () => {
    expect(await bringCup("/art/hero.svg", ["sand"])).toMatchObject({
      ok: true,
      report: { pictures: { brought: 0 } },
    });
    await bringCup("/art/cedar-pencil.svg");
    const found = (await goods()).products.find(({ slug }) => slug === "cup");
    expect(found?.images).toEqual({ default: "/art/cedar-pencil.svg" });
    expect(found?.pictures).toEqual([{ path: "/art/cedar-pencil.svg", alt: null, of: [] }]);
  });

  it.each([
    ["/art/no-such-file.svg", "picture_unknown"],
    ["/art", "field_invalid"],
    ["/art/../../package.json", "field_invalid"],
    ["/art/%2e%2e/hero.svg", "field_invalid"],
    ["//elsewhere.example/mug.svg", "field_invalid"],
    ["/../store.config.svg", "field_invalid"],
  ])("%s is refused", async (src, code) => {
    const before = await goods();
    const result = await bringCup(src);
    expect(result).toMatchObject({
      ok: false,
      report: { issues: [{ line: 2, column: "pictures.0.src", code }] },
    });
    expect(await goods()).toEqual(before);
  });
});
