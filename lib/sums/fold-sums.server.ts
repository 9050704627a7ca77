import "server-only";
import { sql } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { takeTurn } from "@/lib/db/lease.server";
import { inTransaction } from "@/lib/db/transaction.server";

const EVERY_SECONDS = 60;

/** Changes in one statement: few enough that it ends at once. */
const BATCH = 5_000;

/**
 * Adds what has changed to the sums, once a minute in one of the processes.
 * @param deadline milliseconds since 1970, when no further statement is begun; the next minute goes on
 * @returns how many changes
 */
export async function foldSums(deadline = Number.POSITIVE_INFINITY): Promise<number> {
  if (!(await takeTurn(db(), "sums", EVERY_SECONDS))) return 0;
  let folded = 0;
  for (let taken = BATCH; taken === BATCH && Date.now() < deadline; folded += taken)
    taken = await foldBatch();
  return folded;
}

/** In one statement, so that a report finds each change either among the changes or in the sums. */
async function foldBatch(): Promise<number> {
  const { rows } = await db().execute<{ taken: number }>(sql`
    with taken as (
      delete from shop_sum_changes where id = any (array(
        select id from shop_sum_changes order by id limit ${BATCH} for update skip locked
      )) returning *
    ), added as (
      insert into shop_sums as known (topic, currency, grain, at, key, count, amount)
      select topic, currency, grain, bin, key, sum(count), sum(amount) from taken cross join lateral sum_bins(taken.at)
      group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
      on conflict (topic, currency, grain, at, key)
        do update set count = known.count + excluded.count, amount = known.amount + excluded.amount
    )
    select count(*)::int as taken from taken`);
  return rows[0]?.taken ?? 0;
}

/** Makes the sums anew from the orders, while the shop goes on. */
export async function remakeSums(): Promise<void> {
  await inTransaction(db(), async (tx) => {
    // What others change meanwhile is not seen, and stays to be added.
    await tx.execute(sql`set transaction isolation level repeatable read`);
    await tx.execute(sql`select remake_shop_sums()`);
  });
}
