import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { cartLines, draftOrders, outboxJobs, variants } from "@/lib/db/schema";
import { endDraft } from "@/lib/drafts/end-draft.server";
import { readRequest } from "@/lib/drafts/open-request.server";
import { draftOfOrder } from "@/lib/drafts/read-draft.server";
import { saveDraft } from "@/lib/drafts/save-draft.server";
import { sendDraft } from "@/lib/drafts/send-draft.server";
import { listFiledMail } from "@/lib/email/mail-folder.server";
import { beginReconciliation, reconcileOrders } from "@/lib/orders/rounds/reconcile.server";
import { testDatabase } from "@/tests/support/database";
import { draftDesk, typedDraft } from "@/tests/support/draft-desk";
import { testStripe } from "@/tests/support/local-stripe";
import { setSettings } from "@/tests/support/settings";
import { onHand } from "@/tests/support/shop";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);

const { db } = await testDatabase();
const local = await testStripe();
const { stripe } = local;
const {
  who,
  mailDir,
  mug,
  rowOf,
  seenOf,
  fileOf,
  saved,
  sent,
  keyOf,
  begin,
  begun,
  checkout,
  paid,
  orderOf,
  drainWhole,
} = await draftDesk(db, local);

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
    const { orderId } = await paid(id);
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
      const changed = typedDraft({ seen: await seenOf(id), pieces: now });
      expect(await saveDraft(db, id, changed, who.staffId)).toMatchObject({ ok: true });
    }
    expect(await sendDraft(db, id, { seen: await seenOf(id), byEmail: false })).toMatchObject({ ok: true });
    const { orderId } = await paid(id);
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
