import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { and, eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { POST as change_ } from "@/app/api/admin/orders/[number]/changes/route";
import { type DraftId, newDraftId, type OrderId, type StaffId, type VariantId } from "@/lib/base/ids";
import {
  auditEntries,
  draftOrders,
  orderChanges,
  orderCredits,
  orderDocuments,
  orders,
  staff,
  variants,
} from "@/lib/db/schema";
import { issueDocuments } from "@/lib/documents/issue.server";
import { previewChange, writeChange } from "@/lib/drafts/change-order.server";
import type { AskedChange } from "@/lib/drafts/change-plan.server";
import type { TypedDraft } from "@/lib/drafts/draft-form";
import { endDraft } from "@/lib/drafts/end-draft.server";
import { finishChange } from "@/lib/drafts/finish-change.server";
import { beginRequest, readRequest } from "@/lib/drafts/open-request.server";
import { changesOf } from "@/lib/drafts/read-changes.server";
import { readDraft } from "@/lib/drafts/read-draft.server";
import { saveDraft, versionOfDraft } from "@/lib/drafts/save-draft.server";
import { sendDraft } from "@/lib/drafts/send-draft.server";
import { giveMoneyOfChangeBack } from "@/lib/drafts/undo-change.server";
import { listFiledMail } from "@/lib/email/mail-folder.server";
import { markShipped } from "@/lib/fulfilment/mark-shipped.server";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { cancelOrder } from "@/lib/orders/merchant/cancel-order.server";
import { partOfShare } from "@/lib/orders/merchant/change-credit.server";
import { previewRefund } from "@/lib/orders/merchant/preview-refund.server";
import { unsentPieces } from "@/lib/orders/merchant/unsent-pieces.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { testDatabase } from "@/tests/support/database";
import { deskStaff } from "@/tests/support/desk-staff";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { refundDesk, wish } from "@/tests/support/refund-desk";
import { onHand, shopperOf, stockedVariants } from "@/tests/support/shop";
import { startSession } from "@/tests/support/start-session";

vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => {} }));
vi.mock("@/store.config", async (original) => {
  const { default: config } = await original<{ default: object }>();
  return { default: { ...config, desk: { secondPersonAbove: 40 } } };
});
vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);

const { db } = await testDatabase();
const local = await testStripe();
const { stripe } = local;
const { paid, orderOf } = orderShop(db, local);
const { givenBack, losesAnswers } = refundDesk(db, local);

const mailDir = await mkdtemp(join(tmpdir(), "store-mail-"));
process.env.MAIL_DIR = mailDir;
afterAll(() => rm(mailDir, { recursive: true, force: true }));

let staffId: StaffId;
beforeAll(async () => {
  staffId = (await deskStaff(db, "support")).id;
});

beforeEach(() => {
  for (const method of ["warn", "info", "error"] as const) {
    vi.spyOn(console, method).mockImplementation(() => undefined);
  }
});

async function drainWhole(): Promise<void> {
  while ((await drainOutbox()) > 0);
}

const NOTHING: AskedChange = { remove: [], pieces: [], own: [], price: "", note: "" };

/** Goods at a price of their own; mugs cost 20.00. */
async function goodsAt(unitAmount: number, stock = 10): Promise<VariantId> {
  const [id] = await stockedVariants(db, stripe, [stock]);
  if (!id) throw new Error("no variant");
  await db.update(variants).set({ unitAmount }).where(eq(variants.id, id));
  return id;
}

const own = (price: string, quantity = 1) => ({ name: "Engraving", price, quantity, grams: "", taxCode: "" });

async function looks(number: string, asked: Partial<AskedChange>, id: DraftId = newDraftId()) {
  return previewChange(number, { ...NOTHING, ...asked }, { id, staffId, by: "Ada" });
}

/** As the page does it: what was shown is what is asked for. */
async function changes(
  number: string,
  asked: Partial<AskedChange>,
  given: { byEmail?: boolean; id?: DraftId } = {},
) {
  const { id = newDraftId(), byEmail = false } = given;
  const plan = await looks(number, asked);
  if (!plan.ok) throw new Error(plan.code);
  const made = await writeChange(number, {
    ...{ id, staffId, by: "Ada", byEmail, shown: plan.figures },
    change: { ...NOTHING, ...asked },
  });
  const refund = made.ok ? await finishChange(id) : null;
  return { id, made, refund, figures: plan.figures };
}

async function nextOrder(id: DraftId) {
  const [row] = await db
    .select({ order: orders })
    .from(draftOrders)
    .innerJoin(orders, eq(orders.id, draftOrders.orderId))
    .where(eq(draftOrders.id, id));
  return row?.order ?? null;
}

async function paysRequest(id: DraftId, to?: Parameters<typeof local.payByCard>[2]) {
  const draft = await readDraft(id, "en");
  const key = new URL(draft?.link ?? "http://x").searchParams.get("key") ?? "";
  const request = await readRequest(id, key, "en");
  const begun = await beginRequest(id, {
    key,
    agreement: request?.agreement ?? "",
    locale: "en",
    from: null,
  });
  if (!begun.ok) throw new Error(begun.code);
  const order = await orderOf(begun.orderId);
  const shopper = shopperOf(order.cartId);
  const started = await startSession({ surface: "embedded", shopper, locale: "en", orderId: begun.orderId });
  if (!started.ok) throw new Error(started.code);
  await local.payByCard(started.clientSecret, undefined, to);
  await settleOrder(begun.orderId);
  await drainWhole();
  return orderOf(begun.orderId);
}

const unsentOf = async (orderId: OrderId) =>
  (await unsentPieces(db, await orderOf(orderId))).map(({ variantId, quantity }) => ({
    variantId,
    quantity,
  }));

const stateOf = async (orderId: OrderId) => (await changesOf(db, orderId)).map(({ state }) => state);

describe("changing the goods of a paid order", () => {
  it("looks without changing anything, and shows what is done to the cent", async () => {
    const { number, orderId, mug } = await paid({ quantity: 3 });
    const before = await orderOf(orderId);
    const plan = await looks(number, { remove: [{ variantId: mug, quantity: 1 }], own: [own("5.50")] });
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
    expect(await looks(number, { own: [own("1")] })).toEqual({ ok: false, code: "change_waits" });
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
    const { id } = await changes(number, { remove: [{ variantId: mug, quantity: 1 }], own: [own("90")] });
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

  it("does not refund twice for a double click, nor when Stripe's answer is lost", async () => {
    const { number, intentId, mug } = await paid({ quantity: 2 });
    const asked = { ...NOTHING, remove: [{ variantId: mug, quantity: 1 }], own: [own("5")] };
    const plan = await looks(number, asked);
    if (!plan.ok) throw new Error(plan.code);
    const id = newDraftId();
    const click = async () => {
      const made = await writeChange(number, {
        ...{ id, staffId, by: "Ada", byEmail: false, shown: plan.figures, change: asked },
      });
      return { made, refund: await finishChange(id) };
    };
    await losesAnswers();
    const both = await Promise.all([click(), click()]);
    expect(both.map(({ made }) => made.ok)).toEqual([true, true]);
    await finishChange(id);
    await drainWhole();
    expect(await givenBack(intentId)).toEqual([1_500]);
  });

  it("lets one of two people change an order at once, and tells the other", async () => {
    const { number, orderId, intentId, mug } = await paid({ quantity: 2 });
    const one = { ...NOTHING, remove: [{ variantId: mug, quantity: 2 }] };
    const other = { ...NOTHING, remove: [{ variantId: mug, quantity: 1 }], own: [own("3")] };
    const plans = await Promise.all([looks(number, one), looks(number, other)]);
    const made = await Promise.all(
      [one, other].map((change, index) => {
        const plan = plans[index];
        if (!plan?.ok) throw new Error("no plan");
        const asked = { id: newDraftId(), staffId, by: "Ada", byEmail: false, shown: plan.figures };
        return writeChange(number, { ...asked, change });
      }),
    );
    expect(made.filter(({ ok }) => ok)).toHaveLength(1);
    await drainWhole();
    const back = (await givenBack(intentId)).reduce((sum, amount) => sum + amount, 0);
    expect(back).toBeLessThanOrEqual((await orderOf(orderId)).total);
    expect(await db.select().from(orderChanges).where(eq(orderChanges.orderId, orderId))).toHaveLength(1);
  });

  it("takes no other change before the money of the first is asked back, as nobody sees yet that its pieces are gone", async () => {
    const { number, mug } = await paid({ quantity: 3 });
    const first = { ...NOTHING, remove: [{ variantId: mug, quantity: 2 }] };
    const other = { ...NOTHING, remove: [{ variantId: mug, quantity: 2 }], own: [own("3")] };
    const plan = await looks(number, first);
    if (!plan.ok) throw new Error(plan.code);
    const asked = { staffId, by: "Ada", byEmail: false, shown: plan.figures };
    expect(await writeChange(number, { ...asked, id: newDraftId(), change: first })).toMatchObject({
      ok: true,
    });
    expect(await looks(number, other)).toEqual({ ok: false, code: "refund_under_way" });
    await drainWhole();
    expect(await looks(number, other)).toMatchObject({ ok: false, code: "too_many_pieces", left: 1 });
  });

  it("never gives up more than was captured, with refunds before and after it", async () => {
    const { number, orderId, intentId, mug } = await paid({ quantity: 3 });
    await stripe.refunds.create({ payment_intent: intentId, amount: 5_000 });
    const { total } = await orderOf(orderId);
    const plan = await looks(number, { remove: [{ variantId: mug, quantity: 3 }] });
    expect(plan).toMatchObject({
      ok: true,
      figures: { before: 5_000, worth: total - 5_000 },
    });
    const { refund } = await changes(number, { remove: [{ variantId: mug, quantity: 3 }] });
    expect(refund).toMatchObject({ ok: true });
    const back = (await givenBack(intentId)).reduce((sum, amount) => sum + amount, 0);
    expect(back).toBeLessThanOrEqual(total);
  });

  it("is refused when something went back since it was shown", async () => {
    const { number, intentId, mug } = await paid({ quantity: 2 });
    const change = { ...NOTHING, remove: [{ variantId: mug, quantity: 1 }] };
    const plan = await looks(number, change);
    if (!plan.ok) throw new Error(plan.code);
    await stripe.refunds.create({ payment_intent: intentId, amount: 100 });
    const asked = { id: newDraftId(), staffId, by: "Ada", byEmail: false, shown: plan.figures, change };
    expect(await writeChange(number, asked)).toEqual({ ok: false, code: "changed" });
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
    expect(await looks(number, { own: [own("5")], price: "6" })).toMatchObject({ code: "change_price" });
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
    const { id } = await changes(number, { remove: [{ variantId: mug, quantity: 1 }], own: [own("12")] });
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
    const { id } = await changes(number, { remove: [{ variantId: mug, quantity: 1 }], own: [own("20")] });
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
      own: [own("20")],
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
    const { id } = await changes(number, { remove: [{ variantId: mug, quantity: 1 }], own: [own("12")] });
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
      ...{ reduction: "none", reductionBy: "", note: "", pieces: [], own: [own("7000", 2)] },
    };
    expect(await saveDraft(db, first, form, staffId)).toMatchObject({ ok: true });
    const seen = versionOfDraft((await readDraft(first, "en"))?.draft ?? null);
    await sendDraft(db, first, { seen, byEmail: false });
    const order = await paysRequest(first, { country: "JP", state: "Tokyo", postal_code: "100-0001" });
    expect(order).toMatchObject({ currency: "jpy", status: "paid" });
    const [line] = order.quote.lines;
    if (!line) throw new Error("no line");
    const remove = [{ variantId: line.variantId, quantity: 1 }];
    expect(await looks(order.number, { remove, own: [own("15.50")] })).toMatchObject({
      code: "draft_own_price",
    });
    const { refund, figures } = await changes(order.number, { remove, own: [own("1501")] });
    expect(figures).toMatchObject({ worth: 7_000, added: 1_501, credited: 1_501, pay: 0, back: 5_499 });
    expect(refund).toMatchObject({ ok: true, amount: 5_499 });
  });

  it("keeps an order from being cancelled while a change of it waits", async () => {
    const { number, mug } = await paid({ quantity: 2 });
    const { id } = await changes(number, { remove: [{ variantId: mug, quantity: 1 }], own: [own("90")] });
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

describe("the calls that change goods", () => {
  const sends = async (
    { who }: Awaited<ReturnType<typeof deskStaff>>,
    number: string,
    {
      change,
      key,
      figures,
      by = "link",
    }: { change: AskedChange; key: DraftId; figures: object; by?: string },
  ) =>
    who.does(async () => {
      const answer = await change_(
        new Request("http://localhost:3000/api/admin/x", {
          method: "POST",
          headers: { origin: "http://localhost:3000", "content-type": "application/json" },
          body: JSON.stringify({
            ...{ key, by, shown: JSON.stringify(figures) },
            change: JSON.stringify({ ...change, pieces: {}, own: JSON.stringify(typedOwnOf(change)) }),
          }),
        }),
        { params: Promise.resolve({ number }) },
      );
      const { error } = await answer.json();
      return error?.code ?? "done";
    });

  const typedOwnOf = ({ own: lines }: AskedChange) =>
    lines.map((line) => ({ ...line, quantity: String(line.quantity) }));

  it("wait for a second person above the limit of money, and not where goods pay for goods", async () => {
    await db.update(staff).set({ endedAt: new Date() });
    const [ada, ben] = [await deskStaff(db, "support"), await deskStaff(db, "manager")];
    const { number, mug, intentId } = await paid({ quantity: 5 });
    const change = { ...NOTHING, remove: [{ variantId: mug, quantity: 3 }] };
    const plan = await looks(number, change);
    if (!plan.ok) throw new Error(plan.code);
    const asked = () => ({ change, key: newDraftId(), figures: plan.figures });
    expect(await sends(ada, number, asked())).toBe("second_person_needed");
    expect(await sends(ada, number, asked())).toBe("second_person_needed");
    expect(await givenBack(intentId)).toEqual([]);
    expect(await sends(ben, number, asked())).toBe("done");
    expect(await givenBack(intentId)).toEqual([6_000]);

    const other = await paid({ quantity: 5 });
    const swap = { ...NOTHING, remove: [{ variantId: other.mug, quantity: 5 }], own: [own("50", 2)] };
    const even = await looks(other.number, swap);
    if (!even.ok) throw new Error(even.code);
    const key = newDraftId();
    expect(await sends(ada, other.number, { change: swap, key, figures: even.figures })).toBe("done");
    const [entry] = await db
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.subjectId, other.number), eq(auditEntries.outcome, "done")));
    expect(entry).toMatchObject({ action: "order.change" });
  });

  it("say what is wrong with what was sent", async () => {
    await db.update(staff).set({ endedAt: null });
    const ada = await deskStaff(db, "support");
    const { number } = await paid();
    const figures = { worth: 0, added: 0, credited: 0, pay: 0, back: 0, before: 0 };
    expect(await sends(ada, number, { change: NOTHING, key: newDraftId(), figures })).toBe("change_nothing");
    expect(await sends(ada, number, { change: NOTHING, key: newDraftId(), figures: {} })).toBe(
      "invalid_request",
    );
    const change = { ...NOTHING, own: [own("5")] };
    expect(await sends(ada, number, { change, key: newDraftId(), figures })).toBe("changed");
  });
});
