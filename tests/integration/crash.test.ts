import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import type { CartId, OrderId, SessionId } from "@/lib/base/ids";
import { startPayment } from "@/lib/checkout/payment-element/start-payment.server";
import { cartLines, checkoutStarts, orders, paymentAttempts, stockHolds } from "@/lib/db/schema";
import { beginReconciliation, reconcileOrders } from "@/lib/orders/rounds/reconcile.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { stripe as storesStripe } from "@/lib/stripe/client";
import { testDatabase } from "@/tests/support/database";
import { IBANS, testStripe } from "@/tests/support/local-stripe";
import { cartWith, shopperOf, stockedVariants } from "@/tests/support/shop";
import { startSession } from "@/tests/support/start-session";
import { dyingStore } from "@/tests/support/store-deaths";

const { db } = await testDatabase();
const { stripe, control, payByCard, payBySepa } = await testStripe();
const storeDies = dyingStore();

/** Longer than a process is believed to live after its last word, far shorter than the fifteen seconds that a living one is waited for. */
const SOON_MS = 5_000;

type Surface = "embedded" | "elements";

const start = (surface: Surface, cartId: CartId, orderId?: OrderId) =>
  startSession({ surface, shopper: shopperOf(cartId), locale: "en", orderId });

async function begun(surface: Surface, cartId: CartId, orderId?: OrderId) {
  const started = await start(surface, cartId, orderId);
  if (!started.ok) throw new Error(started.code);
  return { ...started, sessionId: started.session.id as SessionId };
}

async function filledCart(): Promise<CartId> {
  const [mug] = await stockedVariants(db, stripe, [10]);
  if (!mug) throw new Error("no variant");
  return cartWith(db, [[mug, 1]]);
}

const takesMore = (cartId: CartId) =>
  db.update(cartLines).set({ quantity: 2 }).where(eq(cartLines.cartId, cartId));

/** Of all sessions that Stripe has for a cart's orders, those that can still be paid. */
async function openSessions(cartId: CartId) {
  const ids = (await db.select().from(orders).where(eq(orders.cartId, cartId))).map((order) => order.id);
  const sessions = await stripe.checkout.sessions.list({ limit: 100 });
  return sessions.data.filter(
    (session) => session.status === "open" && ids.includes(session.client_reference_id as OrderId),
  );
}

const timed = async <Result>(work: () => Promise<Result>) => {
  const began = Date.now();
  const result = await work();
  return { result, took: Date.now() - began };
};

describe("a store that is killed while it opens a checkout", () => {
  it.each([
    ["before_creating", "embedded"],
    ["after_creating", "embedded"],
    ["before_answering", "embedded"],
    ["after_creating", "elements"],
  ] as const)(
    "%s, on %s: the next start continues with its order and its session",
    async (death, surface) => {
      const cartId = await filledCart();
      await storeDies(death, { surface, cartId });
      const before = await openSessions(cartId);
      expect(before).toHaveLength(death === "before_creating" ? 0 : 1);
      const { result, took } = await timed(() => begun(surface, cartId));
      expect(took).toBeLessThan(SOON_MS);
      expect(await openSessions(cartId)).toMatchObject([{ id: result.sessionId }]);
      if (before[0]) expect(before[0].id).toBe(result.sessionId);
      expect(await db.select().from(orders).where(eq(orders.cartId, cartId))).toMatchObject([
        { id: result.orderId, status: "open" },
      ]);
      await payByCard(result.clientSecret);
      expect(await settleOrder(result.orderId)).toBe("paid");
    },
  );

  it("has no start left once its session exists", async () => {
    const cartId = await filledCart();
    await storeDies("after_creating", { surface: "embedded", cartId });
    const { orderId } = await begun("embedded", cartId);
    const left = await db.select().from(checkoutStarts).where(eq(checkoutStarts.orderId, orderId));
    expect(left).toEqual([]);
  });

  it.each([
    ["before_ending", "embedded"],
    ["after_ending", "embedded"],
    ["before_ending", "payment"],
    ["after_ending", "payment"],
  ] as const)("%s the checkout before, on %s: only the new one can be paid", async (death, surface) => {
    const cartId = await filledCart();
    const first = await begun("elements", cartId);
    await takesMore(cartId);
    await storeDies(death, { surface, cartId });
    const { result, took } = await timed(async () =>
      surface === "payment"
        ? startPayment({ shopper: shopperOf(cartId), locale: "en" })
        : start(surface, cartId),
    );
    expect(took).toBeLessThan(SOON_MS);
    expect(result).toMatchObject({ ok: true });
    expect((await stripe.checkout.sessions.retrieve(first.sessionId)).status).toBe("expired");
    const open = await db.select().from(orders).where(eq(orders.cartId, cartId));
    expect(open.filter(({ status }) => status === "open")).toMatchObject([
      { id: result.ok ? result.orderId : "" },
    ]);
  });

  it("for a shopper who then changes the cart: the new order ends the checkout before", async () => {
    const cartId = await filledCart();
    const first = await begun("elements", cartId);
    await takesMore(cartId);
    await storeDies("before_ending", { surface: "embedded", cartId });
    await db.update(cartLines).set({ quantity: 3 }).where(eq(cartLines.cartId, cartId));
    const second = await begun("embedded", cartId);
    expect(await openSessions(cartId)).toMatchObject([{ id: second.sessionId }]);
    expect((await stripe.checkout.sessions.retrieve(first.sessionId)).status).toBe("expired");
    await payByCard(second.clientSecret);
    expect(await settleOrder(second.orderId)).toBe("paid");
  });

  it("for a shopper who paid meanwhile in another window: the shopper is led to that order", async () => {
    const cartId = await filledCart();
    const first = await begun("elements", cartId);
    await takesMore(cartId);
    await storeDies("before_ending", { surface: "payment", cartId });
    await payByCard(first.clientSecret);
    expect(await startPayment({ shopper: shopperOf(cartId), locale: "en" })).toEqual({
      ok: false,
      code: "payment_in_progress",
      orderId: first.orderId,
    });
  });

  it("for an order that is paid again: the next start continues there, too", async () => {
    const cartId = await filledCart();
    const first = await begun("embedded", cartId);
    await payBySepa(first.clientSecret, IBANS.fails);
    await settleOrder(first.orderId);
    const { payment_intent } = await stripe.checkout.sessions.retrieve(first.sessionId);
    await control(`/payment_intents/${payment_intent}/fail`);
    expect(await settleOrder(first.orderId)).toBe("payment_failed");
    await storeDies("after_creating", { surface: "embedded", cartId, orderId: first.orderId });
    const [made] = await openSessions(cartId);
    const { result, took } = await timed(() => begun("embedded", cartId, first.orderId));
    expect(took).toBeLessThan(SOON_MS);
    expect(result.sessionId).toBe(made?.id);
  });

  it("long ago: the next start opens a session that lasts long enough", async () => {
    const cartId = await filledCart();
    await storeDies("after_creating", { surface: "embedded", cartId });
    const soon = new Date(Date.now() + 20 * 60_000);
    await db.update(checkoutStarts).set({ sessionEndsAt: soon });
    const { session } = await begun("embedded", cartId);
    expect(session.expires_at * 1000).toBeGreaterThan(Date.now() + 30 * 60_000);
  });

  it("before a deployment that sends Stripe other parameters: the next start opens a session of its own", async () => {
    const cartId = await filledCart();
    await storeDies("after_creating", { surface: "embedded", cartId });
    await db
      .update(orders)
      .set({ number: `N-${cartId.slice(-8)}` })
      .where(eq(orders.cartId, cartId));
    const { orderId, clientSecret } = await begun("embedded", cartId);
    await payByCard(clientSecret);
    expect(await settleOrder(orderId)).toBe("paid");
  });

  it("for a shopper who never comes back: the regular check ends the order", async () => {
    const cartId = await filledCart();
    await storeDies("before_creating", { surface: "embedded", cartId });
    const [order] = await db.select().from(orders).where(eq(orders.cartId, cartId));
    if (!order) throw new Error("no order");
    const ranOut = new Date(Date.now() - 1000);
    await db.update(stockHolds).set({ expiresAt: ranOut }).where(eq(stockHolds.orderId, order.id));
    // The first look may find the start of the dead process still taken for alive.
    const statusAfterLook = async () => {
      await reconcileOrders(await beginReconciliation(0));
      return (await db.select().from(orders).where(eq(orders.id, order.id)))[0]?.status;
    };
    await expect.poll(statusAfterLook, { timeout: 10_000 }).toBe("expired");
  });
});

describe("a store that only seems to be dead", () => {
  it("opens the same session as the process that takes over", async () => {
    const cartId = await filledCart();
    const sessions = storesStripe().checkout.sessions;
    const create = sessions.create.bind(sessions);
    const taken: Promise<Awaited<ReturnType<typeof start>>>[] = [];
    const slow = vi.spyOn(sessions, "create").mockImplementationOnce(async (...asked) => {
      await db.update(checkoutStarts).set({ aliveUntil: new Date(0), holder: "somebody else" });
      taken.push(start("embedded", cartId));
      await taken[0];
      return create(...(asked as Parameters<typeof create>));
    });
    const first = await start("embedded", cartId);
    slow.mockRestore();
    const second = await taken[0];
    expect(first).toMatchObject({ ok: true, clientSecret: second?.ok ? second.clientSecret : "" });
    expect(await openSessions(cartId)).toHaveLength(1);
    expect(await db.select().from(orders).where(eq(orders.cartId, cartId))).toMatchObject([
      { status: "open" },
    ]);
  });

  it("does not end an order that another process took over, when its own call fails", async () => {
    const cartId = await filledCart();
    const sessions = storesStripe().checkout.sessions;
    const taken: Awaited<ReturnType<typeof start>>[] = [];
    const slow = vi.spyOn(sessions, "create").mockImplementationOnce(async () => {
      await db.update(checkoutStarts).set({ aliveUntil: new Date(0), holder: "somebody else" });
      taken.push(await start("embedded", cartId));
      await control("/faults", { path: "/v1/checkout/sessions", method: "POST", times: 3, kind: "500" });
      return sessions.create({});
    });
    expect(await start("embedded", cartId)).toEqual({ ok: false, code: "stripe_unavailable" });
    slow.mockRestore();
    const [second] = taken;
    if (!second?.ok) throw new Error("the other one has no session");
    const attempts = await db
      .select()
      .from(paymentAttempts)
      .where(eq(paymentAttempts.orderId, second.orderId));
    expect(attempts).toMatchObject([{ status: "open" }]);
    expect(await db.select().from(orders).where(eq(orders.cartId, cartId))).toMatchObject([
      { status: "open" },
    ]);
  });

  it("is waited for while it works, and then the shopper may try again", async () => {
    const cartId = await filledCart();
    await storeDies("before_creating", { surface: "embedded", cartId });
    const [order] = await db.select().from(orders).where(eq(orders.cartId, cartId));
    if (!order) throw new Error("no order");
    const lives = { aliveUntil: new Date(Date.now() + 3_600_000) };
    await db.update(checkoutStarts).set(lives).where(eq(checkoutStarts.orderId, order.id));
    // The second one's patience, in fewer seconds.
    const clock = Date.now.bind(Date);
    let ahead = 0;
    const quickened = vi.spyOn(Date, "now").mockImplementation(() => {
      ahead += 2_000;
      return clock() + ahead;
    });
    expect(await start("embedded", cartId)).toEqual({ ok: false, code: "checkout_busy" });
    quickened.mockRestore();
  });

  it("renews its lease as long as it works", async () => {
    const cartId = await filledCart();
    const sessions = storesStripe().checkout.sessions;
    const create = sessions.create.bind(sessions);
    const aliveUntil = async () => {
      const [row] = await db
        .select({ until: checkoutStarts.aliveUntil })
        .from(checkoutStarts)
        .innerJoin(orders, eq(orders.id, checkoutStarts.orderId))
        .where(eq(orders.cartId, cartId));
      return row?.until.getTime() ?? 0;
    };
    const slow = vi.spyOn(sessions, "create").mockImplementationOnce(async (...asked) => {
      for (let renewals = 0; renewals < 3; renewals += 1) {
        const before = await aliveUntil();
        await vi.waitFor(async () => expect(await aliveUntil()).toBeGreaterThan(before), 5_000);
      }
      return create(...(asked as Parameters<typeof create>));
    });
    expect(await start("embedded", cartId)).toMatchObject({ ok: true });
    slow.mockRestore();
  });
});
