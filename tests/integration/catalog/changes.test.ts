import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { catalogueWatcher, tagsChangedSince } from "@/lib/catalog/changes.server";
import { testDatabase } from "@/tests/support/database";

const { db, kind } = await testDatabase();

const write = (tag: string) => db.execute(sql`insert into catalog_changes (tag) values (${tag})`);

/** What one look renews. */
async function seenBy(watch: ReturnType<typeof catalogueWatcher>): Promise<string[]> {
  let tags: string[] = [];
  await watch(async (since) => {
    tags = await tagsChangedSince(db, since);
  });
  return tags;
}

async function isBehindAll(): Promise<boolean> {
  const { rows } = await db.execute<{ behind: boolean }>(
    sql`select bool_and(transaction < pg_snapshot_xmin(pg_current_snapshot())) as behind from catalog_changes`,
  );
  return rows[0]?.behind === true;
}

beforeEach(() => db.execute(sql`delete from catalog_changes`));

describe("a watcher of the goods", () => {
  it("begins with what is written after it, and tells each change once", async () => {
    await write("product:old");
    // Transactions of other databases on the server may be older, and then it would be told again with what follows.
    await expect.poll(isBehindAll, { timeout: 30_000 }).toBe(true);
    const watch = catalogueWatcher(db);
    expect(await seenBy(watch)).toEqual([]);
    await write("product:mug");
    expect(await seenBy(watch)).toEqual(["product:mug"]);
    expect(await seenBy(watch)).toEqual([]);
  });

  it("tells again what could not be renewed", async () => {
    const watch = catalogueWatcher(db);
    await seenBy(watch);
    await write("product:mug");
    await expect(watch(() => Promise.reject(new Error("no answer")))).rejects.toThrow("no answer");
    expect(await seenBy(watch)).toEqual(["product:mug"]);
  });

  it.skipIf(kind === "pglite")(
    "renews nothing for what was there, though a transaction is older",
    async () => {
      const older = await db.$client.connect();
      await older.query("begin");
      await older.query("select pg_current_xact_id()");
      await write("product:old");
      const watch = catalogueWatcher(db);
      expect(await seenBy(watch)).toEqual([]);
      expect(await seenBy(watch)).toEqual([]);
      await older.query("commit");
      older.release();
    },
  );

  // PGlite has one session, so there nothing is written beside an open transaction.
  it.skipIf(kind === "pglite")("finds what began before others and is committed after them", async () => {
    const watch = catalogueWatcher(db);
    await seenBy(watch);
    const slow = await db.$client.connect();
    await slow.query("begin");
    await slow.query("insert into catalog_changes (tag) values ('product:slow')");
    await write("product:quick");
    expect(await seenBy(watch)).toEqual(["product:quick"]);
    expect(await seenBy(watch)).toEqual([]);
    await slow.query("commit");
    slow.release();
    expect(await seenBy(watch)).toContain("product:slow");
    expect(await seenBy(watch)).toEqual([]);
  });
});
