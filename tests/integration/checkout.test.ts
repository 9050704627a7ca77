import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { CartId, VariantId } from "@/lib/base/ids";
import { newCartId } from "@/lib/base/ids";
import { cartLines, orders, stockHolds, variants } from "@/lib/db/schema";
import { availableStock } from "@/lib/inventory/stock.server";
import { legalPage } from "@/lib/legal/legal-page.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { cartWith, recordOf, shopperOf, stockedVariants } from "@/tests/support/shop";
import { startSession } from "@/tests/support/start-session";

const { db } = await testDatabase();
const { url, stripe, control, payByCard } = await testStripe();

const start = (cartId: CartId | null, orderId?: string) =>
  startSession({ surface: "embedded", shopper: shopperOf(cartId), locale: "en", orderId });

async function mugs(...stocks: number[]): Promise<VariantId[]> {
  return stockedVariants(db, stripe, stocks);
}

async function started(cartId: CartId) {
  const result = await start(cartId);
  if (!result.ok) throw new Error(`the checkout was refused: ${result.code}`);
  return { ...result, sessionId: result.clientSecret.split("_secret_")[0] ?? "" };
}

async function stripeCalls(action: () => Promise<unknown>): Promise<string[]> {
  await fetch(`${url}/_local/requests`, { method: "DELETE" });
  await action();
  const log: { data: { method: string; path: string }[] } = await (
    await fetch(`${url}/_local/requests`)
  ).json();
  return log.data.filter((call) => call.path.startsWith("/v1/")).map((call) => `${call.method} ${call.path}`);
}

const first = <T>([item]: T[]): T => {
  if (item === undefined) throw new Error("empty");
  return item;
};

describe("an embedded checkout", () => {
  it("sends Stripe exactly the order's lines, delivery and end, in one call", async () => {
    const mug = first(await mugs(10));
    const cartId = await cartWith(db, [[mug, 3]]);
    const calls = await stripeCalls(() => start(cartId));
    expect(calls).toEqual(["POST /v1/checkout/sessions"]);

    const { sessionId, orderId } = await started(cartId);
    const session = await stripe.checkout.sessions.retrieve(sessionId, { expand: ["line_items"] });
    expect(session).toMatchObject({
      ui_mode: "embedded_page",
      mode: "payment",
      locale: "en",
      amount_subtotal: 6000,
      client_reference_id: orderId,
      metadata: { order_id: orderId },
      return_url: "http://localhost:3000/checkout/return?session_id={CHECKOUT_SESSION_ID}",
    });
    expect(session.shipping_address_collection?.allowed_countries).toContain("FR");
    expect(session.shipping_options.map((option) => option.shipping_amount)).toEqual([490, 990, 0]);
    expect(session.line_items?.data).toMatchObject([{ quantity: 3, amount_total: 6000 }]);
    const hold = first(await db.select().from(stockHolds).where(eq(stockHolds.orderId, orderId)));
    expect(hold.expiresAt?.getTime()).toBeGreaterThanOrEqual(session.expires_at * 1000);
  });

  it("is the same session again while the cart is unchanged, with one read of it", async () => {
    const mug = first(await mugs(10));
    const cartId = await cartWith(db, [[mug, 1]]);
    const before = await started(cartId);
    const calls = await stripeCalls(async () =>
      expect(await start(cartId)).toMatchObject({
        ok: true,
        orderId: before.orderId,
        clientSecret: before.clientSecret,
      }),
    );
    expect(calls).toEqual([`GET /v1/checkout/sessions/${before.sessionId}`]);
  });

  it("is a new one for a changed cart, and the old one can't be paid any more", async () => {
    const mug = first(await mugs(10));
    const cartId = await cartWith(db, [[mug, 1]]);
    const before = await started(cartId);
    await db.update(cartLines).set({ quantity: 2 }).where(eq(cartLines.cartId, cartId));
    const after = await started(cartId);
    expect(after.orderId).not.toBe(before.orderId);
    expect((await stripe.checkout.sessions.retrieve(before.sessionId)).status).toBe("expired");
    expect(await payByCard(before.clientSecret)).toMatchObject({ status: 400, body: { error: {} } });
    expect((await recordOf(db, before.orderId)).order.status).toBe("expired");
    expect(await availableStock(db, [mug])).toEqual(new Map([[mug, 8]]));
  });

  it("is one session for a shopper who clicks twice at once", async () => {
    const mug = first(await mugs(10));
    const cartId = await cartWith(db, [[mug, 1]]);
    const results = await Promise.all(Array.from({ length: 5 }, () => start(cartId)));
    const secrets = new Set(results.map((result) => (result.ok ? result.clientSecret : result.code)));
    expect(secrets.size).toBe(1);
    const placed = await db.select().from(orders).where(eq(orders.cartId, cartId));
    expect(placed).toHaveLength(1);
    expect(placed[0]?.agreement).toMatchObject({
      terms: legalPage("terms", "en").version,
      returns: legalPage("returns", "en").version,
      locale: "en",
    });
  });

  it("leads a shopper who has just paid in another tab to the order", async () => {
    const mug = first(await mugs(10));
    const cartId = await cartWith(db, [[mug, 1]]);
    const before = await started(cartId);
    await payByCard(before.clientSecret);
    expect(await start(cartId)).toEqual({ ok: false, code: "payment_in_progress", orderId: before.orderId });
    expect((await recordOf(db, before.orderId)).order.status).toBe("paid");
  });

  it("can be opened for an order by anybody with the link from its e-mails", async () => {
    const mug = first(await mugs(5));
    const { orderId, clientSecret } = await started(await cartWith(db, [[mug, 1]]));
    const elsewhere = { cartId: null, openedOrders: [orderId], customer: null };
    const again = await startSession({ surface: "embedded", shopper: elsewhere, locale: "en", orderId });
    expect(again).toMatchObject({ ok: true, clientSecret, orderId });
  });

  it("does not charge a cart twice when it changed just after it was paid", async () => {
    const mug = first(await mugs(10));
    const cartId = await cartWith(db, [[mug, 1]]);
    const before = await started(cartId);
    await payByCard(before.clientSecret);
    await db.update(cartLines).set({ quantity: 2 }).where(eq(cartLines.cartId, cartId));
    expect(await start(cartId)).toMatchObject({ ok: false, code: "payment_in_progress" });
    const rows = await db
      .select()
      .from(orders)
      .where(and(eq(orders.cartId, cartId), eq(orders.status, "canceled")));
    expect(rows).toHaveLength(1);
  });
});

describe("an embedded checkout is refused", () => {
  it("for a missing cart and an empty one", async () => {
    expect(await start(null)).toEqual({ ok: false, code: "cart_empty" });
    expect(await start(newCartId())).toEqual({ ok: false, code: "cart_empty" });
  });

  it("for more than the stock", async () => {
    const mug = first(await mugs(1));
    const cartId = await cartWith(db, [[mug, 2]]);
    expect(await start(cartId)).toMatchObject({ ok: false, code: "out_of_stock" });
  });

  it("for a price the shopper has not seen", async () => {
    const mug = first(await mugs(5));
    const cartId = await cartWith(db, [[mug, 1]]);
    await db.update(variants).set({ unitAmount: 2500 }).where(eq(variants.id, mug));
    expect(await start(cartId)).toEqual({ ok: false, code: "cart_changed" });
  });

  it("for another shopper's order, and for one that is paid", async () => {
    const mug = first(await mugs(5));
    const owner = await cartWith(db, [[mug, 1]]);
    const { orderId, clientSecret } = await started(owner);
    const stranger = await cartWith(db, [[mug, 1]]);
    expect(await start(stranger, orderId)).toEqual({ ok: false, code: "not_found" });
    await payByCard(clientSecret);
    expect(await start(owner, orderId)).toMatchObject({ ok: false, code: "payment_in_progress" });
    expect(await start(owner, orderId)).toMatchObject({ ok: false, code: "not_payable" });
  });

  it("while Stripe can't be reached, and nothing is left over", async () => {
    const mug = first(await mugs(1));
    const cartId = await cartWith(db, [[mug, 1]]);
    await control("/faults", { path: "/v1/checkout/sessions", method: "POST", times: 3, kind: "500" });
    expect(await start(cartId)).toEqual({ ok: false, code: "stripe_unavailable" });
    expect(await availableStock(db, [mug])).toEqual(new Map([[mug, 1]]));
    expect(await start(cartId)).toMatchObject({ ok: true });
  });
});

describe("the last piece", () => {
  it("is sold to one of many shoppers who want it at once", async () => {
    const mug = first(await mugs(1));
    const shoppers = await Promise.all(Array.from({ length: 20 }, () => cartWith(db, [[mug, 1]])));
    const results = await Promise.all(shoppers.map((cartId) => start(cartId)));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    const codes = new Set(results.flatMap((result) => (result.ok ? [] : [result.code])));
    expect(codes).toEqual(new Set(["out_of_stock"]));
  });
});
