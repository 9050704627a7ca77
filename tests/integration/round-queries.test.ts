import { sql } from "drizzle-orm";
import pg from "pg";
import { beforeAll, expect, it, vi } from "vitest";
import { drainAll } from "@/lib/jobs/drain.server";
import { readGauges } from "@/lib/metrics/gauges.server";
import { enqueue } from "@/lib/outbox/enqueue.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";

const { db } = await testDatabase();
const local = await testStripe();
const shop = orderShop(db, local);

const MANY = 20_000;

/** Tables that hold the past of the shop, with a row of the past to copy. */
const GROWING = {
  carts: "id = 'copy' || n",
  orders: "id = 'copy' || n, number = 'copy' || n, cart_id = 'copy' || n, status = 'paid'",
  order_quotes: "order_id = 'copy' || n",
  order_timeline: "id = 1000000 + n, order_id = 'copy' || n",
  payment_attempts:
    "stripe_id = 'cs_copy' || n, payment_intent_id = 'pi_copy' || n, order_id = 'copy' || n, status = 'paid'",
  stock_holds: "order_id = 'copy' || n, status = 'sold'",
  outbox_jobs: "id = 1000000 + n, order_id = 'copy' || n, done_at = now()",
  webhook_events: "id = 'evt_copy' || n, processed_at = now()",
} as const;

/** Copies one row of a table many times, with other values in some columns. */
async function copy(table: string, changes: string): Promise<void> {
  const changed = changes.split(", ").map((change) => change.split(" = ") as [string, string]);
  const fields = changed.map(([column, value]) => `'${column}', ${value}`).join(", ");
  await db.execute(
    sql.raw(`insert into ${table} select copied.* from (select * from ${table} limit 1) as one, generate_series(1, ${MANY}) as n,
      lateral jsonb_populate_record(null::${table}, to_jsonb(one) || jsonb_build_object(${fields})) as copied`),
  );
}

beforeAll(async () => {
  for (const how of ["info", "warn", "error"] as const)
    vi.spyOn(console, how).mockImplementation(() => undefined);
  const { orderId } = await shop.paid();
  await shop.deliver(orderId);
  await db.transaction((tx) => enqueue(tx, { orderId, effect: "email.refunded" }));
  await drainAll();
  await db.execute(
    sql`insert into order_quotes select id, 1, quote, '{}', now() from orders on conflict do nothing`,
  );
  for (const [table, changes] of Object.entries(GROWING)) await copy(table, changes);
  await db.execute(sql`analyze`);
}, 120_000);

type Statement = { text: string; values: unknown[] };

/** The statements of `work`, each once. */
async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const seen = new Map<string, Statement>();
  const spy = vi.spyOn(pg.Client.prototype, "query");
  await work();
  for (const [query, values] of spy.mock.calls as unknown as [string | { text: string }, unknown[]?][]) {
    const text = typeof query === "string" ? query : query.text;
    if (/^\s*(select|update|delete|insert|with)\b/i.test(text))
      seen.set(text, { text, values: values ?? [] });
  }
  spy.mockRestore();
  return [...seen.values()];
}

it("A round reads no table of the past as a whole", async () => {
  // One of each kind of work, so that its statements run.
  const waiting = await shop.placed();
  await local.payByCard(waiting.clientSecret);
  await shop.placed();
  const statements = await statementsOf(() => drainAll());
  expect(statements.length).toBeGreaterThan(40);
  expect(await scansOf(statements)).toEqual([]);
}, 120_000);

it("The figures for monitoring read no table of the past as a whole", async () => {
  const statements = await statementsOf(readGauges);
  expect(statements.length).toBeGreaterThan(4);
  expect(await scansOf(statements)).toEqual([]);
}, 120_000);

it("A round finds the next work of a kind without reading what waits of another", async () => {
  const statements = await statementsOf(() => drainAll());
  await copy("outbox_jobs", "id = 2000000 + n, order_id = 'copy' || n, occurrence = 'waits', done_at = null");
  await copy("webhook_events", "id = 'evt_waits' || n, processed_at = null, attempts = 0");
  await copy(
    "payment_attempts",
    "stripe_id = 'cs_waits' || n, payment_intent_id = null, order_id = 'copy' || n, status = 'open'",
  );
  await db.execute(sql`analyze`);
  const claims = {
    outbox_jobs_due: /^update "outbox_jobs" set "run_at"/,
    webhook_events_due_payments: /^update "webhook_events" set "attempts" .* = false/,
    webhook_events_due_catalog: /^update "webhook_events" set "attempts" .* = true/,
    payment_attempts_under_way: /^\s*with due as materialized/,
  };
  for (const [index, claim] of Object.entries(claims)) {
    const claiming = statements.filter(({ text }) => claim.test(text));
    expect(claiming, index).not.toEqual([]);
    for (const statement of claiming) expect(await planOf(statement)).toContain(index);
  }
}, 120_000);

async function planOf({ text, values }: Statement): Promise<string> {
  const { rows } = await db.$client.query(`explain ${text}`, values);
  return rows.map((row) => Object.values(row).join("")).join("\n");
}

/** Tables of the past that statements read row by row, each with its statement. */
async function scansOf(statements: readonly Statement[]): Promise<string[]> {
  const scans: string[] = [];
  for (const statement of statements) {
    const plan = await planOf(statement);
    for (const [, table = ""] of plan.matchAll(/Seq Scan on (\w+)/g)) {
      if (table in GROWING) scans.push(`${table}: ${statement.text.replaceAll(/\s+/g, " ").slice(0, 300)}`);
    }
  }
  return scans;
}
