import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { POST as review } from "@/app/api/checkout/elements/review/route";
import { POST as startElements } from "@/app/api/checkout/elements/route";
import { POST as startEmbedded } from "@/app/api/checkout/embedded/route";
import { POST as confirm } from "@/app/api/checkout/payment/confirm/route";
import { POST as deliver } from "@/app/api/checkout/payment/delivery/route";
import { POST as startPayment } from "@/app/api/checkout/payment/route";
import type { CartId, OrderId, VariantId } from "@/lib/base/ids";
import { checkoutStarts, orders, paymentConfirmations, rateLimits, stockHolds } from "@/lib/db/schema";
import { availableStock } from "@/lib/inventory/stock.server";
import { IDLE_SECONDS } from "@/lib/limits/bounds";
import { expireUnreachableOrder, settleOrder } from "@/lib/orders/settle/settle.server";
import { stripe as storeStripe } from "@/lib/stripe/client";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { paymentShop } from "@/tests/support/payment-shop";
import { cartWith, stockedVariants } from "@/tests/support/shop";
import { startSession } from "@/tests/support/start-session";
import { visitor } from "@/tests/support/visitor";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);

const { db } = await testDatabase();
const { stripe, url, payByCard } = await testStripe();
const { token } = paymentShop(db, url);
beforeEach(() => db.delete(rateLimits));

async function goods(stock: number): Promise<VariantId> {
  const [id] = await stockedVariants(db, stripe, [stock]);
  if (!id) throw new Error("no variant");
  return id;
}

/** Somebody at an address who goes to pay so many of each. */
async function paysFor(lines: readonly [VariantId, number][], address: string, start = startPayment) {
  const cartId = await cartWith(db, lines);
  const is = visitor(address, { cartId });
  return { is, cartId, ...(await is.posts(start, {})) };
}

const goesToPay = (mug: VariantId, pieces: number, address: string, start = startPayment) =>
  paysFor([[mug, pieces]], address, start);

type Answered = Record<string, unknown>;

const orderId = ({ body }: { body: Answered }) => String(body.orderId) as OrderId;
const statusOf = async (id: OrderId) =>
  (await db.select({ status: orders.status }).from(orders).where(eq(orders.id, id)))[0]?.status;
const left = async (mug: VariantId) => (await availableStock(db, [mug])).get(mug);

/** The shopper has pressed the button, and their bank asks. */
async function isAskedByBank({ is, body }: Awaited<ReturnType<typeof goesToPay>>) {
  const challenged = await token({ number: "4000002760003184", amount: Number(body.amount) });
  const answer = await is.posts(confirm, { orderId: body.orderId, confirmationTokenId: challenged });
  expect(answer.body.status).toBe("requires_action");
}

/** As if the shopper of an order had not touched it for so long. */
const untouched = (id: OrderId, seconds: number) =>
  db
    .update(stockHolds)
    .set({ updatedAt: sql`now() - make_interval(secs => ${seconds})` })
    .where(eq(stockHolds.orderId, id));

describe("unpaid checkouts of several carts", () => {
  it("hold at most a quarter of a variant for one address, and half for its network; the rest stays free", async () => {
    const mug = await goods(240);
    const started: number[] = [];
    for (let cart = 0; cart < 11; cart += 1) {
      started.push((await goesToPay(mug, 20, "203.0.113.7")).status);
    }
    expect(started.filter((status) => status === 200)).toHaveLength(3);
    expect(started.filter((status) => status === 429)).toHaveLength(8);
    for (let cart = 0; cart < 11; cart += 1) await goesToPay(mug, 20, `203.0.113.${cart + 10}`);
    expect(await left(mug)).toBe(120);
    expect((await goesToPay(mug, 20, "192.0.2.1")).status).toBe(200);
  });

  it("are refused with the seconds to wait, in the shopper's language", async () => {
    const mug = await goods(240);
    const first = await goesToPay(mug, 20, "203.0.113.7");
    for (let cart = 0; cart < 2; cart += 1) await goesToPay(mug, 20, "203.0.113.7");
    await untouched(orderId(first), 100);
    const refused = await goesToPay(mug, 20, "203.0.113.7");
    expect(refused.status).toBe(429);
    expect(refused.body.error).toMatchObject({ code: "rate_limited", limit: "heldStock" });
    const wait = Number(refused.headers.get("retry-after"));
    expect(wait).toBeGreaterThan(IDLE_SECONDS - 110);
    expect(wait).toBeLessThanOrEqual(IDLE_SECONDS - 100);
    const french = visitor("203.0.113.7", { cartId: await cartWith(db, [[mug, 20]]), language: "fr" });
    expect((await french.posts(startPayment, {})).text).toContain("Votre panier est conservé");

    await untouched(orderId(first), 100 + wait);
    expect((await refused.is.posts(startPayment, {})).status).toBe(200);
    expect(await statusOf(orderId(first))).toBe("expired");
  });

  it("are limited for an order that is paid again as well", async () => {
    const mug = await goods(240);
    const idle = await goesToPay(mug, 20, "203.0.113.7");
    await untouched(orderId(idle), IDLE_SECONDS + 1);
    for (let cart = 0; cart < 3; cart += 1) await goesToPay(mug, 20, "203.0.113.7");
    expect(await statusOf(orderId(idle))).toBe("expired");
    const again = await idle.is.posts(startPayment, { orderId: orderId(idle) });
    expect(again.body.error).toMatchObject({ limit: "heldStock" });
    const elsewhere = visitor("192.0.2.1", { cartId: idle.cartId });
    expect((await elsewhere.posts(startPayment, { orderId: orderId(idle) })).status).toBe(200);
  });

  it("do not limit one shopper, who may buy the whole stock, nor a few who buy the last of a small stock", async () => {
    const mug = await goods(20);
    expect((await goesToPay(mug, 20, "203.0.113.7")).status).toBe(200);
    const bowl = await goods(10);
    for (let person = 0; person < 10; person += 1) {
      expect((await goesToPay(bowl, 1, "203.0.113.7")).status).toBe(200);
    }
  });

  it("no longer count once they are paid", async () => {
    const mug = await goods(240);
    for (let cart = 0; cart < 3; cart += 1) {
      const bought = await goesToPay(mug, 20, "203.0.113.7");
      const confirmationTokenId = await token({ amount: Number(bought.body.amount) });
      const body = { orderId: orderId(bought), confirmationTokenId };
      expect((await bought.is.posts(confirm, body)).status).toBe(200);
    }
    expect((await goesToPay(mug, 20, "203.0.113.7")).status).toBe(200);
  });
});

describe("an idle checkout", () => {
  const surfaces = [
    ["with a session at Stripe", startEmbedded],
    ["before anything was asked of Stripe", startPayment],
  ] as const;

  it.each(surfaces)("%s gives its goods to another shopper, and then ends", async (_, start) => {
    const mug = await goods(5);
    const idle = await goesToPay(mug, 5, "203.0.113.7", start);
    expect((await goesToPay(mug, 1, "192.0.2.1")).status).toBe(409);
    await untouched(orderId(idle), IDLE_SECONDS + 1);
    expect(await left(mug)).toBe(5);
    expect((await goesToPay(mug, 5, "192.0.2.1")).status).toBe(200);
    expect(await statusOf(orderId(idle))).toBe("expired");
    expect(await left(mug)).toBe(0);
  });

  it("keeps its goods while nobody else wants them, and while its shopper comes back to it", async () => {
    const mug = await goods(5);
    const mine = await goesToPay(mug, 5, "203.0.113.7", startEmbedded);
    await untouched(orderId(mine), IDLE_SECONDS + 1);
    const again = await mine.is.posts(startEmbedded, {});
    expect(orderId(again)).toBe(orderId(mine));
    expect((await goesToPay(mug, 1, "192.0.2.1")).status).toBe(409);
    expect(await statusOf(orderId(mine))).toBe("open");
  });

  it("is ended in the same network only, when that network holds too much", async () => {
    const mug = await goods(120);
    const strangers: OrderId[] = [];
    for (let other = 0; other < 6; other += 1) {
      const stranger = orderId(await goesToPay(mug, 1, `192.0.${other}.1`));
      await untouched(stranger, IDLE_SECONDS * 2);
      strangers.push(stranger);
    }
    for (let cart = 0; cart < 3; cart += 1) {
      await untouched(orderId(await goesToPay(mug, 20, `203.0.113.${cart}`)), IDLE_SECONDS + 1);
    }
    expect((await goesToPay(mug, 20, "203.0.113.7")).status).toBe(200);
    for (const stranger of strangers) expect(await statusOf(stranger)).toBe("open");
  });

  it("is not ended for other goods of the cart that are short", async () => {
    const [mug, bowl, gone] = [await goods(50), await goods(1), await goods(0)];
    const keepsMug = orderId(await goesToPay(mug, 1, "203.0.113.7"));
    const keepsBowl = orderId(await goesToPay(bowl, 1, "203.0.114.7"));
    await untouched(keepsMug, IDLE_SECONDS * 2);
    await untouched(keepsBowl, IDLE_SECONDS + 1);
    const cart: [VariantId, number][] = [
      [mug, 1],
      [bowl, 1],
    ];
    expect((await paysFor([...cart, [gone, 1]], "192.0.2.1")).status).toBe(409);
    expect([await statusOf(keepsMug), await statusOf(keepsBowl)]).toEqual(["open", "open"]);
    expect((await paysFor(cart, "192.0.2.1")).status).toBe(200);
    expect([await statusOf(keepsMug), await statusOf(keepsBowl)]).toEqual(["open", "expired"]);
  });

  it("is not ended when that would be too little, nor more of them than are needed", async () => {
    const mug = await goods(5);
    await goesToPay(mug, 3, "203.0.113.7");
    const [first, second] = [
      orderId(await goesToPay(mug, 1, "203.0.114.7")),
      orderId(await goesToPay(mug, 1, "203.0.115.7")),
    ];
    await untouched(first, IDLE_SECONDS + 2);
    await untouched(second, IDLE_SECONDS + 1);
    expect((await goesToPay(mug, 3, "192.0.2.1")).status).toBe(409);
    expect([await statusOf(first), await statusOf(second)]).toEqual(["open", "open"]);
    expect((await goesToPay(mug, 1, "192.0.2.1")).status).toBe(200);
    expect([await statusOf(first), await statusOf(second)]).toEqual(["expired", "open"]);
  });

  it("is found behind others that wait for their banks", async () => {
    const mug = await goods(7);
    for (let other = 0; other < 6; other += 1) {
      const asking = await goesToPay(mug, 1, `192.0.${other}.1`);
      await isAskedByBank(asking);
      await untouched(orderId(asking), IDLE_SECONDS * 2);
    }
    const idle = orderId(await goesToPay(mug, 1, "203.0.113.7", startEmbedded));
    await untouched(idle, IDLE_SECONDS + 1);
    expect((await goesToPay(mug, 1, "192.0.2.1")).status).toBe(200);
    expect(await statusOf(idle)).toBe("expired");
  });

  it("is not ended when its shopper comes back while Stripe is asked about it", async () => {
    const mug = await goods(5);
    const mine = await goesToPay(mug, 5, "203.0.113.7", startEmbedded);
    await untouched(orderId(mine), IDLE_SECONDS + 1);
    const { sessions } = storeStripe().checkout;
    const retrieve = sessions.retrieve.bind(sessions);
    const asked = vi.spyOn(sessions, "retrieve").mockImplementationOnce(async (...about) => {
      const shopper = { cartId: mine.cartId, openedOrders: [], customer: null };
      const back = await startSession({ surface: "embedded", shopper, locale: "en" });
      expect(back).toMatchObject({ ok: true, orderId: orderId(mine) });
      return retrieve(...about);
    });
    expect((await goesToPay(mug, 1, "192.0.2.1")).status).toBe(409);
    asked.mockRestore();
    expect(await statusOf(orderId(mine))).toBe("open");
  });

  it("is not ended while a request is making its session", async () => {
    const mug = await goods(5);
    const mine = orderId(await goesToPay(mug, 5, "203.0.113.7"));
    await untouched(mine, IDLE_SECONDS + 1);
    await db.insert(checkoutStarts).values({
      orderId: mine,
      number: 1,
      sessionEndsAt: new Date(Date.now() + 30 * 60_000),
      paysAgain: false,
      holder: "another request",
      aliveUntil: new Date(Date.now() + 60_000),
    });
    expect((await goesToPay(mug, 1, "192.0.2.1")).status).toBe(409);
    expect(await statusOf(mine)).toBe("open");
  });

  it("is not ended when its shopper was active before its order was locked", async () => {
    const mine = orderId(await goesToPay(await goods(5), 5, "203.0.113.7"));
    expect(await expireUnreachableOrder(mine, { onlyIf: async () => false })).toBe(false);
    expect(await statusOf(mine)).toBe("open");
    expect(await expireUnreachableOrder(mine, { onlyIf: async () => true })).toBe(true);
  });

  it.each(["sent", "lost", "reviewed"] as const)(
    "keeps its goods while its payment is %s",
    async (status) => {
      const mug = await goods(5);
      const mine = orderId(await goesToPay(mug, 5, "203.0.113.7"));
      const tokenId = `ctoken_${mine}`;
      const runsUntil = new Date(Date.now() + 60_000);
      await db
        .insert(paymentConfirmations)
        .values({ tokenId, orderId: mine, number: 1, revision: 1, status, runsUntil });
      await untouched(mine, IDLE_SECONDS + 1);
      expect(await left(mug)).toBe(0);
      await db
        .update(paymentConfirmations)
        .set({ status: "refused" })
        .where(eq(paymentConfirmations.tokenId, tokenId));
      expect(await left(mug)).toBe(5);
    },
  );

  it("keeps its goods while its shopper pays the order again", async () => {
    for (const start of [startEmbedded, startElements]) {
      const mug = await goods(5);
      const mine = await goesToPay(mug, 5, "203.0.113.7", start);
      await untouched(orderId(mine), IDLE_SECONDS + 1);
      expect((await mine.is.posts(start, { orderId: orderId(mine) })).status).toBe(200);
      expect((await goesToPay(mug, 1, "192.0.2.1")).status).toBe(409);
    }
  });

  it("keeps its goods while its shopper changes something", async () => {
    const changes = [
      [startPayment, deliver, (body: Answered) => ({ orderId: body.orderId, shippingSpeed: "express" })],
      [startElements, review, (body: Answered) => ({ checkout_session_id: body.sessionId })],
    ] as const;
    for (const [start, change, fields] of changes) {
      const mug = await goods(5);
      const mine = await goesToPay(mug, 5, "203.0.113.7", start);
      await untouched(orderId(mine), IDLE_SECONDS + 1);
      expect((await mine.is.posts(change, fields(mine.body))).status).toBe(200);
      expect((await goesToPay(mug, 1, "192.0.2.1")).status).toBe(409);
    }
  });

  it("keeps its goods while the bank asks the shopper, and when it was paid after all", async () => {
    const mug = await goods(5);
    const asking = await goesToPay(mug, 5, "203.0.113.7");
    await isAskedByBank(asking);
    await untouched(orderId(asking), IDLE_SECONDS + 1);
    expect((await goesToPay(mug, 1, "192.0.2.1")).status).toBe(409);
    expect(await statusOf(orderId(asking))).toBe("open");
    // Nobody else is promised them.
    expect(await left(mug)).toBe(0);

    const bowl = await goods(5);
    const paying = await goesToPay(bowl, 5, "203.0.113.7", startEmbedded);
    await payByCard(String(paying.body.clientSecret));
    await untouched(orderId(paying), IDLE_SECONDS + 1);
    expect((await goesToPay(bowl, 1, "192.0.2.1")).status).toBe(409);
    expect(await settleOrder(orderId(paying))).toBe("paid");
  });
});

it("stores no address in plain text", async () => {
  const bought = await goesToPay(await goods(5), 1, "203.0.113.7");
  const [order] = await db
    .select()
    .from(orders)
    .where(eq(orders.cartId, bought.cartId satisfies CartId));
  expect(order?.openedFrom).toBeTruthy();
  expect(JSON.stringify(order)).not.toContain("203.0.113");
});
