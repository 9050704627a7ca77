import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { confirmPayment } from "@/lib/checkout/payment-element/confirm-payment.server";
import { startPayment } from "@/lib/checkout/payment-element/start-payment.server";
import { env } from "@/lib/config/env";
import { stockHolds } from "@/lib/db/schema";
import { captureOrder, releaseOrder } from "@/lib/orders/attempts/capture.server";
import { beginReconciliation, reconcileOrders } from "@/lib/orders/rounds/reconcile.server";
import { chargesAt } from "@/tests/support/charges";
import { testDatabase } from "@/tests/support/database";
import { insertDemoDiscounts } from "@/tests/support/demo-discounts";
import { elementsShop } from "@/tests/support/elements-shop";
import { IBANS, testStripe } from "@/tests/support/local-stripe";
import { paymentShop } from "@/tests/support/payment-shop";
import { recordOf } from "@/tests/support/shop";

const { db } = await testDatabase();
const { stripe, url, control } = await testStripe();
const { shopperWith } = elementsShop(db, stripe);
const { begin, token, orderOf } = paymentShop(db, url);
const { charged, intentsOf } = chargesAt(stripe);

const checkoutOf = async (pieces = 2, customer: Parameters<typeof shopperWith>[1] = null) =>
  begin(await shopperWith(pieces, customer));

beforeAll(async () => {
  await insertDemoDiscounts(db);
});

async function withManualCapture<T>(work: () => Promise<T>): Promise<T> {
  const capture = { all: "manual", byType: {} } as const;
  const spy = vi
    .spyOn(await import("@/lib/config/env"), "env")
    .mockReturnValue({ ...env(), PAYMENT_CAPTURE: capture });
  return work().finally(() => spy.mockRestore());
}

const authorized = () =>
  withManualCapture(async () => {
    const { pays, orderId, shopper } = await checkoutOf();
    expect(await pays()).toMatchObject({ ok: true, status: "requires_capture" });
    return { ...(await orderOf(orderId)), shopper };
  });

describe("a payment that is only authorized", () => {
  it("is paid once the merchant captures it, and only then", async () => {
    const order = await authorized();
    expect(order.status).toBe("processing");
    expect(await charged(order.id)).toBe(0);
    expect(await captureOrder(order.number)).toEqual({ ok: true, status: "paid" });
    expect(await charged(order.id)).toBe(4490);
    expect(await captureOrder(order.number)).toMatchObject({ code: "nothing_authorized", status: "paid" });
  });

  it("costs nothing when the merchant releases it, and the goods can be sold again", async () => {
    const order = await authorized();
    expect(await releaseOrder(order.number)).toEqual({ ok: true, status: "payment_failed" });
    expect(await charged(order.id)).toBe(0);
    expect((await recordOf(db, order.id)).holds).toEqual(["released"]);
    expect(await releaseOrder("NONE-NONE")).toEqual({ ok: false, code: "unknown_order" });
  });
});

describe("a decision that comes too late", () => {
  it("does not say that a payment was captured when it was released elsewhere", async () => {
    const order = await authorized();
    const [intent] = await intentsOf(order.id);
    await stripe.paymentIntents.cancel(intent?.id ?? "");
    expect(await captureOrder(order.number)).toEqual({
      ok: false,
      code: "nothing_authorized",
      status: "payment_failed",
    });
    expect(await charged(order.id)).toBe(0);
  });

  it("does not say that a payment was released when it was captured elsewhere", async () => {
    const order = await authorized();
    const [intent] = await intentsOf(order.id);
    await stripe.paymentIntents.capture(intent?.id ?? "");
    expect(await releaseOrder(order.number)).toEqual({
      ok: false,
      code: "nothing_authorized",
      status: "paid",
    });
    expect(await charged(order.id)).toBe(4490);
  });

  it("does not wait for a debit under way: there is nothing to capture", async () => {
    const { pays, orderId } = await checkoutOf();
    await pays({ iban: IBANS.success });
    expect(await captureOrder((await orderOf(orderId)).number)).toEqual({
      ok: false,
      code: "nothing_authorized",
      status: "processing",
    });
  });
});

describe("a capture", () => {
  it("whose answer was lost can be repeated, and takes the money once", async () => {
    const order = await authorized();
    await control("/faults", { method: "POST", times: 3, kind: "cut_after" });
    await expect(captureOrder(order.number)).rejects.toThrow();
    expect((await orderOf(order.id)).status).toBe("processing");
    expect(await captureOrder(order.number)).toEqual({ ok: true, status: "paid" });
    expect(await charged(order.id)).toBe(4490);
  });

  it("that is sent several times at once takes the money once", async () => {
    const order = await authorized();
    const results = await Promise.all(Array.from({ length: 4 }, () => captureOrder(order.number)));
    for (const result of results) expect(result).toMatchObject({ status: "paid" });
    expect(await charged(order.id)).toBe(4490);
  });

  it("and a release are possible for a second payment of an order too", async () => {
    const order = await authorized();
    expect(await releaseOrder(order.number)).toMatchObject({ ok: true });
    await withManualCapture(async () => {
      const again = await startPayment({ shopper: order.shopper, locale: "en", orderId: order.id });
      if (!again.ok) throw new Error(again.code);
      const tokenId = await token({ amount: again.amount, captureMethod: "manual" });
      const confirmed = await confirmPayment({ orderId: order.id, tokenId, shopper: order.shopper });
      expect(confirmed).toMatchObject({ ok: true, status: "requires_capture" });
    });
    expect(await releaseOrder(order.number)).toEqual({ ok: true, status: "payment_failed" });
    expect((await intentsOf(order.id)).map((intent) => intent.status)).toEqual(["canceled", "canceled"]);
  });
});

describe("a payment that nobody finishes", () => {
  it("can't be finished after its goods were released", async () => {
    const { pays, orderId } = await checkoutOf();
    await pays({ number: "4000002760003184" });
    await db
      .update(stockHolds)
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where(eq(stockHolds.orderId, orderId));
    await reconcileOrders(await beginReconciliation(3_600));
    expect((await orderOf(orderId)).status).toBe("expired");
    expect((await intentsOf(orderId)).map((intent) => intent.status)).toEqual(["canceled"]);
  });
});
