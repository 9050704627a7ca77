import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import type { OrderId, VariantId } from "@/lib/base/ids";
import { loadCart } from "@/lib/cart/cart.server";
import { setLineQuantity } from "@/lib/cart/change.server";
import { cartProblems } from "@/lib/cart/problems";
import { cartView } from "@/lib/cart/view";
import { readProducts } from "@/lib/catalog/products.server";
import { variants } from "@/lib/db/schema";
import { listFiledMail } from "@/lib/email/mail-folder.server";
import { countStock } from "@/lib/inventory/count.server";
import { isDeliveredLater } from "@/lib/inventory/shown-stock";
import { availableStock } from "@/lib/inventory/stock.server";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { deliverLater } from "@/lib/orders/merchant/decide-on-order.server";
import { sendOwedOrders } from "@/lib/orders/rounds/owed-orders.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { paymentShop } from "@/tests/support/payment-shop";
import { cartWith, onHand, recordOf, shopperOf, stockedVariants } from "@/tests/support/shop";
import { startSession } from "@/tests/support/start-session";

const { db } = await testDatabase();
const local = await testStripe();
const { stripe, payByCard } = local;
const { checkout, placed } = orderShop(db, local);
const payment = paymentShop(db, local.url);
const mailDir = await mkdtemp(join(tmpdir(), "store-mail-"));
Object.assign(process.env, { MAIL_DIR: mailDir, MERCHANT_EMAIL: "shop@example.com" });
afterAll(() => rm(mailDir, { recursive: true, force: true }));

async function mugs(pieces: number, set: Partial<typeof variants.$inferInsert> = { backorder: true }) {
  const [mug] = await stockedVariants(db, stripe, [pieces]);
  if (!mug) throw new Error("no variant");
  await db.update(variants).set(set).where(eq(variants.id, mug));
  return mug;
}

const buy = {
  embedded: (mug: VariantId, pieces: number) => onPage("embedded", mug, pieces),
  elements: (mug: VariantId, pieces: number) => onPage("elements", mug, pieces),
  async payment(mug: VariantId, pieces: number) {
    const started = await payment.begin(shopperOf(await cartWith(db, [[mug, pieces]])));
    expect(await started.pays()).toMatchObject({ ok: true });
    await settleOrder(started.orderId);
    return started.orderId;
  },
};

async function onPage(surface: "embedded" | "elements", mug: VariantId, pieces: number) {
  const shopper = shopperOf(await cartWith(db, [[mug, pieces]]));
  const started = await startSession({ surface, shopper, locale: "en" });
  if (!started.ok) throw new Error(started.code);
  await payByCard(started.clientSecret);
  await settleOrder(started.orderId);
  return started.orderId;
}

describe("goods that are sold beyond the stock", () => {
  it.each(["embedded", "elements", "payment"] as const)("are bought on the surface %s", async (surface) => {
    const mug = await mugs(1);
    const { order, holds } = await recordOf(db, await buy[surface](mug, 4));
    expect({ status: order.status, holds }).toEqual({ status: "paid", holds: ["sold"] });
    expect(await onHand(db, mug)).toBe(-3);
  });

  it("are sold also to a checkout whose hold has ended", async () => {
    const order = await placed(2, 2);
    await db.update(variants).set({ backorder: true, onHand: 0 }).where(eq(variants.id, order.mug));
    await payByCard(order.clientSecret);
    await db.execute("update stock_holds set expires_at = now() - interval '1 hour'");
    await db.execute("update payment_attempts set created_at = created_at + interval '1 day'");
    await settleOrder(order.orderId);
    expect((await recordOf(db, order.orderId)).order.status).toBe("paid");
    expect(await onHand(db, order.mug)).toBe(-2);
  });

  it("say in the shop and in the cart what is delivered later", async () => {
    const mug = await mugs(2);
    const cartId = await cartWith(db, [[mug, 1]]);
    expect(await setLineQuantity(db, cartId, { variantId: mug, quantity: 3 })).toEqual({ ok: true });
    const cart = await loadCart(db, cartId);
    if (!cart) throw new Error("no cart");
    const [line] = cartView(cart, "en").lines;
    expect(line).toMatchObject({ quantity: 3, ready: 2, max: 20 });
    expect(cartProblems(cart)).toEqual([]);
    const shown = async () => {
      const all = (await readProducts(db, eq(variants.id, mug))).flatMap((product) => product.variants);
      return all.find(({ id }) => id === mug) ?? expect.fail("not in the shop");
    };
    expect(isDeliveredLater(await shown())).toBe(false);
    await db.update(variants).set({ onHand: 0 }).where(eq(variants.id, mug));
    expect(isDeliveredLater(await shown())).toBe(true);
  });

  it("do not keep an order that waits for its goods from waiting for real pieces", async () => {
    const { mug, clientSecret, orderId, number } = await placed(2, 2);
    await db.update(variants).set({ onHand: 0 }).where(eq(variants.id, mug));
    await payByCard(clientSecret);
    await settleOrder(orderId);
    expect(await deliverLater(number)).toMatchObject({ ok: true, status: "awaiting_stock" });
    await db.update(variants).set({ backorder: true, onHand: 1 }).where(eq(variants.id, mug));
    await sendOwedOrders();
    expect((await recordOf(db, orderId)).order.status).toBe("awaiting_stock");
    await db.update(variants).set({ onHand: 2 }).where(eq(variants.id, mug));
    await sendOwedOrders();
    expect((await recordOf(db, orderId)).order.status).toBe("paid");
  });

  it("are not promised twice to orders that wait", async () => {
    const first = await placed(2, 4);
    const second = await checkout(await cartWith(db, [[first.mug, 2]]));
    await db.update(variants).set({ onHand: 0 }).where(eq(variants.id, first.mug));
    for (const { clientSecret, orderId, number } of [first, second]) {
      await payByCard(clientSecret);
      await settleOrder(orderId);
      await deliverLater(number);
    }
    await db.update(variants).set({ backorder: true, onHand: 2 }).where(eq(variants.id, first.mug));
    await sendOwedOrders();
    const statusOf = async ({ orderId }: { orderId: OrderId }) => (await recordOf(db, orderId)).order.status;
    expect([await statusOf(first), await statusOf(second)]).toEqual(["paid", "awaiting_stock"]);
  });

  it("run out as soon as they are not sold so any more", async () => {
    const mug = await mugs(0, { backorder: false });
    expect((await availableStock(db, [mug])).get(mug)).toBe(0);
  });
});

describe("low stock", () => {
  const mails = async () => {
    while ((await drainOutbox()) > 0);
    return (await listFiledMail(mailDir)).filter(({ subject }) => subject.includes("left")).length;
  };

  it("is told once when a sale makes it low, and again after more have arrived", async () => {
    const before = await mails();
    const mug = await mugs(5, { lowStockAt: 3 });
    await buy.embedded(mug, 1);
    expect(await mails()).toBe(before);
    await buy.embedded(mug, 1);
    await buy.embedded(mug, 1);
    expect(await mails()).toBe(before + 1);
    const [variant] = await db.select().from(variants).where(eq(variants.id, mug));
    await countStock(db, { sku: variant?.sku ?? "", kind: "received", pieces: 2, who: "ada" });
    await buy.embedded(mug, 2);
    expect(await mails()).toBe(before + 2);
  });

  it("is not told when more have arrived before the e-mail left", async () => {
    const before = await mails();
    const mug = await mugs(4, { lowStockAt: 3 });
    await buy.embedded(mug, 1);
    await db.update(variants).set({ onHand: 50 }).where(eq(variants.id, mug));
    expect(await mails()).toBe(before);
  });
});
