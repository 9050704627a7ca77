import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { connect } from "@/lib/db/client";
import { migrateDatabase } from "@/lib/db/migrate.server";
import { testDatabase } from "@/tests/support/database";

const { db, url, kind } = await testDatabase();

/** What the database gives to each new connection. */
const settingsOf = async (address: string) => {
  const other = connect(address, 1);
  const { rows } = await other.execute<{ source: string; setting: string }>(
    sql`select source, setting from pg_settings where name = 'jit'`,
  );
  await other.$client.end();
  return rows[0];
};

it("migrations switch off the compiling of statements, for whoever connects", async () => {
  await migrateDatabase(url);
  const expected = kind === "postgres" ? { source: "database", setting: "off" } : expect.anything();
  expect(await settingsOf(url)).toEqual(expected);
});

it.runIf(kind === "postgres")("a role that does not own the database migrates without that", async () => {
  const role = "guest_of_the_tests";
  const { pathname } = new URL(url);
  const name = sql.identifier(pathname.slice(1));
  const guest = sql.identifier(role);
  await db.execute(sql`alter database ${name} reset jit`);
  await db.execute(sql`create role ${guest} login`);
  await db.execute(sql`grant create on database ${name} to ${guest}`);
  await db.execute(sql`grant all on schema drizzle, public to ${guest}`);
  await db.execute(sql`grant all on all tables in schema drizzle to ${guest}`);
  const address = new URL(url);
  address.username = role;
  await migrateDatabase(address.href);
  expect((await settingsOf(url))?.source).not.toBe("database");
  await db.execute(sql`drop owned by ${guest}`);
  await db.execute(sql`drop role ${guest}`);
});
