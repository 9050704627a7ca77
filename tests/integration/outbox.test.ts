import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { orders, orderTimeline, outboxJobs, shipments } from "@/lib/db/schema";
import { listFiledMail } from "@/lib/email/mail-folder.server";
import { markShipped } from "@/lib/fulfilment/mark-shipped.server";
import { requestShipment } from "@/lib/fulfilment/request-shipment.server";
import { drainJobs, drainOutbox } from "@/lib/jobs/drain-outbox.server";
import type { OutboxEffect } from "@/lib/model/effects";
import { MAX_TRIES } from "@/lib/outbox/backoff";
import { claimJob, finishJob, replayDeadJobs } from "@/lib/outbox/claim.server";
import { enqueue } from "@/lib/outbox/enqueue.server";
import type { JobHandler } from "@/lib/outbox/job";
import { testDatabase } from "@/tests/support/database";
import { insertOrder } from "@/tests/support/store-fixtures";

const { db } = await testDatabase();
const mailDir = await mkdtemp(join(tmpdir(), "store-mail-"));
process.env.MAIL_DIR = mailDir;
afterAll(() => rm(mailDir, { recursive: true, force: true }));

const allBy = (handler: JobHandler): Record<OutboxEffect, JobHandler> => ({
  "email.order_confirmed": handler,
  "email.payment_processing": handler,
  "email.payment_failed": handler,
  "email.order_shipped": handler,
  "email.order_ready": handler,
  "email.delivery_delayed": handler,
  "email.refund_pending": handler,
  "email.refunded": handler,
  "email.refund_failed": handler,
  "email.credit_given": handler,
  "stripe.order_change": handler,
  "email.payment_returned": handler,
  "email.order_canceled": handler,
  "email.return_asked": handler,
  "email.return_accepted": handler,
  "email.return_declined": handler,
  "email.return_received": handler,
  "email.address_corrected": handler,
  "email.merchant_order_paid": handler,
  "email.merchant_attention": handler,
  "email.merchant_dispute": handler,
  "email.merchant_return": handler,
  "email.staff_code": handler,
  "email.staff_invited": handler,
  "email.payment_requested": handler,
  "email.news_asked": handler,
  "email.merchant_low_stock": handler,
  "shipping.cancel": handler,
  "shipping.request": handler,
  "email.sign_in": handler,
  "email.confirm_address": handler,
  "email.address_changed": handler,
  "shipping.settle": handler,
  "stripe.documents": handler,
  "stripe.customer_facts": handler,
  "stripe.forget_cards": handler,
  "catalog.import": handler,
});

/** As if the wait for every unfinished job were over. */
const letTimePass = () => db.update(outboxJobs).set({ runAt: sql`now() - interval '1 second'` });

/** The database's time, in milliseconds. */
async function clock(): Promise<number> {
  const { rows } = await db.execute<{ at: string }>(
    sql`select extract(epoch from clock_timestamp()) * 1000 as at`,
  );
  return Number(rows[0]?.at);
}

async function orderWithJobs(count: number) {
  const order = await insertOrder(db);
  for (let index = 0; index < count; index += 1) {
    const job = {
      orderId: order.id,
      effect: "email.payment_failed" as const,
      occurrence: `attempt ${index}`,
    };
    await db.transaction((tx) => enqueue(tx, job));
  }
  return order;
}

beforeEach(async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  await db.delete(outboxJobs);
});

describe("the outbox", () => {
  it("enqueues the same effect of an order once, however often it is requested", async () => {
    const order = await insertOrder(db);
    for (let time = 0; time < 3; time += 1) {
      await db.transaction((tx) => enqueue(tx, { orderId: order.id, effect: "email.order_confirmed" }));
    }
    expect(await db.select().from(outboxJobs)).toHaveLength(1);
  });

  it("does each job once when twenty workers run at the same time", async () => {
    await orderWithJobs(40);
    const seen: number[] = [];
    const handler = allBy(async (job) => {
      seen.push(job.id);
      await new Promise((resolve) => setImmediate(resolve));
      return {};
    });
    const counts = await Promise.all(Array.from({ length: 20 }, () => drainJobs(db, handler, { limit: 50 })));
    // A drain may find the last rows locked by others and stop; none may be done twice.
    counts.push(await drainJobs(db, handler, { limit: 50 }));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(40);
    expect(new Set(seen).size).toBe(40);
    expect(seen).toHaveLength(40);
  }, 60_000);

  it("holds no transaction open while a handler works", async () => {
    await orderWithJobs(1);
    const handler = allBy(async () => {
      await db.execute(sql`select 1`);
      const active = await db.execute(
        sql`select count(*)::int as count from pg_stat_activity where state = 'idle in transaction' and datname = current_database()`,
      );
      expect(active.rows[0]?.count).toBe(0);
      return {};
    });
    expect(await drainJobs(db, handler, { limit: 5 })).toBe(1);
  });

  it("waits longer after each failure, stops after eight, and starts again when replayed", async () => {
    await orderWithJobs(1);
    let healthy = false;
    let tries = 0;
    const handler = allBy(async () => {
      tries += 1;
      if (!healthy) throw new Error("the mail server is away for ada@example.com");
      return {};
    });
    for (let attempt = 1; attempt <= MAX_TRIES; attempt += 1) {
      expect(await drainJobs(db, handler, { limit: 5 })).toBe(0);
      expect(tries).toBe(attempt);
      expect(await drainJobs(db, handler, { limit: 5 })).toBe(0);
      expect(tries).toBe(attempt);
      await letTimePass();
    }
    const [dead] = await db.select().from(outboxJobs);
    expect(dead).toMatchObject({
      tries: MAX_TRIES,
      lastError: "Error: the mail server is away for …@…",
      doneAt: null,
    });
    expect(dead?.deadAt).toBeInstanceOf(Date);
    await drainJobs(db, handler, { limit: 5 });
    expect(tries).toBe(MAX_TRIES);

    healthy = true;
    expect(await replayDeadJobs(db)).toBe(1);
    expect(await drainJobs(db, handler, { limit: 5 })).toBe(1);
    const [done] = await db.select().from(outboxJobs);
    expect(done?.doneAt).toBeInstanceOf(Date);
    expect(done?.deadAt).toBeNull();
  });

  it("does not let a failing job keep the others waiting", async () => {
    const order = await orderWithJobs(3);
    const handler = allBy(async (job) => {
      if (job.occurrence === "attempt 0") throw new Error("no");
      return {};
    });
    expect(await drainJobs(db, handler, { limit: 50 })).toBe(2);
    const rows = await db.select().from(outboxJobs).where(eq(outboxJobs.orderId, order.id));
    expect(rows.filter((row) => row.doneAt)).toHaveLength(2);
  });

  it("does a job again whose worker died, once its lease is over", async () => {
    await orderWithJobs(1);
    const lost = await claimJob(db, "email");
    expect(lost?.tries).toBe(1);
    expect(await claimJob(db, "email")).toBeNull();
    await letTimePass();
    const taken = await claimJob(db, "email");
    expect(taken?.tries).toBe(2);
    if (!lost?.orderId || !taken) throw new Error("no job");

    const note = { note: { code: "email_sent" as const, email: "payment_failed" } };
    await finishJob(db, taken, note);
    await finishJob(db, lost, note);
    const told = await db.select().from(orderTimeline).where(eq(orderTimeline.orderId, lost.orderId));
    expect(told).toHaveLength(1);
  });

  it("leaves a job to its worker while that works, however short its lease", async () => {
    await orderWithJobs(1);
    let release = () => {};
    const working = new Promise<void>((resolve) => {
      release = resolve;
    });
    let runs = 0;
    const handler = allBy(async () => {
      runs += 1;
      await working;
      return {};
    });
    const first = drainJobs(db, handler, { leaseSeconds: 1 });
    await expect.poll(() => runs, { timeout: 20_000 }).toBe(1);
    const began = await clock();
    await expect.poll(async () => (await clock()) - began, { timeout: 10_000 }).toBeGreaterThan(2_500);
    expect(await drainJobs(db, handler, { leaseSeconds: 1 })).toBe(0);
    release();
    expect(await first).toBe(1);
    expect(runs).toBe(1);
  });

  it("starts no new job when its time is over", async () => {
    await orderWithJobs(1);
    const handler = allBy(async () => ({}));
    expect(await drainJobs(db, handler, { deadline: Date.now() })).toBe(0);
    expect(await drainJobs(db, handler)).toBe(1);
  });

  it("ends a job as dead when its worker died in the last try", async () => {
    await orderWithJobs(1);
    await db.update(outboxJobs).set({ tries: MAX_TRIES });
    await letTimePass();
    await drainJobs(
      db,
      allBy(async () => ({})),
      { limit: 5 },
    );
    const [job] = await db.select().from(outboxJobs);
    expect(job?.deadAt).toBeInstanceOf(Date);
    expect(job?.doneAt).toBeNull();
  });
});

describe("the effects", () => {
  it("write to the shopper in the order's language and request the parcel", async () => {
    const order = await insertOrder(db, { status: "paid", locale: "fr" });
    await db.transaction(async (tx) => {
      await enqueue(tx, { orderId: order.id, effect: "email.order_confirmed" });
      await enqueue(tx, { orderId: order.id, effect: "shipping.request" });
    });
    expect(await drainOutbox()).toBe(2);
    const [mail] = await listFiledMail(mailDir);
    expect(mail).toMatchObject({
      to: "ada@example.com",
      subject: `Votre commande ${order.number} est confirmée`,
    });
    const [shipment] = await db.select().from(shipments).where(eq(shipments.orderId, order.id));
    expect(shipment).toMatchObject({ provider: "manual", status: "pending" });

    await letTimePass();
    expect(await drainOutbox()).toBe(0);
    const timeline = await db.select().from(orderTimeline).where(eq(orderTimeline.orderId, order.id));
    expect(timeline.map((entry) => entry.detail.code).sort()).toEqual(["email_sent", "shipment_requested"]);
  });

  it("request no parcel for an order that was disputed after the job looked at it", async () => {
    const order = await insertOrder(db, { status: "paid" });
    await db.update(orders).set({ status: "disputed" }).where(eq(orders.id, order.id));
    await requestShipment({ orderId: order.id });
    expect(await db.select().from(shipments).where(eq(shipments.orderId, order.id))).toEqual([]);
  });

  it("write one e-mail with one Message-ID when a job runs twice", async () => {
    const before = (await readdir(mailDir)).length;
    const order = await insertOrder(db, { status: "paid" });
    await db.transaction((tx) => enqueue(tx, { orderId: order.id, effect: "email.order_confirmed" }));
    await drainOutbox();
    const [first] = await listFiledMail(mailDir);
    await db.update(outboxJobs).set({ doneAt: null, runAt: sql`now() - interval '1 second'` });
    await drainOutbox();
    const [again] = await listFiledMail(mailDir);
    expect(again?.messageId).toBe(first?.messageId);
    expect((await readdir(mailDir)).length).toBe(before + 3);
  });

  it("need no e-mail for an order without an address", async () => {
    const order = await insertOrder(db, { status: "payment_failed", email: null });
    await db.transaction((tx) => enqueue(tx, { orderId: order.id, effect: "email.payment_failed" }));
    expect(await drainOutbox()).toBe(1);
    expect(await db.select().from(orderTimeline).where(eq(orderTimeline.orderId, order.id))).toEqual([]);
  });
});

describe("markShipped", () => {
  const parcel = { kind: "shipped", carrier: "Colissimo", trackingNumber: "6A123" } as const;

  it("moves a paid order to shipped and writes to the shopper, once", async () => {
    const order = await insertOrder(db, { status: "paid" });
    expect(await markShipped(db, order.number, parcel)).toEqual({ ok: true });
    expect(await markShipped(db, order.number, parcel)).toEqual({ ok: false, code: "already_shipped" });
    const [after] = await db.select().from(orders).where(eq(orders.id, order.id));
    expect(after?.status).toBe("shipped");
    // The e-mail, and the invoice.
    expect(await drainOutbox()).toBe(2);
    const [mail] = await listFiledMail(mailDir);
    expect(mail?.text).toContain("6A123");
  });

  it.each(["open", "processing", "payment_failed", "refunded", "needs_attention"] as const)(
    "refuses an order that is %s",
    async (status) => {
      const order = await insertOrder(db, { status });
      expect(await markShipped(db, order.number, parcel)).toEqual({ ok: false, code: "not_ready", status });
    },
  );

  it("refuses an unknown order number", async () => {
    expect(await markShipped(db, "0000-0000", parcel)).toEqual({ ok: false, code: "unknown_order" });
  });
});
