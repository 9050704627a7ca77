import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import {
  type CartId,
  type DraftId,
  newDraftId,
  type OrderId,
  type StaffId,
  type VariantId,
} from "@/lib/base/ids";
import { env } from "@/lib/config/env";
import { cartLines, discountRules, draftOrders, orders, outboxJobs, variants } from "@/lib/db/schema";
import { findGoodsToSell } from "@/lib/desk/drafts/find-goods.server";
import { erasePerson } from "@/lib/desk/people/erase-person.server";
import type { TypedDraft } from "@/lib/drafts/draft-form";
import { endDraft } from "@/lib/drafts/end-draft.server";
import { listDrafts } from "@/lib/drafts/list-drafts.server";
import { beginRequest, readRequest } from "@/lib/drafts/open-request.server";
import { draftOfOrder, readDraft } from "@/lib/drafts/read-draft.server";
import { requestLinkPath } from "@/lib/drafts/request-link";
import { saveDraft, versionOfDraft } from "@/lib/drafts/save-draft.server";
import { sendDraft } from "@/lib/drafts/send-draft.server";
import { listFiledMail } from "@/lib/email/mail-folder.server";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { DRAFT_STATES } from "@/lib/model/draft";
import { beginReconciliation, reconcileOrders } from "@/lib/orders/rounds/reconcile.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { testDatabase } from "@/tests/support/database";
import { deskStaff } from "@/tests/support/desk-staff";
import { testStripe } from "@/tests/support/local-stripe";
import { setSettings } from "@/tests/support/settings";
import { cartWith, onHand, shopperOf, stockedVariants } from "@/tests/support/shop";
import { startSession } from "@/tests/support/start-session";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);

const { db } = await testDatabase();
const local = await testStripe();
const { stripe, control } = local;

const mailDir = await mkdtemp(join(tmpdir(), "store-mail-"));
process.env.MAIL_DIR = mailDir;
afterAll(() => rm(mailDir, { recursive: true, force: true }));

let staffId: StaffId;
beforeAll(async () => {
  staffId = (await deskStaff(db, "support")).id;
});

beforeEach(async () => {
  for (const method of ["warn", "info", "error"] as const) {
    vi.spyOn(console, method).mockImplementation(() => undefined);
  }
  await control("/clock", { now: Math.floor(Date.now() / 1000) });
});

async function mug(stock = 10): Promise<VariantId> {
  const [id] = await stockedVariants(db, stripe, [stock]);
  if (!id) throw new Error("no variant");
  return id;
}

const typed = (given: Partial<TypedDraft>): TypedDraft => ({
  ...{ seen: "", email: "ada@example.com", language: "en", country: "FR", delivery: "", codes: "" },
  ...{ reduction: "none", reductionBy: "", note: "As we said on the phone.", pieces: [], own: [] },
  ...given,
});

async function saved(given: Partial<TypedDraft> & { stock?: number } = {}) {
  const { stock, ...form } = given;
  const variantId = await mug(stock);
  const id = newDraftId();
  const result = await saveDraft(db, id, typed({ pieces: [{ variantId, quantity: 2 }], ...form }), staffId);
  expect(result).toMatchObject({ ok: true });
  return { id, variantId };
}

const rowOf = async (id: DraftId) => {
  const [row] = await db.select().from(draftOrders).where(eq(draftOrders.id, id));
  if (!row) throw new Error("no draft");
  return row;
};

const seenOf = async (id: DraftId) => versionOfDraft(await rowOf(id));
const fileOf = async (id: DraftId) => {
  const file = await readDraft(id, "en");
  if (!file) throw new Error("no draft");
  return file;
};
const quoteOf = async (id: DraftId) => {
  const { quoted } = await fileOf(id);
  if (!quoted.ok) throw new Error(quoted.code);
  return quoted.quote;
};

async function sent(given: Parameters<typeof saved>[0] = {}) {
  const draft = await saved(given);
  const result = await sendDraft(db, draft.id, { seen: await seenOf(draft.id), byEmail: false });
  expect(result).toMatchObject({ ok: true });
  return draft;
}

const keyOf = (id: DraftId) =>
  new URL(requestLinkPath(id, "en", env().CART_SECRET), "http://shop").searchParams.get("key") ?? "";

async function begin(id: DraftId, given: { key?: string; agreement?: string } = {}) {
  const { key = keyOf(id) } = given;
  const agreement = given.agreement ?? (await readRequest(id, key, "en"))?.agreement ?? "";
  return beginRequest(id, { key, agreement, locale: "en", from: null });
}

async function begun(id: DraftId): Promise<OrderId> {
  const result = await begin(id);
  if (!result.ok) throw new Error(result.code);
  return result.orderId;
}

const withLink = (orderId: OrderId) => ({ ...shopperOf(null), openedOrders: [orderId] });
const checkout = (orderId: OrderId, agreement?: string) =>
  startSession({ surface: "embedded", shopper: withLink(orderId), locale: "en", orderId, agreement });

async function paid(id: DraftId): Promise<OrderId> {
  const orderId = await begun(id);
  const started = await checkout(orderId);
  if (!started.ok) throw new Error(started.code);
  await local.payByCard(started.clientSecret);
  await settleOrder(orderId);
  return orderId;
}

const orderOf = async (orderId: OrderId) => (await db.select().from(orders).where(eq(orders.id, orderId)))[0];

async function drainWhole() {
  while ((await drainOutbox()) > 0);
}

describe("a draft order", () => {
  it("is priced by the core as a cart is, for its country and with its codes", async () => {
    const { id } = await saved({ country: "DE" });
    expect(await quoteOf(id)).toMatchObject({ country: "DE", subtotal: 4000, discounts: [] });
    expect((await fileOf(id)).state).toBe("ready");
  });

  it("has what staff take off as a discount of its own: percent, an amount, or all above a price", async () => {
    const off = async (form: Partial<TypedDraft>) => (await quoteOf((await saved(form)).id)).discountTotal;
    expect(await off({ reduction: "percent", reductionBy: "12,5" })).toBe(500);
    expect(await off({ reduction: "amount", reductionBy: "3.20" })).toBe(320);
    expect(await off({ reduction: "price", reductionBy: "25" })).toBe(1500);
  });

  it.each([
    { reduction: "percent", reductionBy: "101" },
    { reduction: "amount", reductionBy: "40.01" },
    { reduction: "amount", reductionBy: "-5" },
    { reduction: "price", reductionBy: "40" },
    { reduction: "price", reductionBy: "" },
  ] as const)("takes no reduction that is none: %o", async (form) => {
    const variantId = await mug();
    const pieces = [{ variantId, quantity: 2 }];
    const result = await saveDraft(db, newDraftId(), typed({ pieces, ...form }), staffId);
    expect(result).toEqual({ ok: false, code: "draft_no_reduction" });
  });

  it("keeps its reduction to itself: the code is worth nothing in another cart", async () => {
    const { id, variantId } = await saved({ reduction: "amount", reductionBy: "30" });
    const { cartId } = await rowOf(id);
    const [rule] = await db
      .select()
      .from(discountRules)
      .where(eq(discountRules.id, `rule_${id}`));
    const other = await cartWith(db, [[variantId, 2]]);
    expect(rule).toMatchObject({ conditions: { cartIds: [cartId] }, totalLimit: 1 });
    const { loadCart } = await import("@/lib/cart/cart.server");
    const { quoteCart } = await import("@/lib/checkout/core/price.server");
    const priceOf = async (cart: CartId) => {
      const loaded = await loadCart(db, cart);
      if (!loaded) throw new Error("no cart");
      const asked = { codes: [rule?.code ?? ""], loyalty: false };
      return quoteCart(db, { ...loaded, asked }, { customer: null, locale: "en", exceptOrderIds: [] });
    };
    expect(await priceOf(cartId)).toMatchObject({ quote: { discountTotal: 3000 } });
    expect(await priceOf(other)).toMatchObject({ quote: { discountTotal: 0 } });
  });

  it("refuses what the shop does not sell or deliver, and an empty one", async () => {
    const variantId = await mug();
    await db.update(variants).set({ active: false }).where(eq(variants.id, variantId));
    const save = (given: Partial<TypedDraft>) => saveDraft(db, newDraftId(), typed(given), staffId);
    const pieces = [{ variantId, quantity: 1 }];
    expect(await save({ pieces })).toEqual({ ok: false, code: "draft_goods_gone" });
    expect(await save({ pieces: [] })).toEqual({ ok: false, code: "draft_no_goods" });
    const sold = [{ variantId: await mug(), quantity: 1 }];
    expect(await save({ pieces: sold, country: "AQ" })).toEqual({ ok: false, code: "draft_not_served" });
  });

  it("is changed by whoever saw its last version, and made once by two clicks", async () => {
    const { id, variantId } = await saved();
    const form = typed({ pieces: [{ variantId, quantity: 3 }] });
    expect(await saveDraft(db, id, form, staffId)).toEqual({ ok: false, code: "draft_changed" });
    const seen = await seenOf(id);
    const both = await Promise.all([1, 2].map(() => saveDraft(db, id, { ...form, seen }, staffId)));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await quoteOf(id)).subtotal).toBe(6000);
  });

  it("holds no goods before its shopper goes to the payment, and then as every checkout does", async () => {
    const { variantId } = await sent({ stock: 2 });
    const own = await cartWith(db, [[variantId, 2]]);
    expect(await startSession({ surface: "embedded", shopper: shopperOf(own), locale: "en" })).toMatchObject({
      ok: true,
    });
  });

  it("is found by its goods' name and SKU", async () => {
    const id = await mug(7);
    const [variant] = await db.select().from(variants).where(eq(variants.id, id));
    const found = await findGoodsToSell(variant?.sku ?? "", "en");
    expect(found[0]).toMatchObject({ variantId: id, sku: variant?.sku, available: 7 });
  });
});

describe("a payment request", () => {
  it("is an e-mail in the shopper's language, once for two clicks", async () => {
    const { id } = await saved({ email: "Bea@example.com", language: "de" });
    const seen = await seenOf(id);
    const both = await Promise.all([1, 2].map(() => sendDraft(db, id, { seen, byEmail: true })));
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    await drainWhole();
    const mails = (await listFiledMail(mailDir)).filter(({ to }) => String(to).includes("bea@example.com"));
    expect(mails).toHaveLength(1);
    const text = JSON.stringify(mails[0]);
    expect(mails[0]?.subject).toContain("bezahlen");
    expect(text).toContain(keyOf(id));
    expect(text).toContain("As we said on the phone.");
  });

  it("is not written once the draft has ended", async () => {
    const { id } = await saved({ email: "carl@example.com" });
    await sendDraft(db, id, { seen: await seenOf(id), byEmail: true });
    expect(await endDraft(id)).toEqual({ ok: true });
    await drainWhole();
    expect((await listFiledMail(mailDir)).filter(({ to }) => String(to).includes("carl@"))).toEqual([]);
    expect(
      await db.select().from(outboxJobs).where(eq(outboxJobs.effect, "email.payment_requested")),
    ).toEqual([]);
  });

  it("opens for its key alone, and not before it was sent", async () => {
    const { id } = await saved();
    expect(await readRequest(id, keyOf(id), "en")).toBeNull();
    expect(await begin(id)).toEqual({ ok: false, code: "not_found" });
    const other = await sent();
    expect(await readRequest(other.id, keyOf(id), "en")).toBeNull();
    expect(await begin(other.id, { key: keyOf(id), agreement: "x" })).toEqual({
      ok: false,
      code: "not_found",
    });
  });

  it.each(["embedded", "elements", "payment"] as const)(
    "opens the checkout of %s with exactly its cart",
    async (surface) => {
      await setSettings({ CHECKOUT_SURFACE: surface });
      try {
        const { id, variantId } = await sent({ reduction: "price", reductionBy: "30" });
        const result = await begin(id);
        expect(result).toMatchObject({ ok: true, surface });
        const order = result.ok ? await orderOf(result.orderId) : undefined;
        expect(order).toMatchObject({ status: "open", surface, cartId: (await rowOf(id)).cartId });
        expect(order?.quote).toMatchObject({ subtotal: 4000, discountTotal: 1000 });
        expect(order?.quote.lines.map((line) => [line.variantId, line.quantity])).toEqual([[variantId, 2]]);
      } finally {
        await setSettings({ CHECKOUT_SURFACE: "embedded" });
      }
    },
  );

  it("is paid once, and joined with the order and who made it", async () => {
    const { id, variantId } = await sent({ reduction: "percent", reductionBy: "50" });
    const orderId = await paid(id);
    expect(await orderOf(orderId)).toMatchObject({ status: "paid", discountTotal: 2000 });
    expect(await onHand(db, variantId)).toBe(8);
    expect((await fileOf(id)).state).toBe("paid");
    expect(await draftOfOrder(orderId)).toMatchObject({ id, by: expect.stringContaining("@example.com") });
    expect(await begin(id)).toMatchObject({ ok: true, orderId });
    expect(await checkout(orderId)).toEqual({ ok: false, code: "not_payable", orderId });
    expect(await sendDraft(db, id, { seen: await seenOf(id), byEmail: false })).toMatchObject({
      code: "draft_over",
    });
    expect(
      await db
        .select()
        .from(cartLines)
        .where(eq(cartLines.cartId, (await rowOf(id)).cartId)),
    ).toEqual([]);
  });

  it("owes nothing and gives nothing back for goods that were added and taken out again before it was paid", async () => {
    const { id, variantId } = await saved();
    const pieces = [{ variantId, quantity: 2 }];
    const dearer = [...pieces, { variantId: await mug(), quantity: 3 }];
    for (const now of [dearer, pieces]) {
      const changed = typed({ seen: await seenOf(id), pieces: now });
      expect(await saveDraft(db, id, changed, staffId)).toMatchObject({ ok: true });
    }
    expect(await sendDraft(db, id, { seen: await seenOf(id), byEmail: false })).toMatchObject({ ok: true });
    const orderId = await paid(id);
    const order = await orderOf(orderId);
    expect(order).toMatchObject({ status: "paid", subtotal: 4000, amountRefunded: 0 });
    const { data } = await stripe.paymentIntents.list({ limit: 1 });
    expect(data[0]).toMatchObject({ amount_received: order?.total });
    expect((await stripe.refunds.list({ payment_intent: data[0]?.id ?? "" })).data).toEqual([]);
  });

  it("makes one order of two people who begin at once", async () => {
    const { id } = await sent();
    const both = await Promise.all([begin(id), begin(id)]);
    expect(new Set(both.map((one) => (one.ok ? one.orderId : one.code))).size).toBe(1);
  });

  it("shows today's price, and takes no agreement to another", async () => {
    const { id, variantId } = await sent();
    const before = (await readRequest(id, keyOf(id), "en"))?.agreement ?? "";
    await db.update(variants).set({ unitAmount: 2500 }).where(eq(variants.id, variantId));
    expect(await begin(id, { agreement: before })).toEqual({ ok: false, code: "cart_total_changed" });
    expect((await readRequest(id, keyOf(id), "en"))?.quote?.subtotal).toBe(5000);
    expect((await fileOf(id)).changed).toEqual([expect.objectContaining({ code: "price_changed" })]);
  });

  it("tells what is sold out, and takes no money for it", async () => {
    const { id, variantId } = await sent({ stock: 2 });
    await db.update(variants).set({ onHand: 1 }).where(eq(variants.id, variantId));
    const request = await readRequest(id, keyOf(id), "en");
    expect(request).toMatchObject({ quote: null, gone: [expect.any(String)] });
    expect(await begin(id)).toEqual({ ok: false, code: "out_of_stock" });
    expect(await sendDraft(db, id, { seen: await seenOf(id), byEmail: false })).toEqual({
      ok: false,
      code: "draft_not_payable",
    });
  });

  it("runs out after the shop's days, also for whoever has begun, until staff ask again", async () => {
    const { id } = await sent();
    const orderId = await begun(id);
    const { expiresAt } = await rowOf(id);
    expect(Math.round(((expiresAt?.getTime() ?? 0) - Date.now()) / 86_400_000)).toBe(14);
    await db
      .update(draftOrders)
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where(eq(draftOrders.id, id));
    expect((await fileOf(id)).state).toBe("run_out");
    expect(await begin(id)).toEqual({ ok: false, code: "not_payable" });
    expect(await checkout(orderId)).toEqual({ ok: false, code: "not_payable", orderId });
    expect(await sendDraft(db, id, { seen: await seenOf(id), byEmail: false })).toMatchObject({ ok: true });
    expect(await checkout(orderId)).toMatchObject({ ok: true });
  });
});

describe("the way from a request to its checkout", () => {
  it("holds the goods, so that the regular check does not end the order meanwhile", async () => {
    const { id } = await sent();
    const orderId = await begun(id);
    await reconcileOrders(await beginReconciliation(0));
    expect(await orderOf(orderId)).toMatchObject({ status: "open" });
    expect(await checkout(orderId)).toMatchObject({ ok: true });
  });
});

describe("the end of a draft", () => {
  it("ends the checkout that is open, for good", async () => {
    const { id } = await sent({ reduction: "amount", reductionBy: "5" });
    const orderId = await begun(id);
    const started = await checkout(orderId);
    if (!started.ok) throw new Error(started.code);
    expect(await endDraft(id)).toEqual({ ok: true });
    expect((await stripe.checkout.sessions.retrieve(started.session.id)).status).toBe("expired");
    expect(await orderOf(orderId)).toMatchObject({ status: "canceled" });
    expect(await begin(id)).toEqual({ ok: false, code: "not_payable" });
    expect(await checkout(orderId)).toEqual({ ok: false, code: "not_payable", orderId });
    expect(await endDraft(id)).toEqual({ ok: false, code: "draft_over" });
  });

  it("gives no money back: paid just before, it is not ended", async () => {
    const { id } = await sent();
    const orderId = await begun(id);
    const started = await checkout(orderId);
    if (!started.ok) throw new Error(started.code);
    await local.payByCard(started.clientSecret);
    expect(await endDraft(id)).toEqual({ ok: false, code: "payment_on_its_way" });
    expect(await orderOf(orderId)).toMatchObject({ status: "paid", amountRefunded: 0 });
    expect(await fileOf(id)).toMatchObject({ state: "paid", draft: { endedAt: null } });
  });
});

describe("the list of drafts", () => {
  it("has each under its state, a page after the other", async () => {
    const made: Record<string, DraftId> = {
      ready: (await saved()).id,
      sent: (await sent()).id,
      paid: (await sent()).id,
      run_out: (await sent()).id,
      ended: (await sent()).id,
    };
    await paid(made.paid as DraftId);
    await endDraft(made.ended as DraftId);
    await db
      .update(draftOrders)
      .set({ expiresAt: new Date(0) })
      .where(eq(draftOrders.id, made.run_out as DraftId));
    for (const state of DRAFT_STATES) {
      const { drafts } = await listDrafts(state, null);
      expect(drafts.map(({ id }) => id)).toContain(made[state]);
      expect(drafts.filter((draft) => draft.state !== state)).toEqual([]);
    }
    const all = await listDrafts(null, null, 1000);
    const seen: DraftId[] = [];
    for (let after: DraftId | null = null, more = true; more; ) {
      const page = await listDrafts(null, after, 2);
      seen.push(...page.drafts.map(({ id }) => id));
      after = page.after;
      more = after !== null;
    }
    expect(seen).toEqual(all.drafts.map(({ id }) => id));
  });

  it("forgets the person who is erased", async () => {
    const { customers } = await import("@/lib/db/schema");
    const { newCustomerId } = await import("@/lib/base/ids");
    const customerId = newCustomerId();
    await db.insert(customers).values({ id: customerId, email: "dora@example.com" });
    const { id } = await saved({ email: "dora@example.com" });
    expect(await rowOf(id)).toMatchObject({ customerId, email: "dora@example.com" });
    await erasePerson(db, customerId);
    expect(await rowOf(id)).toMatchObject({ customerId: null, email: null, note: null });
  });
});
