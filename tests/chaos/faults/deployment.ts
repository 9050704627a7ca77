import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { connect } from "@/lib/db/client";
import { MIGRATIONS } from "@/lib/db/migrate.server";
import type { World } from "../world";

/** Adds only, as the first half of an expand-and-contract change does: a column, an index, a table. */
const EXPAND = `alter table "orders" add column "gift_note" text;
--> statement-breakpoint
create index "orders_gift_note" on "orders" ("gift_note") where "gift_note" is not null;
--> statement-breakpoint
create table "gift_cards" ("id" text primary key, "order_id" text references "orders" ("id"));`;

/** A migration while both stores serve shoppers, then a restart of one after the other. */
export async function deploy({ db, stores }: World): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "chaos-migrations-"));
  try {
    await cp(MIGRATIONS, folder, { recursive: true });
    const journalPath = join(folder, "meta/_journal.json");
    const journal = JSON.parse(await readFile(journalPath, "utf8"));
    const tag = "9999_chaos";
    journal.entries.push({ ...journal.entries.at(-1), idx: journal.entries.length, when: Date.now(), tag });
    await writeFile(journalPath, JSON.stringify(journal));
    await writeFile(join(folder, `${tag}.sql`), EXPAND);
    await migrateWhileServing(db.url, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  for (const store of stores) await store.restart("SIGTERM");
}

/** Tried again: the database may be away at this moment, as other faults go on. */
async function migrateWhileServing(url: string, migrationsFolder: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const database = connect(url, 1);
    try {
      await migrate(database, { migrationsFolder });
      return;
    } catch (error) {
      if (tries === 10) throw error;
      await new Promise((resolve) => setTimeout(resolve, 2_000));
    } finally {
      await database.$client.end();
    }
  }
}
