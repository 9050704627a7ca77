import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { connect } from "@/lib/db/client";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { stockedVariants } from "@/tests/support/shop";

const { db, url, kind } = await testDatabase();
const { stripe } = await testStripe();
const run = promisify(execFile);

/** The commands of a section of the page, as they stand there; what asks the store itself or Stripe is left out. */
async function commandsOf(section: string): Promise<string[]> {
  const page = await readFile("docs/backup.md", "utf8");
  const [, text = ""] = page.split(`\n## ${section}\n`);
  const [body = ""] = text.split("\n## ");
  return Array.from(body.matchAll(/```sh\n([\s\S]*?)```/g), ([, code]) => code ?? "").filter(
    (code) => !/https:\/\/your-domain|orders:missing/.test(code),
  );
}

/** All that a database holds: the rows of each table, by its name. */
async function contentsOf(database: typeof db): Promise<Record<string, unknown>> {
  const { rows: tables } = await database.execute<{ name: string }>(
    sql`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'drizzle') order by 1`,
  );
  const contents: Record<string, unknown> = {};
  for (const { name } of tables) {
    contents[name] = (await database.execute(sql.raw(`select t::text from ${name} t order by 1`))).rows;
  }
  return contents;
}

// PGlite is no server that pg_dump speaks to.
it.runIf(kind === "postgres")(
  "a backup is restored completely by the page's commands, and can be migrated",
  async () => {
    await stockedVariants(db, stripe, [10]);
    const folder = await mkdtemp(join(tmpdir(), "store-backup-"));
    const restoredUrl = new URL(url);
    restoredUrl.pathname = `${restoredUrl.pathname}_restored`;
    const name = restoredUrl.pathname.slice(1);
    await db.execute(sql.raw(`create database ${name}`));
    const restored = connect(restoredUrl.href, 1);
    try {
      const settings = join(folder, "settings");
      await writeFile(
        settings,
        `DATABASE_URL="postgres://nowhere.invalid/shop"\nDATABASE_DIRECT_URL="${url}"\n`,
      );
      const { PATH, HOME } = process.env;
      for (const command of [...(await commandsOf("Back up")), ...(await commandsOf("Restore"))]) {
        const script = command
          .replaceAll("store.dump", join(folder, "store.dump"))
          .replaceAll(".env.shop.local", settings)
          .replaceAll("postgres://…", restoredUrl.href);
        await run("bash", ["-euc", script], { env: { NODE_ENV: "test", PATH, HOME } });
      }
      const contents = await contentsOf(restored);
      expect(contents).toEqual(await contentsOf(db));
      expect(contents["public.products"]).toHaveLength(1);
      expect(contents["drizzle.__drizzle_migrations"]).not.toHaveLength(0);
    } finally {
      await restored.$client.end();
      await db.execute(sql.raw(`drop database ${name} with (force)`));
      await rm(folder, { recursive: true, force: true });
    }
  },
  60_000,
);
