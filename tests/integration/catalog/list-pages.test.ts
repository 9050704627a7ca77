import { eq, inArray, sql } from "drizzle-orm";
import pg from "pg";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { Locale } from "@/i18n/routing";
import type { ProductId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import { listCategories } from "@/lib/catalog/categories.server";
import { MOST_COUNTED, readFacets } from "@/lib/catalog/list-facets.server";
import { readListPage } from "@/lib/catalog/list-page.server";
import { parseListingQuery, SORTS } from "@/lib/catalog/listing";
import { getList, listFeatured, listShelves, relatedProducts } from "@/lib/catalog/lists.server";
import { getProduct } from "@/lib/catalog/products.server";
import { renamedTo } from "@/lib/catalog/redirects.server";
import { sitemapFiles, sitemapPages } from "@/lib/catalog/sitemap.server";
import { countUnpriced } from "@/lib/catalog/unpriced.server";
import { products, slugRedirects } from "@/lib/db/schema";
import { testDatabase } from "@/tests/support/database";
import { fillCatalogue } from "@/tests/support/many-goods";

const { db } = await testDatabase();

const MANY = 4_000;

beforeAll(async () => {
  await fillCatalogue(db.$client, { products: MANY });
  await db.execute(sql`update variants set unit_amount = 20 where sku in ('SKU-77-1', 'SKU-78-2')`);
  await db.execute(sql`update variants set prices = '{"usd":{"amount":30}}' where sku = 'SKU-79-1'`);
  await db.execute(sql`analyze`);
}, 120_000);

const query = (text: string) => parseListingQuery(new URLSearchParams(text));
const page = (text: string, list = "all", locale: Locale = "en") =>
  readListPage(db, list, query(text), locale);

const inDollars = (text: string) => ({ ...query(text), currency: currency("usd") });

/** Walks a list from page to page, and back again. */
async function walk(text: string, list = "all"): Promise<{ there: ProductId[]; back: ProductId[] }> {
  let at = await page(text, list);
  const there = [...at.ids];
  while (at.next !== null) {
    at = await page(at.next, list);
    there.push(...at.ids);
  }
  const back = [...at.ids];
  while (at.previous !== null) {
    at = await page(at.previous, list);
    back.unshift(...at.ids);
  }
  return { there, back };
}

describe("a list", () => {
  it.each(SORTS)("has each of its goods once, forward and back, by %s", async (sort) => {
    const { there, back } = await walk(`sort=${sort}`, "category:shelf-3");
    const { rows } = await db.execute<{ id: ProductId }>(
      sql`select product_id as id from listings where list = 'category:shelf-3'`,
    );
    expect(there).toHaveLength(rows.length);
    expect(new Set(there)).toEqual(new Set(rows.map(({ id }) => id)));
    expect(back).toEqual(there);
  });

  it("has the goods of the categories below", async () => {
    const [{ ids: whole }, { ids: below }] = [
      await page("", "category:floor-2"),
      await page("", "category:shelf-1"),
    ];
    expect(whole.length).toBeGreaterThan(0);
    expect(below.length).toBeGreaterThan(0);
    const { rows } = await db.execute(sql`select from listings a join listings b using (product_id)
      where a.list = 'category:shelf-1' and b.list = 'category:floor-2'`);
    expect(rows.length).toBe(
      (await db.execute(sql`select from listings where list = 'category:shelf-1'`)).rows.length,
    );
  });

  it("leaves out what is published later, and what has left it by its age", async () => {
    const [first, second] = (await page("")).ids;
    const hidden = async (change: ReturnType<typeof sql>) => {
      await db.execute(change);
      return (await page("")).ids;
    };
    const later = sql`update products set published_at = now() + interval '1 day' where id = ${first}`;
    expect((await hidden(later))[0]).toBe(second);
    const over = sql`update listings set ends_at = now() - interval '1 second' where list = 'all' and product_id = ${second}`;
    expect(await hidden(over)).not.toContain(second);
    await db.execute(sql`update products set published_at = now() where id = ${first}`);
    await db.execute(sql`update listings set ends_at = null where product_id = ${second}`);
  });

  it.each([
    ["of another sort", "sort=featured&after=mug~prd_x"],
    ["of no instant", "sort=newest&after=yesterday~prd_x"],
    ["of no amount", "sort=price-asc&before=99999999999999~prd_x"],
    ["beyond the end", "after=9999999999999999~prd_x"],
    ["before the beginning", "before=-999999999999999~prd_x"],
  ])("begins at the first page with a cursor %s", async (_, text) => {
    const sort = text.match(/sort=[\w-]+/)?.[0] ?? "";
    expect((await page(text)).ids).toEqual((await page(sort)).ids);
  });
});

type Row = { id: ProductId; colour: string; size: string; amount: number; in_stock: boolean };

/** All variants, to say what a listing must find. */
const variantsNow = async () =>
  (
    await db.execute<Row>(sql`select product_id as id, options ->> 'colour' as colour, options ->> 'size' as size,
      unit_amount as amount, in_stock from variants`)
  ).rows;

describe("filters", () => {
  it.each<[string, (variant: Row) => boolean]>([
    ["option=colour:sand", ({ colour }) => colour === "sand"],
    ["option=colour:sand&option=colour:ink", ({ colour }) => colour === "sand" || colour === "ink"],
    ["option=colour:sand&option=size:m", ({ colour, size }) => colour === "sand" && size === "m"],
    ["option=colour:sand&in-stock=1", ({ colour, in_stock }) => colour === "sand" && in_stock],
    ["min=10&max=20", ({ amount }) => amount >= 1000 && amount <= 2000],
    ["min=20", ({ amount }) => amount >= 2000],
    ["max=12.34", ({ amount }) => amount <= 1234],
    ["min=0.2&max=0.2", ({ amount }) => amount === 20],
    [
      "option=size:s&min=40&max=50&in-stock=1&sort=price-desc",
      ({ size, amount, in_stock }) => size === "s" && amount >= 4000 && amount <= 5000 && in_stock,
    ],
    ["option=colour:never", () => false],
    ["option=weight:heavy", () => false],
  ])("keep a product when one variant meets them all: %s", async (text, meets) => {
    const expected = new Set((await variantsNow()).filter(meets).map(({ id }) => id));
    const { there } = await walk(text);
    expect(new Set(there)).toEqual(expected);
    expect(there).toHaveLength(expected.size);
    const { total } = await readFacets(db, "all", query(text), null);
    expect(total).toEqual({
      count: Math.min(expected.size, MOST_COUNTED),
      isLeast: expected.size > MOST_COUNTED,
    });
  });

  it("compare prices of the shopper's currency: those set for it, and those that are converted", async () => {
    const slugs = async (text: string) => {
      const { ids } = await readListPage(db, "all", inDollars(text), "en");
      const found = await db.select({ slug: products.slug }).from(products).where(inArray(products.id, ids));
      return found.map(({ slug }) => slug).sort();
    };
    expect(await slugs("min=0.3&max=0.3")).toEqual(["item-79"]);
    expect(await slugs("max=1")).toEqual(["item-77", "item-78", "item-79"]);
    await db.execute(sql`update variants set prices = '{"usd":{"amount":7}}' where sku = 'SKU-80-1'`);
    expect(await slugs("max=0.08")).toEqual(["item-80"]);
    await db.execute(sql`update variants set prices = '{}' where sku = 'SKU-80-1'`);
    expect(await slugs("max=0.08")).toEqual([]);
  });

  it("go by steps of prices without a gap, each of an eighth at most", async () => {
    const { rows } = await db.execute<{ gaps: number; widest: number }>(
      sql`select count(*) filter (where next - step not in (0, 1))::int as gaps,
        max(n - first) filter (where n >= 80) as widest
      from (select n, price_step(n) as step, price_step(n + 1) as next, min(n) over (partition by price_step(n)) * 9 / 8 as first
        from generate_series(0, 100000) as n) as steps`,
    );
    expect(rows[0]?.gaps).toBe(0);
    expect(rows[0]?.widest).toBeLessThanOrEqual(0);
    const { rows: most } = await db.execute(sql`select price_step(2147483647) as step`);
    expect(most).toEqual([{ step: 231 }]);
  });

  it("can ask for a category below", async () => {
    const { there } = await walk("in=shelf-3");
    expect(new Set(there)).toEqual(new Set((await walk("", "category:shelf-3")).there));
  });
});

describe("counts", () => {
  it("say what each value would show, as if none of its axis were chosen", async () => {
    const list = "category:shelf-3";
    const { facets, categories } = await readFacets(
      db,
      list,
      query("option=colour:sand&option=size:m&max=90"),
      "shelf-3",
    );
    expect(categories).toEqual([]);
    expect(facets.map(({ axis }) => axis)).toEqual(["colour", "size"]);
    for (const { axis, values } of facets) {
      for (const { value, count, isLeast } of values) {
        const other = axis === "colour" ? "option=size:m" : "option=colour:sand";
        const { there } = await walk(`${other}&option=${axis}:${value}&max=90`, list);
        expect([`${axis}:${value}`, count, isLeast]).toEqual([`${axis}:${value}`, there.length, false]);
      }
    }
  });

  it("end at so many, and say so", async () => {
    const { total, facets, categories } = await readFacets(db, "all", query(""), null);
    expect(total).toEqual({ count: MOST_COUNTED, isLeast: true });
    expect(facets.flatMap(({ values }) => values).every(({ isLeast }) => isLeast)).toBe(true);
    expect(categories.map(({ value }) => value)).toEqual(["floor-1", "floor-2"]);
  });
});

describe("an old address", () => {
  it("leads to the one of now, through several, and ends in a ring", async () => {
    const row = (slug: string, to: string) => ({ kind: "product" as const, slug, to });
    await db
      .insert(slugRedirects)
      .values([row("cup", "mug"), row("mug", "beaker"), row("x", "y"), row("y", "x")]);
    expect(await renamedTo("product", "cup")).toBe("beaker");
    expect(await renamedTo("product", "beaker")).toBeNull();
    expect(await renamedTo("category", "cup")).toBeNull();
    expect(await renamedTo("product", "x")).toBe("y");
    await db.delete(slugRedirects);
  });
});

describe("the sitemap", () => {
  it("has every page once, in files of at most ten thousand addresses", async () => {
    const paths: string[] = [];
    const sizes: number[] = [];
    for await (const { kind, after } of sitemapFiles()) {
      const before = paths.length;
      for await (const pages of sitemapPages(kind, after)) paths.push(...pages.map(({ path }) => path));
      sizes.push(paths.length - before);
    }
    const goods = paths.filter((path) => path.startsWith("/products/"));
    expect(goods).toHaveLength(MANY);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths).toContain("/categories/shelf-3");
    expect(Math.max(...sizes) * 3).toBeLessThanOrEqual(10_000);
    expect(sizes.filter((size) => size === 0).length).toBeLessThanOrEqual(1);
  });
});

describe("however many goods there are", () => {
  type Statement = { text: string; values: unknown[] };

  const LARGE = ["products", "variants", "listings"];
  /** What is counted at most, with three variants each. */
  const MOST_READ = 3 * (MOST_COUNTED + 1);

  type Plan = {
    "Relation Name"?: string;
    "Actual Rows": number;
    "Actual Loops": number;
    "Rows Removed by Filter"?: number;
    Plans?: Plan[];
  };

  /** How many rows each step has read of a table. */
  function scansOf(plan: Plan): { table: string; read: number }[] {
    const below = (plan.Plans ?? []).flatMap(scansOf);
    const table = plan["Relation Name"];
    if (!table) return below;
    return [
      ...below,
      { table, read: (plan["Actual Rows"] + (plan["Rows Removed by Filter"] ?? 0)) * plan["Actual Loops"] },
    ];
  }

  async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
    const spy = vi.spyOn(pg.Client.prototype, "query");
    await work();
    const made = spy.mock.calls.map(([asked, values]) => {
      const { text, values: own } = asked as unknown as { text: string; values?: unknown[] };
      return { text: text ?? String(asked), values: own ?? (values as unknown as unknown[]) ?? [] };
    });
    spy.mockRestore();
    return made.filter(({ text }) => /^\s*(select|with)/i.test(text));
  }

  it.each<[string, () => Promise<unknown>]>([
    ...SORTS.map((sort): [string, () => Promise<unknown>] => [
      `a list by ${sort}`,
      () => page(`sort=${sort}`),
    ]),
    ["a later page", async () => page((await page("sort=newest")).next ?? "")],
    [
      "a list with filters",
      () => page("option=colour:sand&option=size:m&in-stock=1&min=10&max=20&in=floor-1"),
    ],
    ["a rare filter", () => page("option=colour:rare")],
    ["a rare price", () => page("min=0.15&max=0.25")],
    [
      "a rare price, with its counts",
      () => readFacets(db, "category:floor-1", query("min=0.15&max=0.25"), null),
    ],
    ["a rare price in another currency", () => readListPage(db, "all", inDollars("min=0.2&max=0.4"), "en")],
    [
      "counting in a price range",
      () => readFacets(db, "category:floor-1", query("option=size:m&min=10&max=80"), null),
    ],
    [
      "a page with its counts",
      () => getList("category:floor-1", query("option=colour:sand&sort=name"), "de", currency("eur")),
    ],
    [
      "the home page",
      async () =>
        Promise.all([listFeatured(), listShelves((await listCategories()).map(({ slug }) => slug))]),
    ],
    ["a product", () => getProduct("item-77")],
    [
      "related goods",
      async () => relatedProducts((await getProduct("item-77")) ?? expect.fail("no product")),
    ],
    ["the number of goods without a price", () => countUnpriced(db)],
    ["a file of the sitemap", async () => (await sitemapPages("products", "prd_5").next()).value],
  ])("%s reads few of them", async (_, work) => {
    const statements = await statementsOf(work);
    expect(statements.length).toBeGreaterThan(0);
    const client = await db.$client.connect();
    try {
      // With so few goods, reading all is often the quickest; it must not be the only way.
      await client.query("set enable_seqscan = off");
      for (const { text, values } of statements) {
        const { rows } = await client.query(`explain (analyze, format json) ${text}`, values);
        for (const { table, read } of scansOf(rows[0]["QUERY PLAN"][0].Plan))
          expect(LARGE.includes(table) && read > MOST_READ ? `${table}: ${read} rows: ${text}` : "").toBe("");
      }
    } finally {
      client.release(true);
    }
  });

  it("what has facets is counted as it is found, and neither sorted nor looked for in its list too", async () => {
    const filters = query("option=colour:moss&option=size:m&in-stock=1");
    const statements = await statementsOf(() => readFacets(db, "category:floor-1", filters, null));
    const client = await db.$client.connect();
    try {
      // As in a shop whose goods are too many to be read in the order of an index until enough are found.
      await client.query("set enable_seqscan = off; set enable_indexscan = off");
      const counting = statements.filter(({ text }) => text.includes("from listings"));
      expect(counting).toHaveLength(3);
      for (const { text, values } of counting) {
        const { rows } = await client.query(`explain ${text}`, values);
        const plan = JSON.stringify(rows);
        expect(plan).toContain("listings_facets");
        expect(plan).not.toMatch(/Sort|BitmapAnd/);
      }
      const priced = await statementsOf(() =>
        readFacets(db, "category:floor-1", query("min=20&max=25"), null),
      );
      for (const { text, values } of priced.filter(({ text }) => text.includes("from listings"))) {
        const { rows } = await client.query(`explain ${text}`, values);
        const plan = JSON.stringify(rows);
        expect(plan).toContain("listings_facets");
        expect(plan).not.toMatch(/BitmapAnd|listings_list_product_id_pk/);
      }
    } finally {
      client.release(true);
    }
  });

  it("home, shelves and related goods read what they show", async () => {
    expect((await listFeatured()).length).toBeLessThanOrEqual(12);
    const product = await getProduct("item-77");
    const related = await relatedProducts(product ?? expect.fail("no product"));
    expect(related.map(({ slug }) => slug)).not.toContain("item-77");
    expect(new Set(related.map(({ slug }) => slug)).size).toBe(related.length);
    expect(related).toHaveLength(4);
    await db
      .update(products)
      .set({ active: false })
      .where(eq(products.slug, related[0]?.slug ?? ""));
    const again = await relatedProducts(product ?? expect.fail("no product"));
    expect(again.map(({ slug }) => slug)).not.toContain(related[0]?.slug);
  });
});
