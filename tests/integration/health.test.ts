import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { connect } from "@/lib/db/client";
import { outboxJobs, webhookEvents } from "@/lib/db/schema";
import { testDatabase, withStoreDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";

const { db } = await testDatabase();
const { control, callsOf } = await testStripe();

/** With a module of its own, as a new process has: nothing is kept from an earlier answer. */
async function ask(query = "") {
  vi.resetModules();
  const { GET } = await import("@/app/api/health/ready/route");
  const response = await GET(new Request(`http://localhost:3000/api/health/ready${query}`));
  const body = await response.json();
  return { status: response.status, body, text: JSON.stringify(body) };
}

const notReady = (parts: object) => ({ status: 503, body: { error: { code: "store_not_ready", parts } } });
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);

const logged: string[] = [];
beforeEach(() => {
  logged.length = 0;
  vi.spyOn(console, "error").mockImplementation((text) => void logged.push(String(text)));
});
afterEach(() => vi.restoreAllMocks());

describe("a store is live", () => {
  it("while its process answers, whatever the database and Stripe do", async () => {
    const { GET } = await import("@/app/api/health/live/route");
    const calls = await callsOf(async () => {
      expect((await GET(new Request("http://localhost:3000/api/health/live"))).status).toBe(200);
    });
    expect(calls).toEqual([]);
  });
});

describe("a store is ready", () => {
  it("when each part works", async () => {
    const nothing = { ok: true, oldestSeconds: 0, waitingSeconds: 0 };
    const works = { ok: true };
    const parts = { database: works, migrations: works, stripe: works, events: nothing, jobs: nothing };
    expect(await ask()).toMatchObject({ status: 200, body: { status: "ready", parts } });
  });

  it("not without its database, and the answer does not say where that is", async () => {
    const gone = connect("postgres://somebody:s3cret-word@127.0.0.1:9/shop", 1);
    const answer = await withStoreDatabase(gone, () => ask());
    const none = { ok: false, reason: "no_answer" };
    expect(answer).toMatchObject(
      notReady({ database: none, migrations: none, stripe: { ok: true }, events: none, jobs: none }),
    );
    expect(answer.text).not.toMatch(/s3cret|127\.0\.0\.1|somebody/);
    expect(logged.join()).toContain("readiness of database");
    expect(logged.join()).not.toContain("s3cret");
    await gone.$client.end();
  });

  it("not without all migrations of its code, but with those of newer code", async () => {
    const table = sql`drizzle.__drizzle_migrations`;
    const { rows } = await db.execute<{ hash: string; created_at: string }>(
      sql`delete from ${table} where created_at = (select max(created_at) from ${table}) returning *`,
    );
    const [last] = rows;
    const answer = await ask();
    const insert = (hash = "", at = "") =>
      db.execute(sql`insert into ${table} (hash, created_at) values (${hash}, ${at})`);
    await insert(last?.hash, last?.created_at);
    expect(answer).toMatchObject(notReady({ migrations: { ok: false, reason: "behind", missing: 1 } }));
    await insert("newer", String(Date.now() + 1e9));
    expect((await ask()).status).toBe(200);
    await db.execute(sql`delete from ${table} where hash = 'newer'`);
  });

  it("not when Stripe fails, or refuses the key; but when it only refuses the question", async () => {
    const fault = (kind: string) =>
      control("/faults", { method: "GET", path: "/v1/products", times: 1, kind });
    await fault("500");
    expect(await ask()).toMatchObject(notReady({ stripe: { ok: false, reason: "no_answer" } }));
    await fault("429");
    expect((await ask()).status).toBe(200);
    const key = process.env.STRIPE_SECRET_KEY;
    process.env.STRIPE_SECRET_KEY = "sk_test_";
    const answer = await ask();
    process.env.STRIPE_SECRET_KEY = key;
    expect(answer).toMatchObject(notReady({ stripe: { ok: false, reason: "refused" } }));
  });

  it("not when due work waits for more than an hour; parked events and later jobs are not due", async () => {
    const event = { type: "charge.refunded", payload: sql`'{}'::jsonb` };
    await db.insert(webhookEvents).values([
      { ...event, id: "evt_waits", createdAt: ago(90), nextTryAt: ago(61) },
      { ...event, id: "evt_parked", createdAt: ago(900), nextTryAt: ago(800), parkedAt: ago(800) },
    ]);
    const late = { ok: false, reason: "late" };
    const waited = {
      ...late,
      oldestSeconds: expect.closeTo(5400, -2),
      waitingSeconds: expect.closeTo(3660, -2),
    };
    expect(await ask()).toMatchObject(notReady({ events: waited, jobs: { ok: true } }));
    await db
      .update(webhookEvents)
      .set({ nextTryAt: ago(59) })
      .where(eq(webhookEvents.id, "evt_waits"));
    expect((await ask()).status).toBe(200);
    await db.delete(webhookEvents);

    await db.insert(outboxJobs).values([{ effect: "email.sign_in", runAt: ago(61) }]);
    expect(await ask()).toMatchObject(notReady({ jobs: late, events: { ok: true } }));
    await db.update(outboxJobs).set({ runAt: ago(-5), createdAt: ago(900) });
    expect((await ask()).status).toBe(200);
    await db.delete(outboxJobs);
  });

  it("in the parts that a load balancer asks for", async () => {
    await control("/faults", { method: "GET", path: "/v1/products", times: 1, kind: "500" });
    expect(await ask("?parts=database,migrations")).toMatchObject({
      status: 200,
      body: { parts: { database: { ok: true }, migrations: { ok: true } } },
    });
    expect((await ask("?parts=stripe")).status).toBe(503);
    expect((await ask("?parts=everything")).status).toBe(400);
  });

  it("and whoever asks often costs one call of Stripe's", async () => {
    vi.resetModules();
    const { GET } = await import("@/app/api/health/ready/route");
    const get = () => GET(new Request("http://localhost:3000/api/health/ready"));
    const calls = await callsOf(() => Promise.all([get(), get().then(get), get()]));
    expect(calls).toEqual(["GET /v1/products"]);
  });
});

describe("the cron route", () => {
  it("answers 500 when a part failed, and says which; the others ran", async () => {
    const { GET } = await import("@/app/api/cron/route");
    const round = () =>
      GET(
        new Request("http://localhost:3000/api/cron?scope=due", {
          headers: { authorization: `Bearer ${process.env.CRON_SECRET}` },
        }),
      );
    expect((await round()).status).toBe(200);
    await db.execute(sql`alter table outbox_jobs rename to outbox_jobs_away`);
    const response = await round();
    await db.execute(sql`alter table outbox_jobs_away rename to outbox_jobs`);
    expect(response.status).toBe(500);
    expect((await response.json()).error).toMatchObject({
      code: "round_incomplete",
      jobs: { error: expect.stringContaining("42P01") },
      events: { failed: 0 },
    });
  });
});
