import { eq } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { newDraftId, type OrderId } from "@/lib/base/ids";
import { orderChanges, orderCredits, orderDocuments, variants } from "@/lib/db/schema";
import { issueDocuments } from "@/lib/documents/issue.server";
import type { TypedDraft } from "@/lib/drafts/draft-form";
import { endDraft } from "@/lib/drafts/end-draft.server";
import { finishChange } from "@/lib/drafts/finish-change.server";
import { readDraft } from "@/lib/drafts/read-draft.server";
import { saveDraft, versionOfDraft } from "@/lib/drafts/save-draft.server";
import { sendDraft } from "@/lib/drafts/send-draft.server";
import { giveMoneyOfChangeBack } from "@/lib/drafts/undo-change.server";
import { listFiledMail } from "@/lib/email/mail-folder.server";
import { markShipped } from "@/lib/fulfilment/mark-shipped.server";
import { cancelOrder } from "@/lib/orders/merchant/cancel-order.server";
import { partOfShare } from "@/lib/orders/merchant/change-credit.server";
import { previewRefund } from "@/lib/orders/merchant/preview-refund.server";
import { changeDesk, engraving, NOTHING } from "@/tests/support/change-desk";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { refundDesk, wish } from "@/tests/support/refund-desk";
import { onHand } from "@/tests/support/shop";

vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => {} }));
vi.mock("@/store.config", async (original) => {
  const { default: config } = await original<{ default: object }>();
  return { default: { ...config, desk: { secondPersonAbove: 40 } } };
});
vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);

const { db } = await testDatabase();
const local = await testStripe();
const { paid, orderOf } = orderShop(db, local);
const { givenBack } = refundDesk(db, local);
const { who, mailDir, drainWhole, goodsAt, looks, changes, nextOrder, paysRequest, unsentOf, stateOf } =
  await changeDesk(db, local);

describe("changing the goods of a paid order", () => {
  it("looks without changing anything, and shows what is done to the cent", async () => {
    const { number, orderId, mug } = await paid({ quantity: 3 });
    const before = await orderOf(orderId);
    const plan = await looks(number, { remove: [{ variantId: mug, quantity: 1 }], own: [engraving("5.50")] });
    const refund = await previewRefund(number, wish({ lines: [{ variantId: mug, quantity: 1 }] }));
    if (!plan.ok || !refund.ok) throw new Error("no plan");
    expect(plan.figures).toEqual({
      ...{ worth: refund.amount, added: 550, credited: 550, pay: 0, back: refund.amount - 550, before: 0 },
    });
    expect(await orderOf(orderId)).toEqual(before);
    expect(await db.select().from(orderChanges).where(eq(orderChanges.orderId, orderId))).toEqual([]);
    expect(await db.select().from(orderCredits).where(eq(orderCredits.orderId, orderId))).toEqual([]);
  });

  it("gives back pieces that are taken off, and puts them back on sale", async () => {
    const { number, orderId, intentId, mug } = await paid({ quantity: 3 });
    const stock = await onHand(db, mug);
    const { refund, figures } = await changes(number, { remove: [{ variantId: mug, quantity: 2 }] });
    expect(refund).toMatchObject({ ok: true, amount: figures.worth });
    expect(await givenBack(intentId)).toEqual([figures.worth]);
    expect(await onHand(db, mug)).toBe(stock + 2);
    expect(await unsentOf(orderId)).toEqual([{ variantId: mug, quantity: 1 }]);
  });

  it("places goods of the same price at once, for nothing, with the delivery as it was", async () => {
    const { number, orderId, intentId, mug } = await paid({ quantity: 1 });
    const other = await goodsAt(2_000);
    const stock = await onHand(db, mug);
    const { id, figures } = await changes(number, {
      ...{ remove: [{ variantId: mug, quantity: 1 }], pieces: [{ variantId: other, quantity: 1 }] },
    });
    expect(figures).toMatchObject({ worth: 2_000, added: 2_000, credited: 2_000, pay: 0, back: 0 });
    const first = await orderOf(orderId);
    expect(await nextOrder(id)).toMatchObject({
      ...{ status: "paid", total: 0, email: first.email, shippingAddress: first.shippingAddress },
    });
    expect(await givenBack(intentId)).toEqual([]);
    expect(await onHand(db, mug)).toBe(stock + 1);
    expect(await onHand(db, other)).toBe(9);
    await drainWhole();
    // All of it goes with the other order.
    expect(await orderOf(orderId)).toMatchObject({ status: "shipped", amountRefunded: 0 });
    expect(await stateOf(orderId)).toEqual(["done"]);
  });

  it("gives back in money what cheaper goods leave, and never more than was paid", async () => {
    const { number, orderId, intentId, mug } = await paid({ quantity: 2 });
    const cheap = await goodsAt(1_250);
    const { refund } = await changes(number, {
      ...{ remove: [{ variantId: mug, quantity: 1 }], pieces: [{ variantId: cheap, quantity: 1 }] },
    });
    expect(refund).toMatchObject({ ok: true, amount: 750 });
    expect(await givenBack(intentId)).toEqual([750]);
    const { total } = await orderOf(orderId);
    const rest = await previewRefund(number, wish());
    // What paid for the other goods is theirs.
    expect(rest).toMatchObject({ ok: true, amount: total - 2_000 });
  });

  it("asks for what dearer goods cost more, keeps what was taken off until it is paid, and puts it on sale then", async () => {
    const { number, orderId, intentId, mug } = await paid({ quantity: 2 });
    const dear = await goodsAt(2_000);
    const stock = await onHand(db, mug);
    const { id, figures } = await changes(
      number,
      { remove: [{ variantId: mug, quantity: 1 }], pieces: [{ variantId: dear, quantity: 2 }] },
      { byEmail: true },
    );
    expect(figures).toMatchObject({ pay: 2_000, back: 0 });
    expect(await onHand(db, mug)).toBe(stock);
    expect(await unsentOf(orderId)).toEqual([{ variantId: mug, quantity: 1 }]);
    expect(await stateOf(orderId)).toEqual(["waits"]);
    expect(await looks(number, { own: [engraving("1")] })).toEqual({ ok: false, code: "change_waits" });
    const next = await paysRequest(id);
    expect(next).toMatchObject({ status: "paid", total: 2_000, shippingTotal: 0 });
    expect(await onHand(db, mug)).toBe(stock + 1);
    expect(await givenBack(intentId)).toEqual([]);
    expect(await stateOf(orderId)).toEqual(["done"]);
    // The parcel of the rest ends the first order.
    await markShipped(db, number, { kind: "shipped", carrier: null, trackingNumber: null });
    expect((await orderOf(orderId)).status).toBe("shipped");
  });

  it("is taken back as long as nobody has paid, and the order is as it was", async () => {
    const { number, orderId, intentId, mug } = await paid({ quantity: 2 });
    const stock = await onHand(db, mug);
    const whole = await previewRefund(number, wish());
    const { id } = await changes(number, {
      remove: [{ variantId: mug, quantity: 1 }],
      own: [engraving("90")],
    });
    expect(await endDraft(id)).toEqual({ ok: true });
    expect(await endDraft(id)).toEqual({ ok: false, code: "draft_over" });
    expect(await stateOf(orderId)).toEqual(["taken_back"]);
    expect(await unsentOf(orderId)).toEqual([{ variantId: mug, quantity: 2 }]);
    expect(await previewRefund(number, wish())).toEqual(whole);
    expect(await onHand(db, mug)).toBe(stock);
    expect(await givenBack(intentId)).toEqual([]);
    expect((await orderOf(orderId)).status).toBe("paid");
  });

  it("refunds nothing when an unpaid item is added and removed again", async () => {
    const { number, orderId, intentId, mug } = await paid({ quantity: 2 });
    const { id, figures } = await changes(number, { pieces: [{ variantId: mug, quantity: 3 }] });
    expect(figures).toMatchObject({ worth: 0, credited: 0, back: 0, pay: 6_000 });
    expect(await endDraft(id)).toEqual({ ok: true });
    expect(await finishChange(id)).toBeNull();
    await drainWhole();
    expect(await givenBack(intentId)).toEqual([]);
    expect(await orderOf(orderId)).toMatchObject({ status: "paid", amountRefunded: 0 });
    expect(await looks(number, NOTHING)).toEqual({ ok: false, code: "change_nothing" });
    expect(await unsentOf(orderId)).toEqual([{ variantId: mug, quantity: 2 }]);
  });

  it("takes off only what has not left, and adds only what is there", async () => {
    const { number, mug } = await paid({ quantity: 2 });
    const [{ sku = "" } = {}] = await db
      .select({ sku: variants.sku })
      .from(variants)
      .where(eq(variants.id, mug));
    const parcel = {
      kind: "shipped",
      carrier: null,
      trackingNumber: null,
      lines: [{ sku, quantity: 1 }],
    } as const;
    expect(await markShipped(db, number, parcel)).toEqual({ ok: true });
    expect(await looks(number, { remove: [{ variantId: mug, quantity: 2 }] })).toMatchObject({
      ...{ code: "too_many_pieces", left: 1 },
    });
    const rare = await goodsAt(500, 1);
    expect(await looks(number, { pieces: [{ variantId: rare, quantity: 2 }] })).toMatchObject({
      code: "draft_not_payable",
    });
    expect(await looks(number, { own: [engraving("5")], price: "6" })).toMatchObject({
      code: "change_price",
    });
  });

  it("sells what is added for an agreed price", async () => {
    const { number, mug } = await paid({ quantity: 1 });
    const dear = await goodsAt(3_500);
    const { id, figures } = await changes(number, {
      ...{
        remove: [{ variantId: mug, quantity: 1 }],
        pieces: [{ variantId: dear, quantity: 1 }],
        price: "20",
      },
    });
    expect(figures).toMatchObject({ added: 2_000, pay: 0, back: 0 });
    expect((await nextOrder(id))?.quote.discounts[0]?.name).toContain(number);
  });

  it("gives back what paid for goods whose order was cancelled after all", async () => {
    const { number, orderId, intentId, mug } = await paid({ quantity: 2 });
    const { id } = await changes(number, {
      remove: [{ variantId: mug, quantity: 1 }],
      own: [engraving("12")],
    });
    expect(await givenBack(intentId)).toEqual([800]);
    const next = await nextOrder(id);
    expect(await giveMoneyOfChangeBack(id)).toEqual({ ok: false, code: "change_over" });
    await cancelOrder(next?.number ?? "", { restock: true, askedBy: "Ada" });
    expect(await stateOf(orderId)).toEqual(["stopped"]);
    expect(await giveMoneyOfChangeBack(id)).toMatchObject({ ok: true, amount: 1_200 });
    expect((await givenBack(intentId)).sort()).toEqual([1_200, 800]);
    expect(await unsentOf(orderId)).toEqual([{ variantId: mug, quantity: 1 }]);
  });

  it("names on the invoice what was exchanged, and what it was exchanged for", async () => {
    const { number, orderId, mug } = await paid({ quantity: 2 });
    const { id } = await changes(number, {
      remove: [{ variantId: mug, quantity: 1 }],
      own: [engraving("20")],
    });
    const next = await nextOrder(id);
    await issueDocuments(orderId);
    const [invoice] = await db.select().from(orderDocuments).where(eq(orderDocuments.orderId, orderId));
    if (invoice?.contents.kind !== "invoice") throw new Error("no invoice");
    expect(invoice.contents.lines.map(({ quantity, total }) => ({ quantity, total }))).toEqual([
      { quantity: 1, total: 2_000 },
      { quantity: 1, total: 2_000 },
    ]);
    expect(invoice.contents.lines[1]?.name).toContain(next?.number ?? "?");
    expect(invoice.contents.total).toBe((await orderOf(orderId)).total);
    await issueDocuments(next?.id as OrderId);
    const [other] = await db
      .select()
      .from(orderDocuments)
      .where(eq(orderDocuments.orderId, next?.id as OrderId));
    expect(JSON.stringify(other?.contents)).toContain(`Paid with order ${number}`);
  });

  it("gives the money back with a credit note where an invoice names what is taken off", async () => {
    const { number, orderId, intentId, mug } = await paid({ quantity: 2 });
    await issueDocuments(orderId);
    const { id, figures } = await changes(number, {
      remove: [{ variantId: mug, quantity: 1 }],
      own: [engraving("20")],
    });
    expect(figures).toMatchObject({ worth: 2_000, credited: 0, back: 2_000, pay: 2_000 });
    expect(await givenBack(intentId)).toEqual([2_000]);
    await drainWhole();
    const documents = await db.select().from(orderDocuments).where(eq(orderDocuments.orderId, orderId));
    expect(documents.map(({ kind }) => kind).sort()).toEqual(["credit_note", "invoice"]);
    expect(await paysRequest(id)).toMatchObject({ status: "paid", total: 2_000 });
  });

  it("tells the shopper once", async () => {
    const { number, mug } = await paid({ quantity: 2 });
    await drainWhole();
    const before = (await listFiledMail(mailDir)).length;
    const { id } = await changes(number, {
      remove: [{ variantId: mug, quantity: 1 }],
      own: [engraving("12")],
    });
    await drainWhole();
    const mails = (await listFiledMail(mailDir)).slice(0, (await listFiledMail(mailDir)).length - before);
    const next = await nextOrder(id);
    const toShopper = mails.filter(({ to }) => to === next?.email);
    expect(toShopper.map(({ subject }) => subject)).toHaveLength(1);
  });

  it("counts in whole yen", async () => {
    const first = newDraftId();
    const form: TypedDraft = {
      ...{ seen: "", email: "ada@example.com", language: "en", country: "JP", delivery: "", codes: "" },
      ...{ reduction: "none", reductionBy: "", note: "", pieces: [], own: [engraving("7000", 2)] },
    };
    expect(await saveDraft(db, first, form, who.staffId)).toMatchObject({ ok: true });
    const seen = versionOfDraft((await readDraft(first, "en"))?.draft ?? null);
    await sendDraft(db, first, { seen, byEmail: false });
    const order = await paysRequest(first, { country: "JP", state: "Tokyo", postal_code: "100-0001" });
    expect(order).toMatchObject({ currency: "jpy", status: "paid" });
    const [line] = order.quote.lines;
    if (!line) throw new Error("no line");
    const remove = [{ variantId: line.variantId, quantity: 1 }];
    expect(await looks(order.number, { remove, own: [engraving("15.50")] })).toMatchObject({
      code: "draft_own_price",
    });
    const { refund, figures } = await changes(order.number, { remove, own: [engraving("1501")] });
    expect(figures).toMatchObject({ worth: 7_000, added: 1_501, credited: 1_501, pay: 0, back: 5_499 });
    expect(refund).toMatchObject({ ok: true, amount: 5_499 });
  });

  it("keeps an order from being cancelled while a change of it waits", async () => {
    const { number, mug } = await paid({ quantity: 2 });
    const { id } = await changes(number, {
      remove: [{ variantId: mug, quantity: 1 }],
      own: [engraving("90")],
    });
    expect(await cancelOrder(number, { restock: true })).toEqual({ ok: false, code: "change_waits" });
    await endDraft(id);
    expect(await cancelOrder(number, { restock: true })).toMatchObject({ ok: true });
  });

  it("adds up to the cent, whatever was discounted and whatever is agreed on", async () => {
    const parts = fc.record({
      amount: fc.integer({ min: 1, max: 90_000 }),
      given: fc.nat(),
      taxAdded: fc.nat({ max: 9_000 }),
      taxIncluded: fc.nat({ max: 9_000 }),
    });
    fc.assert(
      fc.property(parts, ({ amount, given, taxAdded, taxIncluded }) => {
        const credited = given % (amount + 1);
        const delivery = { goods: 0, discount: 0, taxAdded: 0, taxIncluded: 0, amount: 0 };
        const share = { amount, lines: [], delivery, free: amount, alreadyGiven: 0, taxAdded, taxIncluded };
        const part = partOfShare(share, credited);
        expect(part.free - part.alreadyGiven).toBe(credited);
        expect(part.taxAdded).toBeLessThanOrEqual(taxAdded);
        expect(part.taxIncluded).toBeLessThanOrEqual(taxIncluded);
        expect(partOfShare(share, amount)).toEqual(share);
      }),
    );
  });
});
