import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, like } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { startServer } from "@/instrumentation-node";
import type { OrderId, PaymentIntentId } from "@/lib/base/ids";
import { disputes, outboxJobs, variants } from "@/lib/db/schema";
import { listFiledMail } from "@/lib/email/mail-folder.server";
import { markShipped } from "@/lib/fulfilment/mark-shipped.server";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { acceptOrder } from "@/lib/orders/merchant/decide-on-order.server";
import { askForReturn, withdrawReturn } from "@/lib/orders/returns/ask.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { getOwnOrder } from "@/lib/orders/views/read.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { setSettings } from "@/tests/support/settings";
import { recordOf, shopperOf } from "@/tests/support/shop";

const { db } = await testDatabase();
const local = await testStripe();
const { stripe, control } = local;
const { placed, paid, deliver, orderOf, strayPayment, pass } = orderShop(db, local);

const mailDir = await mkdtemp(join(tmpdir(), "store-mail-"));
const MERCHANTS = "orders@shop.example, boss@shop.example";
Object.assign(process.env, { MAIL_DIR: mailDir, MERCHANT_EMAIL: MERCHANTS });
afterAll(() => rm(mailDir, { recursive: true, force: true }));
beforeEach(() => {
  vi.restoreAllMocks();
  for (const method of ["warn", "info"] as const)
    vi.spyOn(console, method).mockImplementation(() => undefined);
});

const CARDS = { fraudulent: "4000000000000259", inquiry: "4000000000001976", failing: "4000000000005126" };

/** What the merchant was told about an order, oldest first; everything that is due has been sent. */
async function toldAbout(orderId: OrderId) {
  while ((await drainOutbox()) > 0);
  const { number } = await orderOf(orderId);
  return (await listFiledMail(mailDir))
    .filter((mail) => mail.to === MERCHANTS && mail.subject.includes(number))
    .sort((left, right) => left.at.localeCompare(right.at))
    .map((mail) => ({ ...mail, subject: mail.subject.replace(number, "#") }));
}

const subjectsAbout = async (orderId: OrderId) => (await toldAbout(orderId)).map(({ subject }) => subject);

async function disputeOf(orderId: OrderId) {
  const [row] = await db.select().from(disputes).where(eq(disputes.orderId, orderId));
  if (!row) throw new Error("no dispute");
  return row;
}

/** The bank decides as the evidence says. */
async function answer(orderId: OrderId, uncategorized_text: string) {
  const { stripeId } = await disputeOf(orderId);
  await stripe.disputes.update(stripeId, { evidence: { uncategorized_text }, submit: true });
  await stripe.disputes.retrieve(stripeId);
  await deliver(orderId);
}

describe("the merchant", () => {
  it("gets one e-mail about a paid order, however often it is settled", async () => {
    const { orderId, number } = await paid({ quantity: 2 });
    await Promise.all(Array.from({ length: 4 }, () => settleOrder(orderId)));
    for (const order of ["as sent", "reversed"] as const) await deliver(orderId, order);
    await Promise.all([drainOutbox(), drainOutbox()]);
    const [mail, ...others] = await toldAbout(orderId);
    expect(others).toEqual([]);
    expect(mail?.subject).toBe("New order #: €44.90");
    expect(mail?.text).toContain("Paid with: Visa ending in 4242");
    expect(mail?.text).toContain("2 × €20.00");
    expect(mail?.text).toContain(`npm run orders:ship -- ${number}`);
    expect(mail?.text).not.toContain(orderId);
  });

  it("gets another e-mail than the shopper, whose page shows nothing of it", async () => {
    const { orderId, cartId } = await paid();
    await toldAbout(orderId);
    const { told } = await recordOf(db, orderId);
    expect(told.filter((code) => code === "merchant_told")).toHaveLength(1);
    const seen = await getOwnOrder(orderId, shopperOf(cartId));
    expect(seen?.timeline.map(({ detail }) => detail.code)).not.toContain("merchant_told");
    const { number } = await orderOf(orderId);
    const shoppers = (await listFiledMail(mailDir)).filter(
      (mail) => mail.to !== MERCHANTS && mail.text.includes(number),
    );
    expect(shoppers.map(({ subject }) => subject)).toEqual([`Your order ${number} is confirmed`]);
  });

  it("gets an e-mail with the reason and what to do, and none about their own decision", async () => {
    const { orderId, number, mug, clientSecret } = await placed();
    await db.update(variants).set({ onHand: 0 }).where(eq(variants.id, mug));
    await local.payByCard(clientSecret);
    await settleOrder(orderId);
    const [mail, ...others] = await toldAbout(orderId);
    expect(others).toEqual([]);
    expect(mail?.subject).toBe("Order # needs your decision: its goods have run out");
    expect(mail?.text).toContain("The store sends nothing until you have decided.");
    expect(mail?.text).toContain(`npm run orders:deliver-later -- ${number}`);
    expect(mail?.text).toMatch(/Received: SKU-\S+: 0 of 1/);
    await db.update(variants).set({ onHand: 5 }).where(eq(variants.id, mug));
    expect(await acceptOrder(number)).toEqual({ ok: true, status: "paid" });
    expect(await subjectsAbout(orderId)).toHaveLength(1);
  });

  it("gets one e-mail about all that is wrong with one payment", async () => {
    const { orderId, mug, clientSecret, session } = await placed();
    await db.update(variants).set({ onHand: 0 }).where(eq(variants.id, mug));
    await local.payByCard(clientSecret);
    await control(`/checkout/sessions/${session.id}/tamper`, { amount_total: 2489 });
    await settleOrder(orderId);
    await deliver(orderId);
    const [mail, ...others] = await toldAbout(orderId);
    expect(others).toEqual([]);
    expect(mail?.subject).toBe(
      "Order # needs your decision: another amount was paid, its goods have run out",
    );
    expect(mail?.text).toContain("Received: total €24.89");
  });

  it("gets separate e-mails about a second payment and a failed refund", async () => {
    const { orderId, intentId } = await paid({ card: CARDS.failing });
    const stray = await strayPayment(orderId, 2490);
    await settleOrder(orderId, { attemptId: stray.id as PaymentIntentId });
    expect(await subjectsAbout(orderId)).toEqual(["Order # needs your decision: it was paid twice"]);
    await stripe.refunds.create({ payment_intent: stray.id });
    await stripe.refunds.create({ payment_intent: intentId, amount: 500 });
    await deliver(orderId);
    await pass(3 * 86_400);
    await deliver(orderId);
    expect((await subjectsAbout(orderId)).slice(1)).toEqual([
      "Order # needs your decision: a refund came back",
    ]);
  });

  it("gets no e-mail about a reason that was answered before it was sent", async () => {
    const { orderId } = await paid();
    await subjectsAbout(orderId);
    const stray = await strayPayment(orderId, 2490);
    await settleOrder(orderId, { attemptId: stray.id as PaymentIntentId });
    await stripe.refunds.create({ payment_intent: stray.id });
    await deliver(orderId);
    expect(await orderOf(orderId)).toMatchObject({ status: "paid" });
    expect(await subjectsAbout(orderId)).toEqual(["New order #: €24.90"]);

    const [settled, open] = [await strayPayment(orderId, 2490), await strayPayment(orderId, 2490)];
    for (const { id } of [settled, open]) await settleOrder(orderId, { attemptId: id as PaymentIntentId });
    await stripe.refunds.create({ payment_intent: settled.id });
    await deliver(orderId);
    expect(await orderOf(orderId)).toMatchObject({ status: "needs_attention" });
    expect((await subjectsAbout(orderId)).slice(1)).toEqual([
      "Order # needs your decision: it was paid twice",
    ]);
  });

  it.each([
    ["winning_evidence", "You have won the dispute about order #", "is to be sent now"],
    ["losing_evidence", "The bank has taken back €24.90 of order #", "The dispute is lost"],
  ])("gets e-mails about a dispute and its end: %s", async (evidence, ending, says) => {
    const { orderId } = await paid({ card: CARDS.fraudulent });
    await pass(60);
    await subjectsAbout(orderId);
    await deliver(orderId);
    await deliver(orderId);
    const opened = (await toldAbout(orderId)).at(-1);
    expect(opened?.subject).toBe("Dispute about order #: €24.90");
    expect(opened?.text).toContain("Reason: Fraud");
    expect(opened?.text).toMatch(/Answer by: \w+ \d+, \d{4} at .* UTC/);
    await answer(orderId, evidence);
    await deliver(orderId, "reversed");
    const all = await toldAbout(orderId);
    expect(all.map(({ subject }) => subject)).toEqual([
      "New order #: €24.90",
      "Dispute about order #: €24.90",
      ending,
    ]);
    expect(all.at(-1)?.text).toContain(says);
  });

  it("gets only the end of a dispute that was over when the store learned of it, as of a debit that bounced", async () => {
    const { orderId, intentId } = await paid({ card: null });
    await subjectsAbout(orderId);
    await control(`/payment_intents/${intentId}/dispute`, { reason: "insufficient_funds" });
    await deliver(orderId);
    const all = await toldAbout(orderId);
    expect(all.map(({ subject }) => subject).slice(1)).toEqual(["The bank has taken back €24.90 of order #"]);
    expect(all.at(-1)?.text).toContain("The debit was returned by the customer’s bank");
  });

  it("gets only the end of a dispute that was decided before its e-mail was sent", async () => {
    const { orderId } = await paid({ card: CARDS.fraudulent });
    await pass(60);
    await subjectsAbout(orderId);
    await deliver(orderId);
    await answer(orderId, "winning_evidence");
    expect((await subjectsAbout(orderId)).slice(1)).toEqual(["You have won the dispute about order #"]);
  });

  it("gets an e-mail when an inquiry becomes a dispute that takes the money", async () => {
    const { orderId } = await paid({ card: CARDS.inquiry });
    await pass(60);
    await subjectsAbout(orderId);
    await deliver(orderId);
    await subjectsAbout(orderId);
    await answer(orderId, "escalate_inquiry_evidence");
    expect((await subjectsAbout(orderId)).slice(1)).toEqual([
      "A bank asks about order #: €24.90",
      "Dispute about order #: €24.90",
    ]);
  });

  it("gets no e-mail, now or later, when no address is set", async () => {
    await setSettings({ MERCHANT_EMAIL: [] });
    const { orderId } = await paid();
    vi.restoreAllMocks();
    expect(await subjectsAbout(orderId)).toEqual([]);
    const jobs = await db.select().from(outboxJobs).where(like(outboxJobs.effect, "email.merchant_%"));
    expect(jobs.filter((job) => job.orderId === orderId)).toEqual([]);
  });

  it("finds in the log, when the store starts, that no address is set; otherwise nothing", async () => {
    for (const [MERCHANT_EMAIL, times] of [
      [["boss@shop.example"], 0],
      [[], 1],
    ] as const) {
      vi.restoreAllMocks();
      const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
      await setSettings({ MERCHANT_EMAIL: [...MERCHANT_EMAIL], DRAIN_INTERVAL_SECONDS: 0, LOCAL_DEMO: true });
      startServer();
      expect(warn.mock.calls.filter(([text]) => String(text).includes("MERCHANT_EMAIL"))).toHaveLength(times);
    }
  });
});

describe("the merchant, when a shopper wants to send goods back", () => {
  async function asked() {
    const { orderId, number, cartId, mug } = await paid({ quantity: 2 });
    await markShipped(db, number, { kind: "shipped", carrier: "DHL", trackingNumber: "1" });
    const shopper = shopperOf(cartId);
    const pieces = [{ variantId: mug, quantity: 1 }];
    const wish = { pieces, reason: "damaged", note: "The handle is off." } as const;
    const made = await askForReturn(db, shopper, orderId, wish);
    if (!made.ok) throw new Error(made.code);
    return { orderId, shopper, returnId: made.returnId };
  }

  it("is told what, why and where to answer", async () => {
    const { orderId, returnId } = await asked();
    const told = (await toldAbout(orderId)).find(({ subject }) => subject === "Return asked for order #");
    expect(told?.text).toContain(`/admin/returns/${returnId}`);
    expect(told?.text).toContain("Damaged or broken");
    expect(told?.text).toContain("The handle is off.");
  });

  it("is not told of one that was taken back before", async () => {
    const { orderId, shopper, returnId } = await asked();
    await withdrawReturn(db, shopper, orderId, returnId);
    expect(await subjectsAbout(orderId)).not.toContain("Return asked for order #");
  });
});
