import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { outboxJobs, webhookEvents } from "@/lib/db/schema";
import { receiveEvent } from "@/lib/webhooks/inbox.server";
import { PARKED_AFTER_TRIES } from "@/lib/webhooks/retry";
import {
  countParked,
  dismissParked,
  parkedEvents,
  replayEvents,
  sweepInbox,
} from "@/lib/webhooks/sweep.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { recordOf } from "@/tests/support/shop";

const { db } = await testDatabase();
const local = await testStripe();
const { control, callsOf } = local;
const { paidUnheard } = orderShop(db, local);

/** Long enough to outlast the SDK's own retries. */
const breakStripe = () =>
  control("/faults", { path: "/v1/checkout/sessions/*", method: "GET", times: 3, kind: "500" });

const stored = async (id: string) => {
  const [row] = await db.select().from(webhookEvents).where(eq(webhookEvents.id, id));
  if (!row) throw new Error(`event ${id} is not in the inbox`);
  return row;
};

beforeEach(async () => {
  vi.restoreAllMocks();
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  await db.delete(webhookEvents);
});

describe("a person", () => {
  it("can replay at once an event that failed", async () => {
    const { orderId, completed } = await paidUnheard();
    await breakStripe();
    await receiveEvent(completed);
    expect(await replayEvents()).toBe(1);
    await sweepInbox("payments");
    expect((await recordOf(db, orderId)).order.status).toBe("paid");
  });

  it("can replay events by time or type, also processed ones, and nothing happens twice", async () => {
    const { orderId, completed } = await paidUnheard();
    await receiveEvent(completed);
    const before = await recordOf(db, orderId);
    const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);
    expect(await replayEvents({ since: ago(-60) })).toBe(0);
    expect(await replayEvents({ types: ["charge.refunded"] })).toBe(0);
    expect(await replayEvents({ since: ago(60), types: ["checkout.session.completed"] })).toBe(1);
    expect(await stored(completed.id)).toMatchObject({ processedAt: null, tries: 1 });
    const calls = await callsOf(async () => expect((await sweepInbox("payments")).processed).toBe(1));
    expect(calls).toHaveLength(1);
    expect(await recordOf(db, orderId)).toEqual(before);
    expect(await db.select().from(outboxJobs).where(eq(outboxJobs.orderId, orderId))).toHaveLength(2);
  });
});

describe("an event of the other mode", () => {
  it("is acknowledged, recorded once, and never tried", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const { completed } = await paidUnheard();
    const live = { ...completed, id: `${completed.id}_live`, livemode: true };
    const calls = await callsOf(async () => {
      expect(await receiveEvent(live)).toBe("parked");
      expect(await receiveEvent(live)).toBe("already_processed");
      await replayEvents();
      await replayEvents({ since: new Date(0) });
      await sweepInbox("payments");
    });
    expect(calls).toEqual([]);
    expect(warn.mock.calls.filter(([line]) => String(line).includes(live.id))).toHaveLength(1);
    expect(await stored(live.id)).toMatchObject({ parkedReason: "other_mode", tries: 0 });
    expect(await countParked()).toBe(0);
    expect((await parkedEvents(10)).map(({ id }) => id)).toEqual([live.id]);
    await dismissParked();
    expect(await parkedEvents(10)).toEqual([]);
  });
});

describe("an event that fails again and again", () => {
  it("is parked for a person, tried further, and no longer parked when it is processed", async () => {
    const { orderId, completed } = await paidUnheard();
    await control("/faults", { path: "/v1/checkout/sessions/*", method: "GET", times: 3, kind: "500" });
    await receiveEvent(completed);
    await db
      .update(webhookEvents)
      .set({ tries: PARKED_AFTER_TRIES - 1, nextTryAt: sql`now()` })
      .where(eq(webhookEvents.id, completed.id));
    await breakStripe();
    expect(await sweepInbox("payments")).toEqual({ processed: 0, failed: 1, left: 0 });
    expect(await parkedEvents(10)).toMatchObject([
      { id: completed.id, type: completed.type, parkedReason: "keeps_failing", processedAt: null },
    ]);
    expect(await countParked()).toBe(1);
    await breakStripe();
    expect(await receiveEvent(completed)).toBe("parked");

    await replayEvents();
    expect((await sweepInbox("payments")).processed).toBe(1);
    expect((await recordOf(db, orderId)).order.status).toBe("paid");
    expect(await parkedEvents(10)).toEqual([]);
  });
});
