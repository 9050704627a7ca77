import { inArray, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { newCustomerId } from "@/lib/base/ids";
import { customers, eventCursors, leases, orders, products, webhookEvents } from "@/lib/db/schema";
import { catchUpOnEvents } from "@/lib/webhooks/catch-up.server";
import { moveCursor } from "@/lib/webhooks/event-cursor.server";
import { receiveEvent } from "@/lib/webhooks/inbox.server";
import { sweepInbox } from "@/lib/webhooks/sweep.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";

const { db } = await testDatabase();
const { stripe, control, callsOf } = await testStripe();

const DAY = 24 * 60 * 60;
const now = () => Math.floor(Date.now() / 1000);
const at = (seconds: number) => control("/clock", { now: seconds });

/** Customers that Stripe deletes: the smallest events that concern the store. @returns their event ids, oldest first. */
async function lose(count: number): Promise<string[]> {
  const made = await Promise.all(Array.from({ length: count }, () => stripe.customers.create({})));
  await db.insert(customers).values(
    made.map(({ id }) => ({
      id: newCustomerId(),
      email: `${id}@example.com`.toLowerCase(),
      name: "",
      stripeCustomerId: id,
    })),
  );
  await Promise.all(made.map(({ id }) => stripe.customers.del(id)));
  const listed = stripe.events.list({ type: "customer.deleted", limit: 100 });
  return (await listed.autoPagingToArray({ limit: count })).map(({ id }) => id).reverse();
}

const isStored = async (ids: string[]) => {
  const rows = await db
    .select({ id: webhookEvents.id })
    .from(webhookEvents)
    .where(inArray(webhookEvents.id, ids));
  return rows.length === ids.length;
};
const isDone = async (ids: string[]) => {
  const rows = await db
    .select({ id: webhookEvents.id })
    .from(webhookEvents)
    .where(sql`${inArray(webhookEvents.id, ids)} and ${webhookEvents.processedAt} is not null`);
  return rows.length === ids.length;
};
const catchUp = (deadline?: number) =>
  catchUpOnEvents("payments", deadline === undefined ? {} : { deadline });
const ALL = { behindSeconds: 0 };

/** As if the store had been opened so long ago. */
async function openedAgo(seconds: number): Promise<void> {
  await db.delete(eventCursors);
  await db.insert(eventCursors).values({ lane: "payments", since: now() - seconds });
}

/** A second look is due at once. */
const dueAgain = () => db.update(eventCursors).set({ settledAt: sql`now() - interval '1 day'` });

beforeEach(async () => {
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  await control("/reset");
  await db.delete(webhookEvents);
  await db.delete(eventCursors);
  await db.delete(leases);
});

describe("events that were lost", () => {
  it("are found whatever came after them, up to thirty days ago", async () => {
    await openedAgo(40 * DAY);
    await at(now() - 29 * DAY);
    const lost = await lose(2);
    await at(now());
    const [newest = ""] = await lose(1);
    await receiveEvent(await stripe.events.retrieve(newest));
    expect(await catchUp()).toEqual({ found: 2, ...ALL });
    await sweepInbox("payments");
    expect(await isDone([...lost, newest])).toBe(true);
  });

  it("cost one call to find, however many are known", async () => {
    await lose(230);
    const first = await callsOf(async () => expect((await catchUp()).found).toBe(230));
    expect(first.filter((call) => call === "GET /v1/events").length).toBeLessThan(30);
    expect(await callsOf(catchUp)).toEqual(["GET /v1/events"]);
    await lose(3);
    expect(await callsOf(async () => expect((await catchUp()).found).toBe(3))).toEqual(["GET /v1/events"]);
  });

  it("are found in several rounds when one is not enough, and each round reports what is left", async () => {
    await openedAgo(10 * DAY);
    await at(now() - 5 * DAY);
    const old = await lose(150);
    await at(now());
    await lose(60);
    let found = 0;
    const left: (number | null)[] = [];
    for (let round = 0; round < 10 && left.at(-1) !== 0; round += 1) {
      const caught = await catchUp(0);
      found += caught.found;
      left.push(caught.behindSeconds);
    }
    expect(found).toBe(210);
    expect(left.length).toBeGreaterThan(1);
    expect(left[0]).toBeGreaterThanOrEqual(5 * DAY);
    expect(await isStored(old)).toBe(true);
  });

  it("are found from the beginning of the list when Stripe no longer has the last event of the last round", async () => {
    await openedAgo(70 * DAY);
    await at(now() - 35 * DAY);
    const [forgotten = ""] = await lose(1);
    await db.update(eventCursors).set({ newestId: forgotten, settledId: forgotten });
    await at(now() - 20 * DAY);
    const lost = await lose(120);
    await at(now());
    expect(await catchUp()).toEqual({ found: 120, ...ALL });
    expect(await isStored(lost)).toBe(true);
    expect(await callsOf(catchUp)).toEqual(["GET /v1/events"]);
  });

  it("are found although Stripe lists them late, behind newer ones", async () => {
    await at(now() - 20 * 60);
    await lose(1);
    await at(now());
    const [late = ""] = await lose(1);
    const { data } = await stripe.events.retrieve(late);
    await control("/events/unlist", { object: "id" in data.object ? data.object.id : "" });
    await lose(1);
    expect(await catchUp()).toEqual({ found: 2, ...ALL });
    await control("/events/list");
    expect(await catchUp()).toEqual({ found: 0, ...ALL });
    await dueAgain();
    expect(await catchUp()).toEqual({ found: 1, ...ALL });
    await sweepInbox("payments");
    expect(await isDone([late])).toBe(true);
  });

  it("are read a second time only if they were young at the first", async () => {
    await at(now() - 20 * 60);
    await lose(120);
    await at(now());
    await lose(2);
    await catchUp();
    for (let look = 0; look < 2; look += 1) {
      await dueAgain();
      expect(await callsOf(catchUp)).toEqual(["GET /v1/events", "GET /v1/events"]);
    }
  });

  it("leave the cursor unchanged when another round has moved it", async () => {
    await lose(1);
    await catchUp();
    const [before] = await db.select().from(eventCursors);
    expect(await moveCursor("payments", "newest", "evt_other", { newestId: "evt_older" })).toBe(false);
    expect(await db.select().from(eventCursors)).toEqual([before]);
  });

  it("are searched by one process at a time", async () => {
    await lose(210);
    const alone = await callsOf(catchUp);
    await db.delete(webhookEvents);
    await db.delete(eventCursors);
    const results: { found: number }[] = [];
    const together = await callsOf(async () => {
      results.push(...(await Promise.all(Array.from({ length: 6 }, () => catchUp()))));
    });
    expect(together).toEqual(alone);
    expect(results.reduce((sum, { found }) => sum + found, 0)).toBe(210);
  });

  it("are searched again after a process that died with the lease", async () => {
    await db
      .insert(leases)
      .values({ name: "events.payments", holder: "gone", expiresAt: new Date(Date.now() + 60_000) });
    await lose(1);
    expect(await catchUp()).toEqual({ found: 0, behindSeconds: null });
    await db.update(leases).set({ expiresAt: sql`now()` });
    expect(await catchUp()).toEqual({ found: 1, ...ALL });
  });

  it("are not searched again within the pause that the caller asks for", async () => {
    await catchUp();
    await lose(1);
    expect(await catchUpOnEvents("payments", { restSeconds: 60 })).toEqual({ found: 0, behindSeconds: null });
    expect(await catchUp()).toEqual({ found: 1, ...ALL });
  });

  it("are left to their delivery while they are young, if the caller allows it", async () => {
    await at(now() - 60);
    const [old = ""] = await lose(1);
    await at(now());
    await lose(2);
    const patient = { youngestSeconds: 30 };
    expect(await catchUpOnEvents("payments", patient)).toEqual({ found: 1, ...ALL });
    await sweepInbox("payments");
    expect(await isDone([old])).toBe(true);
    expect(await catchUpOnEvents("payments", patient)).toEqual({ found: 0, ...ALL });
    expect(await catchUp()).toEqual({ found: 2, ...ALL });
  });

  it("of the catalogue are found too, separately", async () => {
    const product = await stripe.products.create({ name: "Mug" });
    const [row] = await db.select().from(products).limit(1);
    expect(row).toBeUndefined();
    expect(await catchUp()).toEqual({ found: 0, ...ALL });
    expect(await catchUpOnEvents("catalog")).toEqual({ found: 0, ...ALL });
    const stored = await db.select().from(webhookEvents);
    expect(stored).toMatchObject([
      { type: "product.created", payload: { data: { object: { id: product.id } } } },
    ]);
  });
});

it("events from before the store began are not searched", async () => {
  await at(now() - 2 * DAY);
  await lose(2);
  await at(now());
  expect((await db.select().from(orders)).length).toBe(0);
  expect((await catchUp()).found).toBe(0);
  await lose(1);
  expect((await catchUp()).found).toBe(1);
});
