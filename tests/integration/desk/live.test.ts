import { eq, sql } from "drizzle-orm";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { GET as streamRoute } from "@/app/api/admin/orders/stream/route";
import type { StaffId } from "@/lib/base/ids";
import { LISTENER } from "@/lib/db/listen.server";
import { leases, staff, staffSessions } from "@/lib/db/schema";
import { isToldOfOrders, readOrderNews } from "@/lib/desk/live/order-news.server";
import { orderStream } from "@/lib/desk/live/order-stream.server";
import type { StaffRole } from "@/lib/model/staff";
import { testDatabase } from "@/tests/support/database";
import { deskStaff } from "@/tests/support/desk-staff";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { setSettings } from "@/tests/support/settings";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);

const { db, kind, url } = await testDatabase();
const local = await testStripe();
const { placed } = orderShop(db, local);

beforeEach(() => {
  for (const method of ["warn", "info", "error"] as const) {
    vi.spyOn(console, method).mockImplementation(() => undefined);
  }
});

const leaving: (() => unknown)[] = [];
afterEach(async () => {
  for (const leave of leaving.splice(0)) await leave();
});

function reader() {
  const versions: string[] = [];
  leaving.push(readOrderNews((version) => versions.push(version)));
  return versions;
}

const SOON = { timeout: 10_000, interval: 50 };

const listeners = async (): Promise<number> => {
  const { rows } = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from pg_stat_activity where application_name = ${LISTENER} and datname = current_database()`,
  );
  return rows[0]?.count ?? -1;
};

async function signedIn(role: StaffRole = "support") {
  const { id, who } = await deskStaff(db, role);
  const [session] = await db.select().from(staffSessions).where(eq(staffSessions.staffId, id));
  if (!session) throw new Error("no session");
  return { id, who, sessionId: session.id };
}

async function opened(who: Pick<Awaited<ReturnType<typeof signedIn>>, "id" | "sessionId">) {
  const stream = orderStream(who);
  if (!stream) throw new Error("no stream");
  const reading = stream.getReader();
  const said: string[] = [];
  const state = { isOver: false };
  const whole = (async () => {
    for (;;) {
      const { done, value } = await reading.read();
      if (done) break;
      said.push(new TextDecoder().decode(value));
    }
    state.isOver = true;
  })();
  leaving.push(() => reading.cancel());
  const told = () => said.filter((text) => text.startsWith("event: orders")).length;
  await vi.waitFor(() => expect(told()).toBe(1), SOON);
  return { told, state, whole, cancel: () => reading.cancel() };
}

describe("news of orders", () => {
  it("reach every desk when an order comes in", async () => {
    const [first, second] = [reader(), reader()];
    await placed();
    await vi.waitFor(
      () => expect([first.length, second.length].every((count) => count > 0)).toBe(true),
      SOON,
    );
    expect(first.at(-1)).toBe(second.at(-1));
  });

  it.runIf(kind === "postgres")(
    "come over one connection, however many read, and over none when nobody does",
    async () => {
      await vi.waitFor(async () => expect(await listeners()).toBe(0), SOON);
      for (let index = 0; index < 20; index += 1) reader();
      await vi.waitFor(() => expect(isToldOfOrders()).toBe(true), SOON);
      expect(await listeners()).toBe(1);
      for (const leave of leaving.splice(0)) await leave();
      await vi.waitFor(async () => expect(await listeners()).toBe(0), SOON);
    },
  );

  it.runIf(kind === "postgres")("come on by themselves after the connection was lost", async () => {
    const versions = reader();
    await vi.waitFor(() => expect(isToldOfOrders()).toBe(true), SOON);
    await db.execute(
      sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = ${LISTENER}`,
    );
    await vi.waitFor(() => expect(isToldOfOrders()).toBe(false), SOON);
    const before = versions.length;
    await placed();
    await vi.waitFor(() => expect(versions.length).toBeGreaterThan(before), SOON);
  });

  it.runIf(kind === "postgres")("are told by the database only while somebody listens", async () => {
    await db.delete(leases);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const heard: string[] = [];
    client.on("notification", ({ channel }) => heard.push(channel));
    await client.query("listen store_orders");
    await placed();
    await client.query("select 1");
    expect(heard).toEqual([]);
    const versions = reader();
    await vi.waitFor(() => expect(isToldOfOrders()).toBe(true), SOON);
    heard.length = 0;
    await placed();
    await vi.waitFor(() => expect(versions.length).toBeGreaterThan(0), SOON);
    expect(heard).toContain("store_orders");
    await client.end();
  });

  it.runIf(kind === "pglite")(
    "are asked for where the database passes nothing on, once for all",
    async () => {
      const versions = reader();
      await placed();
      await vi.waitFor(() => expect(versions.length).toBeGreaterThan(0), SOON);
      expect(isToldOfOrders()).toBe(false);
    },
  );
});

describe("the stream of a desk", () => {
  it("says at once what the page may have missed, and then each order", async () => {
    const { told } = await opened(await signedIn());
    await placed();
    await vi.waitFor(() => expect(told()).toBeGreaterThan(1), SOON);
  });

  it("ends when the session has ended, and says nothing more", async () => {
    const who = await signedIn();
    const { told, whole } = await opened(who);
    await db.delete(staffSessions).where(eq(staffSessions.id, who.sessionId));
    await placed();
    await whole;
    expect(told()).toBe(1);
  });

  it.each([
    ["the account", (id: StaffId) => db.update(staff).set({ endedAt: new Date() }).where(eq(staff.id, id))],
    [
      "the time of the session",
      (id: StaffId) =>
        db
          .update(staffSessions)
          .set({ expiresAt: new Date(0) })
          .where(eq(staffSessions.staffId, id)),
    ],
  ])("ends with %s", async (_, ends) => {
    const who = await signedIn();
    const { told, whole } = await opened(who);
    await ends(who.id);
    await placed();
    await whole;
    expect(told()).toBe(1);
  });

  it("ends when the process is told to stop", async () => {
    const { state, whole } = await opened(await signedIn());
    const { __storeStopping } = globalThis as unknown as {
      __storeStopping: { whenStopping: Set<() => unknown> };
    };
    for (const work of [...__storeStopping.whenStopping]) work();
    await whole;
    expect(state.isOver).toBe(true);
  });

  it("is for staff, and not where no process lives long", async () => {
    const { who } = await signedIn();
    const ask = () =>
      who.does(() => streamRoute(new Request("http://localhost:3000/api/admin/orders/stream")));
    const answer = await ask();
    expect(answer.headers.get("content-type")).toContain("text/event-stream");
    await answer.body?.cancel();
    await setSettings({ VERCEL: "1" });
    try {
      expect((await ask()).status).toBe(404);
    } finally {
      await setSettings({ VERCEL: undefined });
    }
    who.cookies.clear();
    expect((await ask()).status).toBe(401);
  });
});
