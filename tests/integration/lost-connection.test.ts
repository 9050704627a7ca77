import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { connect } from "@/lib/db/client";
import { testDatabase } from "@/tests/support/database";
import { gate } from "@/tests/support/gate";

const { db, url, kind } = await testDatabase();

it.skipIf(kind === "pglite")(
  "fails one transaction, and not the process, when a connection is cut between two statements",
  async () => {
    const store = connect(url, 1);
    const [begun, isCut] = [gate<number>(), gate()];
    const transaction = store.transaction(async (tx) => {
      const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      begun.open(Number(rows[0]?.pid));
      await isCut.passed;
      await tx.execute(sql`select 1`);
    });
    const failure = expect(transaction).rejects.toThrow("Failed query");
    await db.execute(sql`select pg_terminate_backend(${await begun.passed}, 5000)`);
    // The news of the cut has come by the time of another answer.
    await db.execute(sql`select 1`);
    isCut.open();
    await failure;
    expect((await store.execute(sql`select 1 as one`)).rows).toEqual([{ one: 1 }]);
    await store.$client.end();
  },
);
