import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { OrderId } from "@/lib/base/ids";
import { orders, refunds } from "@/lib/db/schema";
import { listFiledMail } from "@/lib/email/mail-folder.server";
import { markShipped } from "@/lib/fulfilment/mark-shipped.server";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { refundOrder } from "@/lib/orders/merchant/refund-order.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { receiveEvent } from "@/lib/webhooks/inbox.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { onHand, recordOf } from "@/tests/support/shop";

const { db } = await testDatabase();
const local = await testStripe();
const { stripe, control } = local;
const { paid, placed, orderOf, intentOf, strayPayment, deliver, eventsAbout, pass, shipmentOf, openReasons } =
  orderShop(db, local);

const mailDir = await mkdtemp(join(tmpdir(), "store-mail-"));
process.env.MAIL_DIR = mailDir;
afterAll(() => rm(mailDir, { recursive: true, force: true }));
beforeEach(() => {
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  vi.spyOn(console, "info").mockImplementation(() => undefined);
});

const PENDING = "4000000000007726";
const FAILING = "4000000000005126";
const DAY = 86_400;

/** Until nothing is due any more. */
async function drainWhole(): Promise<void> {
  while ((await drainOutbox()) > 0);
}

/** Subjects of the e-mails about an order, oldest first. */
async function mailsAbout(orderId: OrderId): Promise<string[]> {
  await drainWhole();
  const { number } = await orderOf(orderId);
  const mails = (await listFiledMail(mailDir)).filter((mail) => mail.subject.includes(number));
  return mails
    .sort((left, right) => left.at.localeCompare(right.at))
    .map((mail) => mail.subject.replace(number, "#"));
}

const rowsOf = (orderId: OrderId) => db.select().from(refunds).where(eq(refunds.orderId, orderId));

describe("a refund that fails later", () => {
  it("leaves no order that says refunded: it is taken back, and shopper and merchant are informed", async () => {
    const { orderId, intentId } = await paid({ card: FAILING });
    await drainWhole();
    await stripe.refunds.create({ payment_intent: intentId });
    await deliver(orderId);
    expect(await orderOf(orderId)).toMatchObject({ status: "refunded", amountRefunded: 2490 });
    expect(await shipmentOf(orderId)).toBe("pending");
    expect(await mailsAbout(orderId)).toEqual([
      "Your order # is confirmed",
      "We have sent €24.90 back to you (order #)",
    ]);
    expect(await shipmentOf(orderId)).toBe("canceled");

    await pass(3 * DAY);
    await deliver(orderId);
    expect(await orderOf(orderId)).toMatchObject({ status: "needs_attention", amountRefunded: 0 });
    expect(await openReasons(orderId)).toEqual(["refund_failed"]);
    expect(await rowsOf(orderId)).toMatchObject([
      { status: "failed", failureReason: "expired_or_canceled_card", amount: 2490 },
    ]);
    expect((await mailsAbout(orderId)).at(-1)).toBe("Your refund of €24.90 did not go through (order #)");
    expect(console.warn).toHaveBeenCalledWith(expect.stringContaining("is needs_attention"));
    // It was to be given back: nobody may pack it now.
    expect(await shipmentOf(orderId)).toBe("canceled");
    expect(
      await markShipped(db, (await orderOf(orderId)).number, {
        kind: "shipped",
        carrier: null,
        trackingNumber: null,
      }),
    ).toMatchObject({
      code: "not_ready",
    });
  });

  it("is resolved by another refund of the same amount", async () => {
    const { orderId, intentId } = await paid({ card: FAILING });
    await stripe.refunds.create({ payment_intent: intentId, amount: 500 });
    await pass(3 * DAY);
    await deliver(orderId);
    expect(await orderOf(orderId)).toMatchObject({ status: "needs_attention", amountRefunded: 0 });
    await stripe.refunds.create({ payment_intent: intentId, amount: 500 });
    await deliver(orderId);
    expect(await orderOf(orderId)).toMatchObject({ status: "partially_refunded", amountRefunded: 500 });
    expect(await openReasons(orderId)).toEqual([]);
  });

  it("leads to the same order in whatever order its events come", async () => {
    for (const order of ["as sent", "reversed"] as const) {
      const { orderId, intentId } = await paid({ card: FAILING });
      await stripe.refunds.create({ payment_intent: intentId });
      await pass(3 * DAY);
      await deliver(orderId, order);
      await deliver(orderId, order);
      expect(await orderOf(orderId)).toMatchObject({ status: "needs_attention", amountRefunded: 0 });
      expect((await recordOf(db, orderId)).told.filter((code) => code === "refund_failed")).toHaveLength(1);
    }
  });
});

describe("a refund that is pending", () => {
  it("is shown as pending and not as failed, stops the parcel, and counts as refunded only once it succeeded", async () => {
    const { orderId, intentId } = await paid({ card: PENDING });
    await drainWhole();
    const { id } = await stripe.refunds.create({ payment_intent: intentId });
    await deliver(orderId);
    expect(await orderOf(orderId)).toMatchObject({ status: "refund_pending", amountRefunded: 0 });
    expect((await mailsAbout(orderId)).at(-1)).toBe("€24.90 is on its way back to you (order #)");
    expect(await shipmentOf(orderId)).toBe("canceled");
    await control(`/refunds/${id}/end`, { status: "succeeded" });
    await deliver(orderId);
    expect(await orderOf(orderId)).toMatchObject({ status: "refunded", amountRefunded: 2490 });
    expect((await mailsAbout(orderId)).at(-1)).toBe("We have sent €24.90 back to you (order #)");
  });

  it("in part lets the order be packed", async () => {
    const { orderId, intentId } = await paid({ card: PENDING });
    await stripe.refunds.create({ payment_intent: intentId, amount: 500 });
    await deliver(orderId);
    expect(await orderOf(orderId)).toMatchObject({ status: "paid", amountRefunded: 0 });
    await pass(DAY);
    await deliver(orderId);
    expect(await orderOf(orderId)).toMatchObject({ status: "partially_refunded", amountRefunded: 500 });
  });

  it("that is canceled or fails does not count as refunded", async () => {
    for (const status of ["canceled", "failed"]) {
      const { orderId, intentId } = await paid({ card: PENDING });
      const { id } = await stripe.refunds.create({ payment_intent: intentId });
      await deliver(orderId);
      await control(`/refunds/${id}/end`, { status });
      await deliver(orderId);
      expect(await orderOf(orderId)).toMatchObject({ status: "needs_attention", amountRefunded: 0 });
    }
  });

  it("is reported once, with its latest status, when it changed before the e-mail was sent", async () => {
    const { orderId, intentId } = await paid({ card: PENDING });
    const { id } = await stripe.refunds.create({ payment_intent: intentId });
    await deliver(orderId);
    await control(`/refunds/${id}/end`, { status: "succeeded" });
    await deliver(orderId);
    expect(await mailsAbout(orderId)).toEqual(["We have sent €24.90 back to you (order #)"]);
    const { timeline } = await recordOf(db, orderId);
    const skipped = timeline.flatMap(({ detail }) =>
      detail.code === "effect_skipped" ? [`${detail.effect}: ${detail.because}`] : [],
    );
    expect(skipped.sort()).toEqual([
      "email.order_confirmed: the order is refunded",
      "email.refund_pending: the refund is succeeded",
      "shipping.request: the order is refunded",
    ]);
  });
});

describe("a payment that was refunded before the store knew of it", () => {
  it("is neither confirmed nor shipped", async () => {
    const { orderId, clientSecret, session } = await placed();
    await local.payByCard(clientSecret);
    const { payment_intent } = await stripe.checkout.sessions.retrieve(session.id);
    await stripe.refunds.create({ payment_intent: String(payment_intent) });
    expect(await settleOrder(orderId)).toBe("refunded");
    expect(await mailsAbout(orderId)).toEqual(["We have sent €24.90 back to you (order #)"]);
    expect(await shipmentOf(orderId)).toBeNull();
    const { told } = await recordOf(db, orderId);
    expect(told).not.toContain("shipment_requested");
    expect(told).toContain("effect_skipped");
  });

  it("is found even when only the event of the refund arrives", async () => {
    const { orderId, clientSecret, session } = await placed();
    await local.payByCard(clientSecret);
    const { payment_intent } = await stripe.checkout.sessions.retrieve(session.id);
    await stripe.refunds.create({ payment_intent: String(payment_intent), amount: 100 });
    const [refunded] = (await eventsAbout(orderId)).filter((event) => event.type === "charge.refunded");
    if (!refunded) throw new Error("no event");
    expect(await receiveEvent(refunded)).toBe("processed");
    expect(await orderOf(orderId)).toMatchObject({ status: "partially_refunded", amountRefunded: 100 });
  });
});

describe("a refund by the merchant's command", () => {
  it("informs its shopper about a part, about the rest, and about money that was given back another way", async () => {
    const { orderId, number } = await paid();
    await mailsAbout(orderId);
    const wish = { payment: null, restock: false } as const;
    await refundOrder(number, { ...wish, amount: 500, outside: false });
    await refundOrder(number, { ...wish, amount: 1000, outside: true });
    await refundOrder(number, { ...wish, amount: null, outside: false });
    const mails = (await mailsAbout(orderId)).slice(1).sort();
    expect(mails).toEqual(
      ["€10.00", "€5.00", "€9.90"].map((sum) => `We have sent ${sum} back to you (order #)`),
    );
    const other = (await listFiledMail(mailDir)).find((mail) => mail.subject.includes("€10.00"));
    expect(other?.text).toContain("in another way");
  });
});

describe("a refund in Stripe's dashboard", () => {
  it("of a part before the parcel leaves lets it be packed; the rest stops it", async () => {
    const { orderId, intentId } = await paid();
    await stripe.refunds.create({ payment_intent: intentId, amount: 500 });
    await deliver(orderId);
    expect((await mailsAbout(orderId)).sort()).toEqual([
      "We have sent €5.00 back to you (order #)",
      "Your order # is confirmed",
    ]);
    expect(await shipmentOf(orderId)).toBe("pending");
    await stripe.refunds.create({ payment_intent: intentId });
    await deliver(orderId);
    await drainWhole();
    expect(await orderOf(orderId)).toMatchObject({ status: "refunded", amountRefunded: 2490 });
    expect(await shipmentOf(orderId)).toBe("canceled");
  });

  it("of a part after the parcel has left leaves the order shipped, and can't ship it twice", async () => {
    const { orderId, intentId, number } = await paid();
    const parcel = { kind: "shipped", carrier: "DHL", trackingNumber: "1" } as const;
    expect(await markShipped(db, number, parcel)).toEqual({ ok: true });
    await stripe.refunds.create({ payment_intent: intentId, amount: 500 });
    await deliver(orderId);
    expect(await orderOf(orderId)).toMatchObject({ status: "shipped", amountRefunded: 500 });
    expect(await markShipped(db, number, parcel)).toEqual({ ok: false, code: "already_shipped" });
  });

  it("of more than ten parts is read completely", async () => {
    const { orderId, intentId } = await paid();
    for (let part = 0; part < 12; part += 1) {
      await stripe.refunds.create({ payment_intent: intentId, amount: 100 });
    }
    await settleOrder(orderId);
    expect(await orderOf(orderId)).toMatchObject({ amountRefunded: 1200 });
    expect(await rowsOf(orderId)).toHaveLength(12);
  });

  it("needs no more calls to Stripe than a payment without one", async () => {
    const { orderId, intentId } = await paid();
    const before = await local.callsOf(() => settleOrder(orderId));
    await stripe.refunds.create({ payment_intent: intentId, amount: 100 });
    expect(await local.callsOf(() => settleOrder(orderId))).toEqual(before);
    expect(before).toEqual(["GET /v1/checkout/sessions/:id"]);
  });

  it("does not restock the goods: a person decides whether they can be sold again", async () => {
    const { orderId, intentId, mug } = await paid();
    await stripe.refunds.create({ payment_intent: intentId });
    await deliver(orderId);
    expect(await onHand(db, mug)).toBe(9);
  });
});

describe("an order that was paid twice", () => {
  async function twice() {
    const order = await paid();
    const second = await strayPayment(order.orderId, 2490);
    await deliver(order.orderId);
    await settleOrder(order.orderId, { attemptId: second.id as typeof order.intentId });
    expect(await orderOf(order.orderId)).toMatchObject({ status: "needs_attention" });
    return { ...order, secondId: second.id };
  }

  it("is settled by refunding the second payment, which does not count as a refund of its own", async () => {
    const { orderId, secondId, intentId } = await twice();
    await drainWhole();
    await stripe.refunds.create({ payment_intent: secondId });
    await deliver(orderId);
    expect(await orderOf(orderId)).toMatchObject({ status: "paid", amountRefunded: 0 });
    expect(await openReasons(orderId)).toEqual([]);
    // Skipped while nobody knew which payment was which, and due again now.
    expect(await mailsAbout(orderId)).toEqual(
      expect.arrayContaining(["Your order # is confirmed", "We have sent €24.90 back to you (order #)"]),
    );
    expect(await shipmentOf(orderId)).toBe("pending");
    const [mail] = (await listFiledMail(mailDir)).filter((one) => one.subject.startsWith("We have sent"));
    expect(mail?.text).toContain("Your order stays as it is");
    expect(await intentOf(orderId)).toBe(intentId);
  });

  it("is also settled by refunding the first: then the second pays for it", async () => {
    const { orderId, secondId, intentId } = await twice();
    await stripe.refunds.create({ payment_intent: intentId });
    await deliver(orderId);
    expect(await orderOf(orderId)).toMatchObject({ status: "paid", amountRefunded: 0 });
    expect(await intentOf(orderId)).toBe(secondId);
    // From now on it is this payment that a refund of the order gives back.
    await stripe.refunds.create({ payment_intent: secondId, amount: 500 });
    await deliver(orderId);
    expect(await orderOf(orderId)).toMatchObject({ status: "partially_refunded", amountRefunded: 500 });
  });

  it("needs a person again when its second refund fails", async () => {
    const order = await paid();
    const second = await strayPayment(order.orderId, 2490, { payment_method: "pm_card_refundFail" });
    await settleOrder(order.orderId, { attemptId: second.id as typeof order.intentId });
    await stripe.refunds.create({ payment_intent: second.id });
    await deliver(order.orderId);
    expect(await orderOf(order.orderId)).toMatchObject({ status: "paid" });
    await pass(3 * DAY);
    await deliver(order.orderId);
    expect(await orderOf(order.orderId)).toMatchObject({ status: "needs_attention", amountRefunded: 0 });
    expect(await openReasons(order.orderId)).toEqual(["refund_failed"]);
  });
});

describe("an order that was paid differently than quoted", () => {
  it("is fully refunded by the amount that was paid, and then needs no person", async () => {
    const { orderId, clientSecret, session } = await placed();
    await local.payByCard(clientSecret);
    await control(`/checkout/sessions/${session.id}/tamper`, { amount_total: 2489 });
    expect(await settleOrder(orderId)).toBe("needs_attention");
    const intentId = await intentOf(orderId);
    await stripe.refunds.create({ payment_intent: intentId });
    await deliver(orderId);
    expect(await orderOf(orderId)).toMatchObject({ status: "refunded" });
    expect(await openReasons(orderId)).toEqual([]);
    const [row] = await db.select().from(orders).where(eq(orders.id, orderId));
    expect(row?.amountRefunded).toBe(2490);
  });
});
