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

beforeEach(() => db.execute(sql`delete from catalog_changes`));

describe("a watcher of the goods", () => {
  it("begins with what is written after it, and tells each change once", async () => {
    await write("product:old");
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
