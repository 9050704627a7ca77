import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { outboxJobs, webhookEvents } from "@/lib/db/schema";
import { countFailures } from "@/lib/desk/failures/count-failures.server";
import { readFailures } from "@/lib/desk/failures/read-failures.server";
import { retryEvents, retryJobs } from "@/lib/desk/failures/retry.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { testMailbox } from "@/tests/support/mailbox";
import { orderShop } from "@/tests/support/order-shop";

await testMailbox();
const { db } = await testDatabase();
const local = await testStripe();
const shop = orderShop(db, local);

const jobOf = async (id: number) => (await db.select().from(outboxJobs).where(eq(outboxJobs.id, id)))[0];
const eventOf = async (id: string) =>
  (await db.select().from(webhookEvents).where(eq(webhookEvents.id, id)))[0];

async function deadJob() {
  const { orderId, number } = await shop.paid();
  const [job] = await db.select().from(outboxJobs).where(eq(outboxJobs.orderId, orderId));
  if (!job) throw new Error("no job");
  await db
    .update(outboxJobs)
    .set({ deadAt: new Date(), tries: 9, lastError: "Greeting never received" })
    .where(eq(outboxJobs.id, job.id));
  return { id: job.id, number };
}

async function parkedEvent(reason: "keeps_failing" | "other_mode" = "keeps_failing") {
  const { orderId } = await shop.paid();
  await shop.deliver(orderId);
  const [event] = await db
    .select()
    .from(webhookEvents)
    .where(eq(webhookEvents.type, "checkout.session.completed"))
    .limit(1);
  if (!event) throw new Error("no event");
  const id = `evt_parked${Math.random().toString(36).slice(2)}`;
  const later = new Date(Date.now() + 3_600_000);
  await db.insert(webhookEvents).values({
    ...event,
    payload: { ...event.payload, id },
    ...{ id, processedAt: null, parkedAt: new Date(), parkedReason: reason, tries: 12, nextTryAt: later },
    lastError: "down",
  });
  return id;
}

describe("Jobs that failed", () => {
  it("are listed with their order and why, and one is tried again alone", async () => {
    const [one, other] = [await deadJob(), await deadJob()];
    const { dead } = await readFailures();
    expect(dead.rows.map(({ id }) => id)).toEqual(expect.arrayContaining([one.id, other.id]));
    expect(dead.rows.find(({ id }) => id === one.id)).toMatchObject({
      orderNumber: one.number,
      lastError: "Greeting never received",
    });
    expect(await retryJobs(one.id)).toBe(1);
    expect((await jobOf(one.id))?.doneAt).toBeInstanceOf(Date);
    expect((await jobOf(other.id))?.deadAt).toBeInstanceOf(Date);
    expect(await retryJobs(one.id)).toBe(0);
    expect(await retryJobs(null)).toBe(1);
    expect((await readFailures()).dead.rows).toEqual([]);
  });

  it("that are tried again by themselves are listed once that happened often", async () => {
    const { id } = await deadJob();
    const set = { deadAt: null, doneAt: null, runAt: new Date(Date.now() + 60_000) };
    await db
      .update(outboxJobs)
      .set({ ...set, tries: 2 })
      .where(eq(outboxJobs.id, id));
    expect((await readFailures()).trying.rows).toEqual([]);
    await db
      .update(outboxJobs)
      .set({ ...set, tries: 3 })
      .where(eq(outboxJobs.id, id));
    expect((await readFailures()).trying.rows).toMatchObject([{ id }]);
  });
});

describe("Events that are parked", () => {
  it("are tried again one by one, and those of the other mode never", async () => {
    const [one, other, foreign] = [await parkedEvent(), await parkedEvent(), await parkedEvent("other_mode")];
    expect((await readFailures()).events.rows).toHaveLength(3);
    expect(await retryEvents(one)).toBe(1);
    expect((await eventOf(one))?.processedAt).toBeInstanceOf(Date);
    expect((await eventOf(other))?.processedAt).toBeNull();
    expect(await retryEvents(foreign)).toBe(0);
    expect(await retryEvents("evt_unknown")).toBe(0);
    expect(await retryEvents(one)).toBe(0);
  });
});

describe("How much failed", () => {
  it("counts what somebody may try again, and no event of the other mode", async () => {
    const before = await countFailures();
    await deadJob();
    await parkedEvent();
    await parkedEvent("other_mode");
    expect(await countFailures()).toBe(before + 2);
  });
});
