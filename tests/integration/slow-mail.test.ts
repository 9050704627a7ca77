import { sql } from "drizzle-orm";
import { afterAll, expect, it, vi } from "vitest";
import { env } from "@/lib/config/env";
import { outboxJobs } from "@/lib/db/schema";
import { drainJobs } from "@/lib/jobs/drain-outbox.server";
import { handlers } from "@/lib/jobs/handlers.server";
import { enqueue } from "@/lib/outbox/enqueue.server";
import { testDatabase } from "@/tests/support/database";
import { startSmtpServer } from "@/tests/support/smtp-server";
import { insertOrder } from "@/tests/support/store-fixtures";

const { db } = await testDatabase();

let accept = () => {};
const accepted = new Promise<void>((resolve) => {
  accept = resolve;
});
const mailServer = await startSmtpServer({ beforeAccepting: () => accepted });
process.env.SMTP_URL = mailServer.url;
afterAll(() => mailServer.close());

/** The database's time, in milliseconds. */
async function clock(): Promise<number> {
  const { rows } = await db.execute<{ at: string }>(
    sql`select extract(epoch from clock_timestamp()) * 1000 as at`,
  );
  return Number(rows[0]?.at);
}

it("An e-mail that the server accepts only after the lease is sent once", async () => {
  const order = await insertOrder(db, { status: "paid" });
  await db.transaction((tx) => enqueue(tx, { orderId: order.id, effect: "email.order_confirmed" }));
  const slow = drainJobs(db, handlers, { leaseSeconds: 1 });
  await expect.poll(() => mailServer.messages.length, { timeout: 20_000 }).toBe(1);
  const began = await clock();
  await expect.poll(async () => (await clock()) - began, { timeout: 10_000 }).toBeGreaterThan(2_500);

  expect(await drainJobs(db, handlers, { leaseSeconds: 1 })).toBe(0);
  accept();
  expect(await slow).toBe(1);
  expect(mailServer.messages).toHaveLength(1);
  expect(mailServer.messages[0]).toContain("To: ada@example.com");
  const [job] = await db.select().from(outboxJobs);
  expect(job).toMatchObject({ tries: 1 });
  expect(job?.doneAt).toBeInstanceOf(Date);
});

it("A mail server that never answers is given up, and the e-mail is tried again later", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const mute = await startSmtpServer({ mute: true });
  env().SMTP_URL = mute.url;
  const order = await insertOrder(db, { status: "paid" });
  await db.transaction((tx) => enqueue(tx, { orderId: order.id, effect: "email.order_confirmed" }));
  expect(await drainJobs(db, handlers)).toBe(0);
  await mute.close();
  const [job] = await db.select().from(outboxJobs).where(sql`${outboxJobs.doneAt} is null`);
  expect(job).toMatchObject({ tries: 1, deadAt: null, lastError: expect.stringMatching(/greeting/i) });
}, 30_000);
