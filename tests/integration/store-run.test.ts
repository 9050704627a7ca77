import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { db as storeDatabase } from "@/lib/db/client";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { storeRuns } from "@/tests/support/store-run";

const database = await testDatabase();
await testStripe();
const runStore = storeRuns(database);

const AT_ONCE = 3;

it.skipIf(database.kind === "pglite")(
  "tells nobody that a connection was cut which opened after its death",
  async () => {
    const open = () => storeDatabase().transaction((tx) => tx.execute(sql`select 1`));
    const end = await runStore(1, () => Promise.all(Array.from({ length: AT_ONCE }, open)));
    expect(end).toEqual({ died: true });
    // The first died with the run. Each of the others would fail the whole run of tests, if nobody listened to it.
    let cut = 0;
    while (cut < AT_ONCE - 1) {
      const { rows } = await database.db.execute(
        sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
      );
      cut += rows.length;
    }
  },
);
