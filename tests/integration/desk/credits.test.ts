import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { POST as credit } from "@/app/api/admin/orders/[number]/credits/route";
import type { OrderId } from "@/lib/base/ids";
import { carts, discountRules, orderCredits, orderDocuments, staff } from "@/lib/db/schema";
import { loadRefundDesk } from "@/lib/desk/refunds/refund-desk.server";
import { loadReturn } from "@/lib/desk/returns/return-desk.server";
import { issueDocuments } from "@/lib/documents/issue.server";
import { beginExchange } from "@/lib/drafts/exchange.server";
import { readDraft } from "@/lib/drafts/read-draft.server";
import { listFiledMail } from "@/lib/email/mail-folder.server";
import { markShipped } from "@/lib/fulfilment/mark-shipped.server";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import type { RefundTerms } from "@/lib/model/refund";
import { giveCredit, takeCreditBack } from "@/lib/orders/merchant/give-credit.server";
import { previewRefund } from "@/lib/orders/merchant/preview-refund.server";
import { refundOrder } from "@/lib/orders/merchant/refund-order.server";
import { askForReturn } from "@/lib/orders/returns/ask.server";
import { answerReturn, creditReturn, receiveReturn } from "@/lib/orders/returns/decide.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { testDatabase } from "@/tests/support/database";
import { deskStaff } from "@/tests/support/desk-staff";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { refundDesk, wish } from "@/tests/support/refund-desk";
import { cartWith, onHand, shopperOf } from "@/tests/support/shop";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => {} }));
vi.mock("@/store.config", async (original) => {
  const { default: config } = await original<{ default: object }>();
  return { default: { ...config, desk: { secondPersonAbove: 40 } } };
});

const { db } = await testDatabase();
const local = await testStripe();
const { paid, checkout, orderOf } = orderShop(db, local);
const { givenBack, reachesNobody } = refundDesk(db, local);

const mailDir = await mkdtemp(join(tmpdir(), "store-mail-"));
process.env.MAIL_DIR = mailDir;
afterAll(() => rm(mailDir, { recursive: true, force: true }));

beforeEach(() => {
  for (const method of ["warn", "info", "error"] as const) {
    vi.spyOn(console, method).mockImplementation(() => undefined);
  }
});

async function drainWhole(): Promise<void> {
  while ((await drainOutbox()) > 0);
}

/** Mugs that have left. */
async function sent(quantity = 3) {
  const order = await paid({ quantity });
  const lines = (await orderOf(order.orderId)).quote.lines.map((line) => ({ sku: line.sku, quantity }));
  const parcel = { kind: "shipped", carrier: "DHL", trackingNumber: "1", lines } as const;
  expect(await markShipped(db, order.number, parcel)).toEqual({ ok: true });
  await drainWhole();
  return order;
}

async function gives(number: string, terms: RefundTerms, key = `key-${crypto.randomUUID()}`) {
  const plan = await previewRefund(number, terms);
  const shown = plan.ok ? { amount: plan.amount, before: plan.before } : { amount: 1, before: 0 };
  return giveCredit(number, { wish: terms, key, by: "Ada", shown });
}

async function creditRow(orderId: OrderId) {
  const [row] = await db
    .select({ credit: orderCredits, rule: discountRules })
    .from(orderCredits)
    .innerJoin(discountRules, eq(discountRules.id, orderCredits.ruleId))
    .where(eq(orderCredits.orderId, orderId));
  if (!row) throw new Error("no credit");
  return { ...row.credit, code: row.rule.code ?? "", isActive: row.rule.active };
}

/** A later order of mugs with a code, before it is paid. */
async function ordersWith(code: string, mug: Awaited<ReturnType<typeof sent>>["mug"], quantity = 1) {
  const cartId = await cartWith(db, [[mug, quantity]]);
  await db
    .update(carts)
    .set({ promotionCodes: [code] })
    .where(eq(carts.id, cartId));
  return checkout(cartId);
}

async function pays(order: Awaited<ReturnType<typeof ordersWith>>) {
  await local.payByCard(order.clientSecret);
  await settleOrder(order.orderId);
  return orderOf(order.orderId);
}

/** A return of two mugs, counted. */
async function cameBack() {
  const order = await sent();
  const asked = await askForReturn(db, shopperOf(order.cartId), order.orderId, {
    pieces: [{ variantId: order.mug, quantity: 2 }],
    reason: "damaged",
    note: "",
  });
  if (!asked.ok) throw new Error(asked.code);
  const { returnId } = asked;
  await answerReturn(db, returnId, { isAccepted: true, words: "Yes.", by: "Ada" });
  const counted = new Map([[order.mug, { sellable: 2, writtenOff: 0 }]]);
  await receiveReturn(db, returnId, { counted, by: "Ada" });
  return { ...order, returnId };
}

async function creditsReturn(returnId: number, given?: { amount: number; before: number }) {
  const plan = (await loadReturn(returnId, { withDelivery: null }))?.refund?.plan;
  const shown = given ?? (plan?.ok ? { amount: plan.amount, before: plan.before } : null);
  if (!shown) throw new Error("no plan");
  const key = `key-${crypto.randomUUID()}`;
  return creditReturn(returnId, { key, withDelivery: false, by: "Ada", shown });
}

const leftOf = async (number: string) => (await loadRefundDesk(number, null))?.left;

const mailsOf = async (number: string) =>
  (await listFiledMail(mailDir)).filter(({ subject }) => subject.includes(number) && /code/i.test(subject));

describe("a code in place of money", () => {
  it("takes an amount off the next order, while the sale with its tax and its money stays", async () => {
    const { number, orderId, intentId, mug } = await sent();
    await issueDocuments(orderId);
    const { total } = await orderOf(orderId);
    const given = await gives(number, wish({ amount: 1000 }));
    expect(given).toMatchObject({ ok: true, amount: 1000 });
    expect(await givenBack(intentId)).toEqual([]);
    expect(await orderOf(orderId)).toMatchObject({ status: "shipped", amountRefunded: 0, total });
    expect(await leftOf(number)).toBe(total - 1000);
    await issueDocuments(orderId);
    const documents = await db.select().from(orderDocuments).where(eq(orderDocuments.orderId, orderId));
    expect(documents.map(({ kind }) => kind)).toEqual(["invoice"]);

    const { code } = await creditRow(orderId);
    const next = await pays(await ordersWith(code, mug));
    expect(next).toMatchObject({ status: "paid", discountTotal: 1000 });
    expect(next.total).toBe(next.subtotal - 1000 + next.shippingTotal);
    expect(await creditRow(orderId)).toMatchObject({ left: 0, uses: [{ order: next.number, amount: 1000 }] });
    const again = await ordersWith(code, mug);
    expect(await orderOf(again.orderId)).toMatchObject({ discountTotal: 0 });
  });

  it("is told by an e-mail, and what a smaller order leaves of it becomes a new code that is told too", async () => {
    const { number, orderId, mug } = await sent();
    const { quote } = await orderOf(orderId);
    const price = quote.lines[0]?.unitAmount ?? 0;
    await gives(number, wish({ lines: [{ variantId: mug, quantity: 2 }] }));
    await drainWhole();
    expect(await mailsOf(number)).toHaveLength(1);
    const first = await creditRow(orderId);
    expect(first).toMatchObject({ amount: 2 * price, left: 2 * price });
    const next = await pays(await ordersWith(first.code, mug));
    expect(next.discountTotal).toBe(price);
    await drainWhole();
    expect(await mailsOf(number)).toHaveLength(2);
    const rest = await creditRow(orderId);
    expect(rest.code).not.toBe(first.code);
    expect(rest).toMatchObject({ left: price, uses: [{ order: next.number, amount: price }] });
    const last = await pays(await ordersWith(rest.code, mug, 2));
    expect(last.discountTotal).toBe(price);
    expect(await creditRow(orderId)).toMatchObject({ left: 0 });
  });

  it("is bounded as refunds are, and a refund by it", async () => {
    const { number, orderId, mug } = await sent();
    const { total } = await orderOf(orderId);
    expect(await gives(number, wish({ amount: total - 100 }))).toMatchObject({ ok: true });
    expect(await gives(number, wish({ amount: 101 }))).toEqual({ ok: false, code: "too_much", left: 100 });
    expect(await refundOrder(number, wish({ amount: 101 }))).toMatchObject({ code: "too_much" });
    expect(await refundOrder(number, wish({ amount: 100 }))).toMatchObject({ ok: true });
    expect(await gives(number, wish({ lines: [{ variantId: mug, quantity: 1 }] }))).toEqual({
      ok: false,
      code: "nothing_to_refund",
    });
  });

  it("of pieces leaves them out of all that follows", async () => {
    const { number, mug } = await sent(2);
    expect(await gives(number, wish({ lines: [{ variantId: mug, quantity: 2 }] }))).toMatchObject({
      ok: true,
    });
    expect(await refundOrder(number, wish({ lines: [{ variantId: mug, quantity: 1 }] }))).toMatchObject({
      code: "too_many_pieces",
      left: 0,
    });
  });

  it("is one for two clicks, and one for two people who look at the same", async () => {
    const { number, orderId } = await sent();
    const terms = wish({ amount: 500 });
    const key = `key-${crypto.randomUUID()}`;
    const ask = { wish: terms, by: "Ada", shown: { amount: 500, before: 0 } };
    const same = await Promise.all([
      giveCredit(number, { ...ask, key }),
      giveCredit(number, { ...ask, key }),
    ]);
    expect(same).toEqual([same[0], same[0]]);
    expect(await giveCredit(number, { ...ask, key: `key-${crypto.randomUUID()}` })).toEqual({
      ok: false,
      code: "changed",
    });
    expect(await db.select().from(orderCredits).where(eq(orderCredits.orderId, orderId))).toHaveLength(1);
  });

  it("and a refund at the same time are one of them", async () => {
    const { number, orderId, intentId } = await sent();
    const { total } = await orderOf(orderId);
    const shown = { amount: total, before: 0 };
    const results = await Promise.all([
      giveCredit(number, {
        wish: wish({ amount: total }),
        key: `key-${crypto.randomUUID()}`,
        by: "Ada",
        shown,
      }),
      refundOrder(number, wish({ amount: total }), `key-${crypto.randomUUID()}`, { askedBy: "Ben", shown }),
    ]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const back = (await givenBack(intentId)).reduce((sum, amount) => sum + amount, 0);
    const codes = await db.select().from(orderCredits).where(eq(orderCredits.orderId, orderId));
    expect(back + codes.reduce((sum, { amount }) => sum + amount, 0)).toBe(total);
  });

  it("waits while nobody knows whether a refund was made", async () => {
    const { number } = await sent();
    await reachesNobody();
    expect(await refundOrder(number, wish({ amount: 500 }))).toMatchObject({ ok: false, code: "unknown" });
    expect(await gives(number, wish({ amount: 500 }))).toEqual({ ok: false, code: "refund_under_way" });
  });

  it("is not given for pieces that have not left", async () => {
    const { number, mug } = await paid({ quantity: 2 });
    await drainWhole();
    expect(await gives(number, wish({ lines: [{ variantId: mug, quantity: 1 }] }))).toEqual({
      ok: false,
      code: "credit_not_sent",
    });
    expect(await gives(number, wish())).toMatchObject({ code: "credit_not_sent" });
    expect(await gives(number, wish({ amount: 300 }))).toMatchObject({ ok: true });
  });

  it("can be taken back for money while nobody pays with it, and then works no more", async () => {
    const { number, orderId, mug } = await sent();
    const { total } = await orderOf(orderId);
    await gives(number, wish({ amount: 1000 }));
    const { id, code } = await creditRow(orderId);
    const begun = await ordersWith(code, mug);
    expect(await takeCreditBack(number, id)).toEqual({ ok: false, code: "credit_in_use" });
    await local.stripe.checkout.sessions.expire(begun.session.id);
    await settleOrder(begun.orderId);
    expect(await takeCreditBack(number, id)).toEqual({ ok: true, amount: 1000 });
    expect(await takeCreditBack(number, id)).toEqual({ ok: false, code: "credit_used" });
    expect(await creditRow(orderId)).toMatchObject({ left: 0, takenBack: 1000, isActive: false });
    expect(await orderOf((await ordersWith(code, mug)).orderId)).toMatchObject({ discountTotal: 0 });
    expect(await leftOf(number)).toBe(total);
    expect(await refundOrder(number, wish())).toMatchObject({ ok: true, amount: total });
    await drainWhole();
    expect(await mailsOf(number)).toHaveLength(0);
  });

  it("is named as too much after a refund in Stripe's dashboard", async () => {
    const { number, orderId, intentId } = await sent();
    const { total } = await orderOf(orderId);
    await gives(number, wish({ amount: 1000 }));
    await local.stripe.refunds.create({ payment_intent: intentId });
    await settleOrder(orderId);
    expect(await loadRefundDesk(number, null)).toMatchObject({ left: 0, over: 1000 });
    expect(await orderOf(orderId)).toMatchObject({ status: "refunded", amountRefunded: total });
  });

  it("ends a return as its refund would, without touching the stock twice", async () => {
    const { orderId, mug, returnId } = await cameBack();
    const stock = await onHand(db, mug);
    const given = await creditsReturn(returnId);
    expect(given).toMatchObject({ ok: true });
    expect((await loadReturn(returnId, { withDelivery: null }))?.row.status).toBe("refunded");
    expect(await creditsReturn(returnId, { amount: 100, before: 0 })).toMatchObject({
      code: "return_changed",
    });
    expect(await onHand(db, mug)).toBe(stock);
    expect(await creditRow(orderId)).toMatchObject({ amount: given.ok ? given.amount : 0 });
  });
});

describe("an exchange", () => {
  it("is a draft with the goods that came back and their code, once for each return", async () => {
    const { returnId, mug, number, orderId } = await cameBack();
    const { id: staffId } = await deskStaff(db, "support");
    expect(await beginExchange(db, returnId, staffId)).toEqual({ ok: false, code: "exchange_no_credit" });
    await creditsReturn(returnId);
    const all = await Promise.all([1, 2].map(() => beginExchange(db, returnId, staffId)));
    const [begun] = all;
    if (!begun?.ok) throw new Error("no exchange");
    expect(all).toEqual([begun, begun]);
    expect(await beginExchange(db, returnId, staffId)).toEqual(begun);
    const { code } = await creditRow(orderId);
    const draft = await readDraft(begun.draftId, "en");
    expect(draft?.exchanges).toEqual({ number, returnId });
    expect(draft?.cart?.asked.codes).toEqual([code]);
    expect(draft?.cart?.lines).toMatchObject([{ variantId: mug, quantity: 2 }]);
    const quoted = draft?.quoted;
    if (!quoted?.ok) throw new Error("no price");
    // Goods of the same price cost nothing but the delivery.
    expect(quoted.quote.total).toBe(quoted.quote.shippingTotal);
    expect((await loadReturn(returnId, { withDelivery: null }))?.exchange).toBe(begun.draftId);
  });
});

describe("the call that gives a code", () => {
  const asks = async (
    { who }: Awaited<ReturnType<typeof deskStaff>>,
    number: string,
    { amount, agreed = "1" }: { amount: number; agreed?: string | undefined },
  ) =>
    who.does(async () => {
      const terms = JSON.stringify(wish({ amount }));
      const answer = await credit(
        new Request("http://localhost:3000/api/admin/x", {
          method: "POST",
          headers: { origin: "http://localhost:3000", "content-type": "application/json" },
          body: JSON.stringify({ key: `key-${crypto.randomUUID()}`, terms, amount, before: 0, agreed }),
        }),
        { params: Promise.resolve({ number }) },
      );
      const { error } = await answer.json();
      return error?.code ?? "done";
    });

  it("wants the shopper's agreement, and above the limit a second person who asks for the same", async () => {
    await db.update(staff).set({ endedAt: new Date() });
    const [ada, ben] = [await deskStaff(db, "support"), await deskStaff(db, "manager")];
    const { number, orderId } = await sent(5);
    expect(await asks(ada, number, { amount: 500, agreed: "" })).toBe("invalid_request");
    expect(await asks(ada, number, { amount: 5000 })).toBe("second_person_needed");
    expect(await asks(ada, number, { amount: 5000 })).toBe("second_person_needed");
    expect(await asks(ben, number, { amount: 5000 })).toBe("done");
    expect(await creditRow(orderId)).toMatchObject({ amount: 5000 });
  });
});
