import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { type CartId, type DraftId, newDraftId } from "@/lib/base/ids";
import { discountRules, draftOrders, variants } from "@/lib/db/schema";
import { findGoodsToSell } from "@/lib/desk/drafts/find-goods.server";
import { erasePerson } from "@/lib/desk/people/erase-person.server";
import type { TypedDraft } from "@/lib/drafts/draft-form";
import { endDraft } from "@/lib/drafts/end-draft.server";
import { listDrafts } from "@/lib/drafts/list-drafts.server";
import { saveDraft } from "@/lib/drafts/save-draft.server";
import { DRAFT_STATES } from "@/lib/model/draft";
import { testDatabase } from "@/tests/support/database";
import { draftDesk, typedDraft } from "@/tests/support/draft-desk";
import { testStripe } from "@/tests/support/local-stripe";
import { cartWith, shopperOf } from "@/tests/support/shop";
import { startSession } from "@/tests/support/start-session";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);

const { db } = await testDatabase();
const local = await testStripe();
const { who, mug, rowOf, seenOf, fileOf, quoteOf, saved, sent, paid } = await draftDesk(db, local);

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
    const result = await saveDraft(db, newDraftId(), typedDraft({ pieces, ...form }), who.staffId);
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
    const save = (given: Partial<TypedDraft>) => saveDraft(db, newDraftId(), typedDraft(given), who.staffId);
    const pieces = [{ variantId, quantity: 1 }];
    expect(await save({ pieces })).toEqual({ ok: false, code: "draft_goods_gone" });
    expect(await save({ pieces: [] })).toEqual({ ok: false, code: "draft_no_goods" });
    const sold = [{ variantId: await mug(), quantity: 1 }];
    expect(await save({ pieces: sold, country: "AQ" })).toEqual({ ok: false, code: "draft_not_served" });
  });

  it("is changed by whoever saw its last version, and made once by two clicks", async () => {
    const { id, variantId } = await saved();
    const form = typedDraft({ pieces: [{ variantId, quantity: 3 }] });
    expect(await saveDraft(db, id, form, who.staffId)).toEqual({ ok: false, code: "draft_changed" });
    const seen = await seenOf(id);
    const both = await Promise.all([1, 2].map(() => saveDraft(db, id, { ...form, seen }, who.staffId)));
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
