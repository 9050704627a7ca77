import { eq, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { beforeEach, describe, expect, it } from "vitest";
import { type CartId, newCartId, newCustomerId, type OrderId } from "@/lib/base/ids";
import { addLine, setLineQuantity } from "@/lib/cart/change.server";
import {
  carts,
  customers,
  leases,
  orderQuotes,
  orders,
  outboxJobs,
  rateLimits,
  signInSecrets,
  signInSessions,
  webhookEvents,
} from "@/lib/db/schema";
import { drainAll } from "@/lib/jobs/drain.server";
import { deleteOldRows } from "@/lib/retention/delete-old-rows.server";
import { rowsOver, TERMS } from "@/lib/retention/terms.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { cartWith, shopperOf, stockedVariants } from "@/tests/support/shop";
import { startSession } from "@/tests/support/start-session";

const { db } = await testDatabase();
const { stripe } = await testStripe();

const ago = (time: string) => sql.raw(`now() - interval '${time}'`);

async function anOrder(): Promise<{ orderId: OrderId; cartId: CartId }> {
  const [mug] = await stockedVariants(db, stripe, [10]);
  if (!mug) throw new Error("no variant");
  const cartId = await cartWith(db, [[mug, 1]]);
  const started = await startSession({ surface: "embedded", shopper: shopperOf(cartId), locale: "en" });
  if (!started.ok) throw new Error(started.code);
  return { orderId: started.orderId, cartId };
}

async function anAccount(cartId: CartId | null = null) {
  const id = newCustomerId();
  await db.insert(customers).values({ id, email: `${id.toLowerCase()}@example.com`, cartId });
  return id;
}

async function aCart(lastUsed: SQL): Promise<CartId> {
  const id = newCartId();
  await db.insert(carts).values({ id, country: "FR" });
  await db.execute(sql`update carts set updated_at = ${lastUsed} where id = ${id}`);
  return id;
}

const idsOf = async (table: PgTable, column: string) =>
  (
    await db.execute<{ id: string }>(
      sql`select ${sql.identifier(column)}::text as id from ${table} order by 1`,
    )
  ).rows.map(({ id }) => id);

beforeEach(async () => {
  await db.delete(leases);
});

describe("What is deleted by age", () => {
  it("is each counter, sign-in, code and link that has ended", async () => {
    await db.execute(sql`insert into rate_limits (key, window_start, ends_at, count)
      values ('over', now(), ${ago("1 second")}, 1), ('running', now(), now() + interval '1 minute', 1)`);
    const customerId = await anAccount();
    for (const [id, expires] of [
      ["over", ago("1 second")],
      ["running", sql`now() + interval '1 day'`],
    ] as const) {
      await db.execute(
        sql`insert into customer_sessions (id, customer_id, token, expires_at) values (${id}, ${customerId}, ${id}, ${expires})`,
      );
    }
    await db.execute(sql`insert into sign_in_secrets (id, identifier, value, expires_at)
      values ('over', 'x', 'x', ${ago("61 minutes")}), ('just over', 'x', 'x', ${ago("59 minutes")})`);
    expect(await deleteOldRows()).toEqual({ limits: 1, signInSessions: 1, signInSecrets: 1 });
    expect(await idsOf(rateLimits, "key")).toEqual(["running"]);
    expect(await idsOf(signInSessions, "id")).toEqual(["running"]);
    expect(await idsOf(signInSecrets, "id")).toEqual(["just over"]);
  });

  it("is an event that Stripe no longer lists, once it is processed; later when a person should look at it", async () => {
    const rows: [string, SQL, SQL][] = [
      ["processed long ago", ago("41 days"), sql`null`],
      ["processed", ago("39 days"), sql`null`],
      ["parked long ago", ago("91 days"), ago("91 days")],
      ["parked", ago("89 days"), ago("89 days")],
      ["never processed", sql`null`, sql`null`],
      ["failing", sql`null`, ago("91 days")],
    ];
    for (const [id, processed, parked] of rows) {
      await db.execute(sql`insert into webhook_events (id, type, payload, processed_at, parked_at, created_at)
        values (${id}, 'charge.refunded', '{}', ${processed}, ${parked}, ${ago("400 days")})`);
    }
    expect(await deleteOldRows()).toEqual({ events: 1, parkedEvents: 1 });
    expect(await idsOf(webhookEvents, "id")).toEqual(["failing", "never processed", "parked", "processed"]);
  });

  it("is a job that was done more than a year ago, not one that waits or is dead", async () => {
    const { orderId } = await anOrder();
    await db.delete(outboxJobs);
    const jobs: [string, SQL, SQL][] = [
      ["done long ago", ago("401 days"), sql`null`],
      ["done", ago("399 days"), sql`null`],
      ["dead", sql`null`, ago("401 days")],
      ["waiting", sql`null`, sql`null`],
    ];
    for (const [occurrence, done, dead] of jobs) {
      await db.execute(sql`insert into outbox_jobs (order_id, effect, occurrence, done_at, dead_at, run_at, created_at)
        values (${orderId}, 'email.refunded', ${occurrence}, ${done}, ${dead}, ${ago("500 days")}, ${ago("500 days")})`);
    }
    expect(await deleteOldRows()).toEqual({ jobs: 1 });
    expect(await idsOf(outboxJobs, "occurrence")).toEqual(["dead", "done", "waiting"]);
  });

  it("is the quotes of an order that no longer takes money", async () => {
    await db.delete(orderQuotes);
    const [open, processing, expired, fresh] = [
      await anOrder(),
      await anOrder(),
      await anOrder(),
      await anOrder(),
    ];
    const status = (order: OrderId, to: string) =>
      db.execute(
        sql`with released as (delete from stock_holds where order_id = ${order}) update orders set status = ${to} where id = ${order}`,
      );
    await status(processing.orderId, "processing");
    await status(expired.orderId, "expired");
    await status(fresh.orderId, "expired");
    await db.execute(
      sql`update order_quotes set created_at = ${ago("91 days")} where order_id <> ${fresh.orderId}`,
    );
    expect(await deleteOldRows()).toEqual({ quotes: 1 });
    expect((await idsOf(orderQuotes, "order_id")).sort()).toEqual(
      [open.orderId, processing.orderId, fresh.orderId].sort(),
    );
    const [kept] = await db.select().from(orders).where(eq(orders.id, expired.orderId));
    expect(kept?.quote.total).toBeGreaterThan(0);
  });

  it("is a guest's cart that no cookie leads to any more; an account's cart stays", async () => {
    await db.execute(sql`update carts set updated_at = now()`);
    const [old, used, owned] = [
      await aCart(ago("101 days")),
      await aCart(ago("99 days")),
      await aCart(ago("101 days")),
    ];
    await anAccount(owned);
    expect(await deleteOldRows()).toEqual({ carts: 1 });
    const left = await idsOf(carts, "id");
    expect(left).toEqual(expect.arrayContaining([used, owned]));
    expect(left).not.toContain(old);
  });

  it("is not a cart whose lines are changed", async () => {
    const [mug] = await stockedVariants(db, stripe, [10]);
    if (!mug) throw new Error("no variant");
    for (const use of [
      (id: CartId) => addLine(db, { id, country: "FR" }, { variantId: mug, quantity: 2 }),
      (id: CartId) => setLineQuantity(db, id, { variantId: mug, quantity: 1 }),
    ]) {
      const id = await cartWith(db, [[mug, 1]]);
      await db.execute(sql`update carts set updated_at = ${ago("101 days")} where id = ${id}`);
      expect(await use(id)).toEqual({ ok: true });
      await db.delete(leases);
      expect(await deleteOldRows()).toEqual({});
    }
  });
});

describe("Deleting by age", () => {
  beforeEach(() => db.delete(rateLimits));

  const manyOver = (rows: number) =>
    db.execute(sql`insert into rate_limits (key, window_start, ends_at, count)
      select 'over ' || n, now(), ${ago("1 second")}, 1 from generate_series(1, ${rows}::int) n`);

  it("takes all that is over, and is done once an hour by one process", async () => {
    await manyOver(2500);
    const processes = await Promise.all([deleteOldRows(), deleteOldRows()]);
    expect(processes.flatMap(({ limits }) => limits ?? [])).toEqual([2500]);
    await manyOver(1);
    expect(await deleteOldRows()).toEqual({});
    await db.execute(sql`update leases set expires_at = expires_at - interval '59 minutes'`);
    expect(await deleteOldRows()).toEqual({});
    await db.execute(sql`update leases set expires_at = expires_at - interval '1 minute'`);
    expect(await deleteOldRows()).toEqual({ limits: 1 });
  });

  it("stops when its time is over", async () => {
    await manyOver(1);
    expect(await deleteOldRows(Date.now())).toEqual({});
    expect(await idsOf(rateLimits, "key")).toHaveLength(1);
  });

  it("is part of a round", async () => {
    await manyOver(1);
    await drainAll();
    expect(await idsOf(rateLimits, "key")).toEqual([]);
  });

  it.each(TERMS.map((term) => [term.what, term] as const))("finds %s by an index", async (_, term) => {
    await db.transaction(async (tx) => {
      await tx.execute(sql`set local enable_seqscan = off`);
      const { rows } = await tx.execute<{ "QUERY PLAN": unknown }>(
        sql`explain (format json) select ctid from ${term.table} where ${rowsOver(term)} limit 1000`,
      );
      expect(JSON.stringify(rows)).toMatch(
        /"Index Cond":"\([^"]*(\bat |ends_at|expires_at|processed_at|parked_at|done_at|ended_at|created_at|updated_at|changed_at|id = own)/,
      );
    });
  });
});
