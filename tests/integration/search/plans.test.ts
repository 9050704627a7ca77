import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db as storeDatabase } from "@/lib/db/client";
import { findPage } from "@/lib/search/find-page.server";
import { MOST_FOUND } from "@/lib/search/shop-search";
import { startStatement } from "@/lib/search/suggestions.server";
import { testDatabase } from "@/tests/support/database";
import { searchOf } from "@/tests/support/demo-search";
import { makeManyGoods } from "@/tests/support/goods-to-search";

const { db, kind } = await testDatabase();
const GOODS = 20_000;
const { find, suggest } = searchOf(db);

const TABLES = ["search_documents", "search_words", "search_suggestions"];

/** `entries`: of indexes, also of those whose rows were not read. */
type Reads = { wholeTables: number; rows: number; entries: number };

const pools = [db, storeDatabase() as typeof db].map(({ $client }) => $client);

/** A connection tells what it counted when it likes, or when it is asked. Each may have counted in the test before. */
async function flushCounts(): Promise<void> {
  for (const pool of pools) {
    const connections = await Promise.all(Array.from({ length: pool.idleCount }, () => pool.connect()));
    for (const connection of connections) await connection.query("select pg_stat_force_next_flush()");
    for (const connection of connections) connection.release();
  }
}

/** What the tables of search were read for `work`, by PostgreSQL's own counters. */
async function readsOf(work: () => Promise<unknown>): Promise<Reads> {
  const counted = async (): Promise<Reads> => {
    await flushCounts();
    const { rows } = await db.execute<Reads>(
      sql`select sum(seq_scan)::int as "wholeTables", sum(seq_tup_read + idx_tup_fetch)::int as rows,
          (select sum(idx_tup_read)::int from pg_stat_user_indexes where relname in ${TABLES}) as entries
        from pg_stat_user_tables where relname in ${TABLES}`,
    );
    return rows[0] ?? { wholeTables: Number.NaN, rows: Number.NaN, entries: Number.NaN };
  };
  const before = await counted();
  await work();
  const after = await counted();
  return {
    wholeTables: after.wholeTables - before.wholeTables,
    rows: after.rows - before.rows,
    entries: after.entries - before.entries,
  };
}

// PGlite would need minutes for so many goods, and has the same plans.
describe.skipIf(kind === "pglite")(`in a shop of ${GOODS} products`, async () => {
  if (kind !== "pglite") await makeManyGoods(db, GOODS);

  it.each([
    ["a rare word", "many-77-x", 200],
    ["a word of every seventh name", "linen", MOST_FOUND + 200],
    ["a word of every description", "handmade", MOST_FOUND + 200],
    ["two words of which one is in every description", "handmade brass", MOST_FOUND + 200],
    ["the start of a word of every name", "edit", MOST_FOUND + 200],
    ["a typing mistake", "porcelian", MOST_FOUND + 400],
    ["nothing", "zeppelin", 400],
  ])("%s is found by indexes, and no more than a thousand products are ranked", async (_, text, most) => {
    const reads = await readsOf(() => find(text));
    expect(reads.wholeTables).toBe(0);
    expect(reads.rows).toBeLessThanOrEqual(most);
  });

  it("a word that every product has costs as much as there are ranked, and not as there are products", async () => {
    for (const text of ["handmade", "edit"]) {
      const reads = await readsOf(() => find(text));
      expect(reads.entries).toBeLessThanOrEqual(MOST_FOUND + 500);
    }
  });

  it("a word of goods that stand at the end of the shop is found, beside those at its start", async () => {
    await db.execute(sql`update search_documents set name_words = name_words || 'zirbe', words = words || setweight('zirbe', 'A')
      where locale = 'en' and product_id in (
        (select product_id from search_documents where locale = 'en' order by rank, product_id limit 60)
        union all (select product_id from search_documents where locale = 'en' order by rank desc, product_id desc limit 1))`);
    expect((await find("zirbe")).total).toEqual({ count: 61, more: false });
  });

  it("says that more is found than is counted", async () => {
    expect((await find("handmade")).total).toEqual({ count: MOST_FOUND, more: true });
    expect((await find("many-77-x")).total).toEqual({ count: 1, more: false });
  });

  it.each(["b", "bdf", "edition", "linen cushion"])(
    "suggestions for %s are a few rows of one index",
    async (text) => {
      let slugs: string[] = [];
      const reads = await readsOf(async () => {
        ({ slugs } = await suggest(text));
      });
      expect(slugs.length).toBeGreaterThan(3);
      expect(reads.wholeTables).toBe(0);
      expect(reads.rows).toBeLessThanOrEqual(40);

      const { rows } = await db.execute<{ "QUERY PLAN": unknown }>(
        sql`explain (format json) ${startStatement(text, "en")}`,
      );
      // Of a kind that has few names PostgreSQL may as well read all of them.
      expect(JSON.stringify(rows)).toContain('"Index Name":"search_suggestions_locale_kind_key_target_pk"');
    },
  );

  it("all pages together are what is found, each product once, also after one of them is gone", async () => {
    const whole = "'walnut'";
    const query = { text: "'walnut' & 'vase'", whole, code: "'#none'" };
    const pages = [await findPage(query, "en", null)];
    for (let next = pages[0]?.next; next; next = pages.at(-1)?.next)
      pages.push(await findPage(query, "en", next));
    const ids = pages.flatMap((page) => page.ids);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(pages[0]?.total.count);
    expect(pages.length).toBeGreaterThan(5);

    const backwards = [];
    for (let back = pages.at(-1)?.previous; back !== null && back !== undefined; ) {
      const page = await findPage(query, "en", back);
      backwards.unshift(page.ids);
      back = page.previous;
    }
    expect(backwards).toEqual(pages.slice(0, -1).map((page) => page.ids));

    const [third] = pages[2]?.ids ?? [];
    await db.execute(sql`update products set active = false where id = ${third}`);
    const after = await findPage(query, "en", pages[2]?.next ?? null);
    expect(after.ids).toEqual(pages[3]?.ids);
  });

  it("a cursor of another search, or beyond the end, shows the first page", async () => {
    const first = (await find("walnut vase")).slugs;
    expect((await find("walnut vase", "en", { after: "0.9223372036854775807.zzz" })).slugs).toEqual(first);
    expect((await find("walnut vase", "en", { after: "nonsense" })).slugs).toEqual(first);
  });

  it("a typing mistake is corrected from the shop's own words", async () => {
    expect((await find("porcelian vase")).corrected).toBe("porcelain vase");
  });
});
