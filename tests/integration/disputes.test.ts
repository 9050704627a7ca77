import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { OrderId } from "@/lib/base/ids";
import { disputes } from "@/lib/db/schema";
import { listFiledMail } from "@/lib/email/mail-folder.server";
import { markShipped } from "@/lib/fulfilment/mark-shipped.server";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { receiveEvent } from "@/lib/webhooks/inbox.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { onHand, recordOf } from "@/tests/support/shop";

const { db } = await testDatabase();
const local = await testStripe();
const { stripe, control } = local;
const { paid, placed, orderOf, strayPayment, deliver, eventsAbout, pass, shipmentOf } = orderShop(db, local);

const mailDir = await mkdtemp(join(tmpdir(), "store-mail-"));
process.env.MAIL_DIR = mailDir;
afterAll(() => rm(mailDir, { recursive: true, force: true }));
beforeEach(() => {
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  vi.spyOn(console, "info").mockImplementation(() => undefined);
});

const CARDS = {
  fraudulent: "4000000000000259",
  notReceived: "4000000000002685",
  inquiry: "4000000000001976",
};
const PARCEL = { kind: "shipped", carrier: "DHL", trackingNumber: "1" } as const;

async function drainWhole(): Promise<void> {
  while ((await drainOutbox()) > 0);
}

/** Paid by a card that disputes it, and everything about it delivered. */
async function disputed(
  card: string,
  between: (order: Awaited<ReturnType<typeof paid>>) => Promise<unknown> = drainWhole,
) {
  const order = await paid({ card });
  expect(await orderOf(order.orderId)).toMatchObject({ status: "paid" });
  await between(order);
  await pass(60);
  await deliver(order.orderId);
  return { ...order, disputeId: (await rowOf(order.orderId)).stripeId };
}

async function rowOf(orderId: OrderId) {
  const [row, ...others] = await db.select().from(disputes).where(eq(disputes.orderId, orderId));
  if (!row || others.length > 0) throw new Error(`${orderId} has no dispute, or more than one`);
  return row;
}

const answer = (id: string, text: string) =>
  stripe.disputes.update(id, { evidence: { uncategorized_text: text } });

describe("a dispute", () => {
  it.each([
    ["fraudulent", CARDS.fraudulent],
    ["product_not_received", CARDS.notReceived],
  ])("for %s updates the order, stops its parcel, and says until when to answer", async (reason, card) => {
    const { orderId, number } = await disputed(card);
    expect(await orderOf(orderId)).toMatchObject({ status: "disputed", amountRefunded: 0 });
    const row = await rowOf(orderId);
    expect(row).toMatchObject({
      reason,
      amount: 2490,
      currency: "eur",
      status: "needs_response",
      outcome: null,
      isMoneyTaken: true,
      isRefundable: false,
      hasEvidence: false,
    });
    expect(row.evidenceDueAt?.getTime()).toBeGreaterThan(Date.now());
    expect(console.warn).toHaveBeenCalledWith(expect.stringContaining(`order ${number} is disputed`));
    await drainWhole();
    expect(await shipmentOf(orderId)).toBe("canceled");
    expect(await markShipped(db, number, PARCEL)).toEqual({
      ok: false,
      code: "not_ready",
      status: "disputed",
    });
  });

  it("that is won leaves the order as it was: to be sent, or sent", async () => {
    const waiting = await disputed(CARDS.fraudulent);
    await answer(waiting.disputeId, "winning_evidence");
    await deliver(waiting.orderId);
    await drainWhole();
    expect(await orderOf(waiting.orderId)).toMatchObject({ status: "paid" });
    expect(await rowOf(waiting.orderId)).toMatchObject({
      outcome: "won",
      isMoneyTaken: false,
      evidenceDueAt: null,
    });
    expect(await shipmentOf(waiting.orderId)).toBe("pending");

    const sent = await disputed(CARDS.fraudulent, ({ number }) => markShipped(db, number, PARCEL));
    await answer(sent.disputeId, "winning_evidence");
    await deliver(sent.orderId);
    expect(await orderOf(sent.orderId)).toMatchObject({ status: "shipped" });
  });

  it("that is lost does not count as the merchant's refund: the bank took the money back", async () => {
    const { orderId, disputeId } = await disputed(CARDS.fraudulent);
    await answer(disputeId, "losing_evidence");
    await deliver(orderId);
    await drainWhole();
    expect(await orderOf(orderId)).toMatchObject({ status: "charged_back", amountRefunded: 0 });
    expect(await rowOf(orderId)).toMatchObject({ outcome: "lost", isMoneyTaken: true });
    expect(await shipmentOf(orderId)).toBe("canceled");
    const mails = (await listFiledMail(mailDir)).map((mail) => mail.subject);
    const { number } = await orderOf(orderId);
    expect(mails.filter((subject) => subject.includes(number))).toEqual([
      `Your order ${number} is confirmed`,
    ]);
  });

  it("about a part that is lost leaves the rest of the order active", async () => {
    const { orderId, intentId } = await paid();
    await control(`/payment_intents/${intentId}/dispute`, { amount: 500, reason: "duplicate" });
    await deliver(orderId);
    const { stripeId } = await rowOf(orderId);
    await control(`/disputes/${stripeId}/close`, { outcome: "lost" });
    await deliver(orderId);
    expect(await orderOf(orderId)).toMatchObject({ status: "partially_refunded", amountRefunded: 0 });
  });

  it("leads to the same order however often and in whatever order its events come", async () => {
    for (const outcome of ["winning_evidence", "losing_evidence"]) {
      for (const direction of ["as sent", "reversed"] as const) {
        const order = await paid({ card: CARDS.notReceived });
        await pass(60);
        const [dispute] = (await stripe.disputes.list({ payment_intent: order.intentId })).data;
        await answer(dispute?.id ?? "", outcome);
        await stripe.disputes.retrieve(dispute?.id ?? "");
        await deliver(order.orderId, direction);
        await deliver(order.orderId, direction);
        const status = outcome === "winning_evidence" ? "paid" : "charged_back";
        expect(await orderOf(order.orderId)).toMatchObject({ status });
        const { told } = await recordOf(db, order.orderId);
        expect(told.filter((code) => code.startsWith("dispute"))).toEqual(["disputed", "dispute_closed"]);
      }
    }
  });

  it("is applied although the payment itself is not recorded yet", async () => {
    const { orderId, clientSecret } = await placed();
    await local.payByCard(clientSecret, CARDS.inquiry);
    await pass(60);
    const events = await stripe.events.list({ type: "charge.dispute.created", limit: 1 });
    const [event] = events.data;
    if (!event) throw new Error("no event");
    expect(await receiveEvent(event)).toBe("processed");
    expect(await orderOf(orderId)).toMatchObject({ status: "disputed" });
  });

  it("about a payment of other software on the same account is ignored", async () => {
    const foreign = await stripe.paymentIntents.create({
      amount: 2000,
      currency: "eur",
      payment_method: "pm_card_createDispute",
      confirm: true,
      return_url: "https://other.test",
    });
    await pass(60);
    const [dispute] = (await stripe.disputes.list({ payment_intent: foreign.id })).data;
    const events = (await stripe.events.list({ limit: 20 })).data.filter((event) =>
      JSON.stringify(event.data.object).includes(dispute?.id ?? "-"),
    );
    expect(events.length).toBeGreaterThan(1);
    for (const event of events) expect(await receiveEvent(event)).not.toBe("failed");
    expect(
      await db
        .select()
        .from(disputes)
        .where(eq(disputes.stripeId, dispute?.id ?? "")),
    ).toEqual([]);
  });

  it("can follow another that was lost, and be won", async () => {
    const { orderId, intentId, disputeId } = await disputed(CARDS.fraudulent);
    await control(`/disputes/${disputeId}/close`, { outcome: "lost" });
    await deliver(orderId);
    expect(await orderOf(orderId)).toMatchObject({ status: "charged_back" });
    await control(`/payment_intents/${intentId}/dispute`, { amount: 500, reason: "duplicate" });
    await deliver(orderId);
    expect(await orderOf(orderId)).toMatchObject({ status: "disputed" });
    const open = (await db.select().from(disputes).where(eq(disputes.orderId, orderId))).find(
      (row) => row.outcome === null,
    );
    await control(`/disputes/${open?.stripeId}/close`, { outcome: "won" });
    await deliver(orderId);
    expect(await orderOf(orderId)).toMatchObject({ status: "charged_back" });
  });
});

describe("an inquiry", () => {
  it("moves no money, and once it is settled the order continues", async () => {
    const { orderId, disputeId } = await disputed(CARDS.inquiry);
    expect(await orderOf(orderId)).toMatchObject({ status: "disputed" });
    expect(await rowOf(orderId)).toMatchObject({
      status: "warning_needs_response",
      isMoneyTaken: false,
      isRefundable: true,
    });
    await answer(disputeId, "winning_evidence");
    await stripe.disputes.retrieve(disputeId);
    await deliver(orderId);
    expect(await orderOf(orderId)).toMatchObject({ status: "paid" });
    expect(await rowOf(orderId)).toMatchObject({ status: "warning_closed", outcome: "closed" });
  });

  it("can be ended by a refund", async () => {
    const { orderId, intentId } = await disputed(CARDS.inquiry);
    await stripe.refunds.create({ payment_intent: intentId });
    await deliver(orderId);
    expect(await orderOf(orderId)).toMatchObject({ status: "refunded", amountRefunded: 2490 });
    expect(await rowOf(orderId)).toMatchObject({ outcome: "closed" });
  });

  it("that becomes a dispute takes the money", async () => {
    const { orderId, disputeId } = await disputed(CARDS.inquiry);
    await answer(disputeId, "escalate_inquiry_evidence");
    await stripe.disputes.retrieve(disputeId);
    await deliver(orderId);
    expect(await orderOf(orderId)).toMatchObject({ status: "disputed" });
    expect(await rowOf(orderId)).toMatchObject({
      status: "needs_response",
      isMoneyTaken: true,
      isRefundable: false,
    });
  });
});

describe("a debit that its bank takes back", () => {
  it("stops an order that has not left, and its shopper is informed", async () => {
    const { orderId, intentId } = await paid({ card: null });
    await drainWhole();
    await control(`/payment_intents/${intentId}/dispute`, { reason: "insufficient_funds" });
    await deliver(orderId);
    await drainWhole();
    expect(await orderOf(orderId)).toMatchObject({ status: "charged_back", amountRefunded: 0 });
    expect(await shipmentOf(orderId)).toBe("canceled");
    const { number } = await orderOf(orderId);
    const [mail] = (await listFiledMail(mailDir)).filter((one) => one.subject.includes(number));
    expect(mail?.subject).toBe(`Your bank has taken back the payment for order ${number}`);
    expect(mail?.text).toContain("nothing will be sent");
  });

  it("says something else to a shopper whose parcel has left", async () => {
    const { orderId, intentId, number } = await paid({ card: null });
    await markShipped(db, number, PARCEL);
    await control(`/payment_intents/${intentId}/dispute`, { reason: "debit_not_authorized" });
    await deliver(orderId);
    await drainWhole();
    const [mail] = (await listFiledMail(mailDir)).filter((one) => one.subject.startsWith("Your bank"));
    expect(mail?.text).toContain("Your parcel has already left us");
  });
});

describe("an order that has ended", () => {
  it("does not become active again by a dispute, nor does its stock", async () => {
    const { orderId, intentId, mug } = await paid({ card: CARDS.inquiry });
    await stripe.refunds.create({ payment_intent: intentId });
    await deliver(orderId);
    await drainWhole();
    await control(`/payment_intents/${intentId}/dispute`, { amount: 2490, inquiry: true });
    await deliver(orderId);
    await drainWhole();
    expect(await onHand(db, mug)).toBe(9);
    expect(await shipmentOf(orderId)).not.toBe("pending");
    expect(await orderOf(orderId)).toMatchObject({ status: "disputed" });
    await control(`/disputes/${(await rowOf(orderId)).stripeId}/close`, { outcome: "warning_closed" });
    await deliver(orderId);
    await drainWhole();
    expect(await orderOf(orderId)).toMatchObject({ status: "refunded" });
    expect(await onHand(db, mug)).toBe(9);
    expect(await shipmentOf(orderId)).not.toBe("pending");
    expect((await eventsAbout(orderId)).map((event) => event.type)).toContain("charge.dispute.closed");
  });

  it("needs a person when another payment arrives for it", async () => {
    const { orderId, intentId } = await paid();
    await stripe.refunds.create({ payment_intent: intentId });
    await deliver(orderId);
    const stray = await strayPayment(orderId, 2490);
    await settleOrder(orderId, { attemptId: stray.id as typeof intentId });
    expect(await orderOf(orderId)).toMatchObject({ status: "needs_attention" });
    await drainWhole();
    expect(await shipmentOf(orderId)).not.toBe("pending");
    await stripe.refunds.create({ payment_intent: stray.id });
    await deliver(orderId);
    expect(await orderOf(orderId)).toMatchObject({ status: "refunded", amountRefunded: 2490 });
  });
});
