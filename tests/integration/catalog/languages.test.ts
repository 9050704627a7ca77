import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { currency } from "@/lib/base/money";
import { importGoods } from "@/lib/catalog/import/import-goods.server";
import { syncCatalog } from "@/lib/catalog/sync.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";

vi.mock("@/languages.config", () => ({ default: ["de", "en"] }));

const { db } = await testDatabase();
const { stripe } = await testStripe();
const eur = currency("eur");

it("a shop whose default is German lists, finds and names at Stripe what has no English words", async () => {
  const path = join(await mkdtemp(join(tmpdir(), "languages-")), "goods.csv");
  const rows = ["Vase", "Becher", "Schale"].map(
    (name) => `${name.toLowerCase()},${name},Geschirr,TRUE,${name.toUpperCase()},20.00,shopify,5,active`,
  );
  const head =
    "Handle,Title,Type,Published,Variant SKU,Variant Price,Variant Inventory Tracker,Variant Inventory Qty,Status";
  const category = { type: "category", slug: "geschirr", name: { de: "Geschirr", fr: "Vaisselle" } };
  const shelves = join(path, "..", "shelves.jsonl");
  await writeFile(shelves, `${JSON.stringify(category)}\n`);
  await writeFile(path, `${[head, ...rows].join("\n")}\n`);
  const options = { currency: eur, who: "test" };
  expect(await importGoods(db, { ...options, path: shelves, format: "json" })).toMatchObject({ ok: true });
  expect(await importGoods(db, { ...options, path, format: "shopify" })).toMatchObject({ ok: true });
  await syncCatalog(db, stripe);

  const { getList } = await import("@/lib/catalog/lists.server");
  const { searchInPostgres } = await import("@/lib/search/postgres-search.server");
  const { NO_QUERY } = await import("@/lib/catalog/listing");
  for (const locale of ["de", "en"] as const) {
    const { products } = await getList("category:geschirr", { ...NO_QUERY, sort: "name" }, locale, eur);
    expect(products.map(({ name }) => name)).toEqual([{ de: "Becher" }, { de: "Schale" }, { de: "Vase" }]);
    const found = await searchInPostgres({ text: "schalen", locale, after: null, exact: false });
    expect(found.ids.length, locale).toBe(1);
  }
  const atStripe = await stripe.products.list({ limit: 10 });
  expect(atStripe.data.map(({ name }) => name).sort()).toEqual(["Becher", "Schale", "Vase"]);
});
