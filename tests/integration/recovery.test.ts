import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, inArray, sql } from "drizzle-orm";
import pg from "pg";
import Stripe from "stripe";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { OrderId } from "@/lib/base/ids";
import { env } from "@/lib/config/env";
import { eventCursors, orders, outboxJobs, paymentAttempts, webhookEvents } from "@/lib/db/schema";
import { listFiledMail } from "@/lib/email/mail-folder.server";
import { drainAll } from "@/lib/jobs/drain.server";
import { drainLanes } from "@/lib/jobs/drain-lanes.server";
import { handlers } from "@/lib/jobs/handlers.server";
import { inPacedBackground } from "@/lib/jobs/stripe-pace.server";
import type { OutboxEffect } from "@/lib/model/effects";
import { beginReconciliation, reconcileOrders } from "@/lib/orders/rounds/reconcile.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { enqueue, enqueueForPerson } from "@/lib/outbox/enqueue.server";
import type { JobHandler } from "@/lib/outbox/job";
import { JOB_LANES } from "@/lib/outbox/lanes";
import { stripe as storeStripe } from "@/lib/stripe/client";
import { receiveEvent } from "@/lib/webhooks/inbox.server";
import { replayEvents, sweepInbox } from "@/lib/webhooks/sweep.server";
import { testDatabase } from "@/tests/support/database";
import { gate } from "@/tests/support/gate";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { startSmtpServer } from "@/tests/support/smtp-server";
import { insertOrder } from "@/tests/support/store-fixtures";

const { db } = await testDatabase();
const local = await testStripe();
const { control, callsOf, payByCard } = local;
const shop = orderShop(db, local);

const mailDir = await mkdtemp(join(tmpdir(), "store-mail-"));
process.env.MAIL_DIR = mailDir;
afterAll(() => rm(mailDir, { recursive: true, force: true }));

/** As a round of a minute, in a few seconds. */
const SHORT = { oldRows: 1, payments: 3, others: 3.5, end: 5 };

beforeEach(async () => {
  for (const how of ["info", "warn", "error"] as const) {
    vi.spyOn(console, how).mockImplementation(() => undefined);
  }
  await db.delete(outboxJobs);
  await db.delete(eventCursors);
  await db.delete(webhookEvents);
  await db.update(paymentAttempts).set({ status: "expired" });
});
afterEach(async () => {
  await fetch(`${local.url}/_local/faults`, { method: "DELETE" });
});

const statusOf = async (orderId: OrderId) =>
  (await db.select().from(orders).where(eq(orders.id, orderId)))[0]?.status;

/** Orders that wait for their payment; every second one was paid, and no event has come. */
async function missedOrders(count: number) {
  const placed = [];
  for (let index = 0; index < count; index += 1) {
    const order = await shop.placed();
    if (index % 2 === 0) await payByCard(order.clientSecret);
    placed.push(order.orderId);
  }
  const isPaid = (_: OrderId, index: number) => index % 2 === 0;
  return { all: placed, paid: placed.filter(isPaid) };
}

async function allPaid(orderIds: OrderId[]) {
  const rows = await db.select().from(orders).where(inArray(orders.id, orderIds));
  return rows.every(({ status }) => status === "paid");
}

const each = (by: (effect: OutboxEffect) => JobHandler) =>
  Object.fromEntries(Object.keys(handlers).map((effect) => [effect, by(effect as OutboxEffect)])) as Record<
    OutboxEffect,
    JobHandler
  >;

describe("a round of background work", () => {
  it("settles payments and sends parcels while the mail server hangs, and ends in time", async () => {
    const mute = await startSmtpServer({ mute: true });
    const before = env().SMTP_URL;
    env().SMTP_URL = mute.url;
    try {
      const order = await shop.placed();
      await payByCard(order.clientSecret);
      const began = Date.now();
      const report = await drainAll("everything", SHORT);
      expect(Date.now() - began).toBeLessThan(SHORT.end * 1000 + 1_000);
      expect(await statusOf(order.orderId)).toBe("paid");
      expect(await shop.shipmentOf(order.orderId)).toBe("pending");
      expect(report).toMatchObject({
        orders: expect.any(Number),
        jobs: { error: expect.stringMatching(/still ran/) },
      });
    } finally {
      await mute.close();
      env().SMTP_URL = before;
      // The e-mail fails now that its server is gone.
      await expect
        .poll(
          async () =>
            (await db.select().from(outboxJobs).where(sql`${outboxJobs.lastError} is not null`)).length,
        )
        .toBe(1);
    }
  });

  it("sends a sign-in code while e-mails about orders hang", async () => {
    const { passed: accepted, open: accept } = gate();
    const server = await startSmtpServer({
      beforeAccepting: (message) => (message.includes("To: ada@example.com") ? accepted : undefined),
    });
    const before = env().SMTP_URL;
    env().SMTP_URL = server.url;
    try {
      const order = await insertOrder(db, { status: "paid" });
      const occurrences = Array.from({ length: 30 }, (_, index) => `${index}`);
      await db.insert(outboxJobs).values(
        occurrences.map((occurrence) => ({
          orderId: order.id,
          effect: "email.order_confirmed" as const,
          occurrence,
        })),
      );
      const payload = { email: "grace@example.com", browser: "", locale: "en", next: "/" };
      await enqueueForPerson(db, { effect: "email.sign_in", occurrence: "now", payload });
      const began = Date.now();
      const round = drainAll("everything", SHORT);
      await expect
        .poll(() => server.messages.some((message) => message.includes("To: grace@example.com")))
        .toBe(true);
      expect(Date.now() - began).toBeLessThan(2_000);
      expect(await round).toMatchObject({ jobs: { error: expect.stringMatching(/still ran/) } });
    } finally {
      accept();
      await expect
        .poll(
          async () => (await db.select().from(outboxJobs).where(sql`${outboxJobs.doneAt} is null`)).length,
        )
        .toBe(26);
      await server.close();
      env().SMTP_URL = before;
    }
  });

  it("sends e-mails while Stripe hangs, and ends in time", async () => {
    const order = await insertOrder(db, { status: "paid" });
    await shop.placed();
    await control("/faults", { path: "/v1/*", times: 1000, kind: "slow", delay_ms: 4_000 });
    await db.transaction((tx) => enqueue(tx, { orderId: order.id, effect: "email.order_confirmed" }));
    const began = Date.now();
    const round = drainAll("everything", { oldRows: 1, payments: 1, others: 1.5, end: 3 });
    await expect
      .poll(async () => (await listFiledMail(mailDir)).some(({ subject }) => subject.includes(order.number)))
      .toBe(true);
    expect(Date.now() - began).toBeLessThan(1_500);
    const report = await round;
    expect(Date.now() - began).toBeLessThan(4_000);
    expect(report.missedEvents).toMatchObject({ error: expect.stringMatching(/still ran/) });
    expect(report).toMatchObject({ jobs: 1, more: true });
  });

  it("begins no payment after its time", async () => {
    const { all } = await missedOrders(2);
    const calls = await callsOf(async () => {
      expect(await reconcileOrders(await beginReconciliation(0), Date.now())).toBe(0);
    });
    expect(calls).toEqual([]);
    expect(await statusOf(all[0] as OrderId)).toBe("open");
  });

  it("finds jobs that its payments make, and says that nothing is left", async () => {
    const order = await shop.placed();
    await payByCard(order.clientSecret);
    expect(await drainAll("everything")).toMatchObject({ more: false });
    expect(await statusOf(order.orderId)).toBe("paid");
    const jobs = await db.select().from(outboxJobs).where(eq(outboxJobs.orderId, order.orderId));
    expect(jobs.map(({ doneAt }) => doneAt !== null)).toEqual([true, true]);
  });
});

describe("the lanes of jobs", () => {
  it("have a place for every effect", async () => {
    const order = await insertOrder(db, { status: "paid" });
    const effects = Object.keys(handlers) as OutboxEffect[];
    await db.insert(outboxJobs).values(effects.map((effect) => ({ orderId: order.id, effect })));
    await db.insert(outboxJobs).values(effects.map((effect) => ({ effect })));
    const ran: string[] = [];
    const by = each(() => async (job) => {
      ran.push(`${job.effect} ${job.orderId === null}`);
      return {};
    });
    await drainLanes(by, Promise.resolve(), Date.now() + 60_000);
    expect(ran).toHaveLength(2 * effects.length);
    expect(JOB_LANES).toHaveLength(5);
  });

  it("begin no job after their time", async () => {
    const order = await insertOrder(db, { status: "paid" });
    await db.insert(outboxJobs).values({ orderId: order.id, effect: "email.refunded" });
    const by = each(() => async () => ({}));
    expect(await drainLanes(by, Promise.resolve(), Date.now())).toBe(0);
    expect(await db.select().from(outboxJobs)).toMatchObject([{ tries: 0, doneAt: null }]);
  });

  it("send a sign-in e-mail before a backlog of order e-mails", async () => {
    const order = await insertOrder(db, { status: "paid" });
    const backlog = Array.from({ length: 60 }, (_, index) => `${index}`);
    await db
      .insert(outboxJobs)
      .values(
        backlog.map((occurrence) => ({ orderId: order.id, effect: "email.refunded" as const, occurrence })),
      );
    await enqueueForPerson(db, { effect: "email.sign_in", occurrence: "now", payload: {} });
    const ran: string[] = [];
    const by = each((effect) => async () => {
      ran.push(effect);
      return {};
    });
    await drainLanes(by, Promise.resolve(), Date.now() + 60_000);
    expect(ran).toHaveLength(61);
    expect(ran.indexOf("email.sign_in")).toBeLessThan(10);
  });

  it("go on in one lane while the workers of another hang, which later rounds do not multiply", async () => {
    const order = await insertOrder(db, { status: "paid" });
    const waiting = Array.from({ length: 20 }, (_, index) => `${index}`);
    const jobs = (effect: OutboxEffect) =>
      waiting.map((occurrence) => ({ orderId: order.id, effect, occurrence }));
    await db.insert(outboxJobs).values([...jobs("email.refunded"), ...jobs("shipping.request")]);
    const { passed: hanging, open: release } = gate();
    const ran: Record<string, number> = {};
    const by = each((effect) => async () => {
      ran[effect] = (ran[effect] ?? 0) + 1;
      if (effect === "email.refunded") await hanging;
      return {};
    });
    const deadline = Date.now() + 60_000;
    const first = drainLanes(by, Promise.resolve(), deadline);
    await expect.poll(() => ran["shipping.request"]).toBe(20);
    expect(await drainLanes(by, Promise.resolve(), deadline)).toBe(0);
    expect(ran["email.refunded"]).toBe(4);
    release();
    expect(await first).toBe(40);
  });
});

describe("payments that were missed", () => {
  it("are read many at once, and each is checked once by two rounds that run at the same time", async () => {
    const { all, paid } = await missedOrders(30);
    const round = await beginReconciliation(0);
    const counts: number[] = [];
    const calls = await callsOf(async () => {
      counts.push(...(await Promise.all([reconcileOrders(round), reconcileOrders(round)])));
    });
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(all.length);
    expect(await allPaid(paid)).toBe(true);
    expect(calls.length).toBeLessThan(all.length / 2);
    expect(calls).toContain("GET /v1/checkout/sessions");
  }, 120_000);

  it("are read one by one when Stripe refuses to list them", async () => {
    // Three claims at once may share them, and fewer than three are not worth a list.
    const { paid } = await missedOrders(12);
    const refusal = new Stripe.errors.StripeInvalidRequestError({
      type: "invalid_request_error",
      message: "no",
    });
    const list = vi.spyOn(storeStripe().checkout.sessions, "list").mockRejectedValue(refusal);
    expect(await reconcileOrders(await beginReconciliation(0))).toBe(12);
    expect(list).toHaveBeenCalled();
    list.mockRestore();
    expect(await allPaid(paid)).toBe(true);
  });

  it("are not asked about again by events that only say what the store knows", async () => {
    const order = await shop.placed();
    await payByCard(order.clientSecret);
    await settleOrder(order.orderId);
    const events = await shop.eventsAbout(order.orderId);
    const [first, ...others] = events.filter(({ type }) =>
      /^(checkout.session.completed|payment_intent.succeeded)$/.test(type),
    );
    if (!first || others.length === 0) throw new Error("too few events");
    await db
      .insert(webhookEvents)
      .values(others.map((event) => ({ id: event.id, type: event.type, payload: event })));
    expect(await sweepInbox("payments", Date.now())).toMatchObject({ processed: 0, left: others.length });
    const calls = await callsOf(async () => {
      expect(await receiveEvent(first)).toBe("processed");
      expect(await sweepInbox("payments")).toMatchObject({ failed: 0, left: 0 });
    });
    expect(calls).toEqual([]);
    const again = await callsOf(async () => {
      await replayEvents({ types: ["payment_intent.succeeded"] });
      expect(await sweepInbox("payments")).toMatchObject({ processed: 1, failed: 0 });
    });
    expect(again).toEqual(["GET /v1/checkout/sessions/:id"]);
    expect(await db.select().from(webhookEvents).where(sql`${webhookEvents.processedAt} is null`)).toEqual(
      [],
    );
  });
});

describe("thousands of events that only say what the store knows", () => {
  it("are marked together, and not one by one", async () => {
    const order = await shop.placed();
    await payByCard(order.clientSecret);
    await settleOrder(order.orderId);
    const [event] = (await shop.eventsAbout(order.orderId)).filter(
      ({ type }) => type === "checkout.session.completed",
    );
    if (!event) throw new Error("no event");
    const ids = Array.from({ length: 100 }, (_, index) => `evt_again${index}`);
    await db.insert(webhookEvents).values(ids.map((id) => ({ id, type: event.type, payload: event })));
    const statements = vi.spyOn(pg.Client.prototype, "query");
    expect(await sweepInbox("payments")).toEqual({ processed: 100, failed: 0, left: 0 });
    expect(statements.mock.calls.length).toBeLessThan(20);
    statements.mockRestore();
  });
});

describe("background calls", () => {
  it("give up sooner than a shopper's", async () => {
    expect(storeStripe().getApiField("timeout")).toBe(20_000);
    await inPacedBackground(async () => {
      expect(storeStripe().getApiField("timeout")).toBe(6_000);
    });
  });
});
