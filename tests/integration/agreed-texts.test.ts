import { eq } from "drizzle-orm";
import { afterEach, describe, expect, it, vi } from "vitest";
import { newDraftId, type OrderId } from "@/lib/base/ids";
import { layOver } from "@/lib/config/laid-over";
import { shop } from "@/lib/config/shop";
import { legalTexts, orders } from "@/lib/db/schema";
import { orderFactsForBank } from "@/lib/desk/disputes/order-facts-for-bank.server";
import { eraseGuest } from "@/lib/desk/people/erase-person.server";
import { exportGuest } from "@/lib/desk/people/export-person.server";
import { loadOrderEmail } from "@/lib/email/load-order-email.server";
import { legalPage } from "@/lib/legal/legal-page.server";
import { AGREED_PAGES } from "@/lib/legal/pages";
import { agreedTexts, agreeNow } from "@/lib/orders/stored/agreed-texts.server";
import { ownAgreedTexts } from "@/lib/orders/views/agreed.server";
import { changeDesk, engraving } from "@/tests/support/change-desk";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { paymentShop } from "@/tests/support/payment-shop";
import { cartWith, shopperOf, stockedVariants } from "@/tests/support/shop";
import { startSession } from "@/tests/support/start-session";

vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => {} }));
const missing = vi.hoisted(() => ({ page: "" }));
vi.mock("@/lib/legal/legal-page.server", async (original) => {
  const all = await original<typeof import("@/lib/legal/legal-page.server")>();
  const read: typeof all.legalPage = (page, locale) => {
    if (page === missing.page) throw new Error(`${page} is missing`);
    return all.legalPage(page, locale);
  };
  return { ...all, legalPage: read };
});

const { db } = await testDatabase();
const local = await testStripe();
const { placed, paid, checkout, orderOf } = orderShop(db, local);
const { begin } = paymentShop(db, local.url);
const { changes, nextOrder, paysRequest } = await changeDesk(db, local);

const NOTHING_SET = { shop: {}, variables: {}, legal: {} };

/** As staff change the terms in the desk. */
const termsSay = (body: string) =>
  layOver({
    ...NOTHING_SET,
    legal: { "en/terms": `---\ntitle: Terms\nupdated: 2026-11-28\n---\n${body}` },
  });

afterEach(() => {
  layOver(NOTHING_SET);
  missing.page = "";
});

/** What can be read of an order's terms now. */
async function termsOf(orderId: OrderId) {
  const { agreement } = await orderOf(orderId);
  return (await agreedTexts(db, agreement)).find(({ page }) => page === "terms")?.text?.plain ?? null;
}

async function newCart() {
  const [mug] = await stockedVariants(db, local.stripe, [10]);
  if (!mug) throw new Error("no variant");
  return cartWith(db, [[mug, 1]]);
}

async function placedOn(surface: "embedded" | "elements" | "payment"): Promise<OrderId> {
  const shopper = shopperOf(await newCart());
  if (surface === "payment") return (await begin(shopper)).orderId;
  const started = await startSession({ surface, shopper, locale: "en" });
  if (!started.ok) throw new Error(started.code);
  return started.orderId;
}

describe("the texts that an order was placed under", () => {
  it.each(["embedded", "elements", "payment"] as const)(
    "can be read word by word after they were changed: %s",
    async (surface) => {
      termsSay(`Goods leave {shop} within a day (${surface}).`);
      const orderId = await placedOn(surface);
      termsSay("Goods leave within a week.");
      expect(await termsOf(orderId)).toBe(`Goods leave ${shop().name} within a day (${surface}).`);
      const { agreement } = await orderOf(orderId);
      const [, returns] = await agreedTexts(db, agreement);
      expect(returns).toEqual({ page: "returns", text: { ...legalPage("returns", "en"), isDraft: false } });
    },
  );

  it("are stored once, however many orders name them", async () => {
    termsSay("Told once.");
    const [one, other] = [await placedOn("embedded"), await placedOn("embedded")];
    await Promise.all([agreeNow("en"), agreeNow("en"), agreeNow("en")]);
    const { agreement } = await orderOf(one);
    expect((await orderOf(other)).agreement?.terms).toBe(agreement?.terms);
    const rows = await db.select().from(legalTexts).where(eq(legalTexts.markdown, "Told once."));
    expect(rows).toHaveLength(1);
  });

  it("are those of the language that the shopper read", async () => {
    const shopper = shopperOf(await newCart());
    const started = await startSession({ surface: "embedded", shopper, locale: "fr" });
    if (!started.ok) throw new Error(started.code);
    const { agreement } = await orderOf(started.orderId);
    expect(agreement?.locale).toBe("fr");
    const texts = await agreedTexts(db, agreement);
    expect(texts.map(({ text }) => text?.title)).toEqual(
      AGREED_PAGES.map((page) => legalPage(page, "fr").title),
    );
    expect(texts.map(({ text }) => text?.language)).toEqual(["fr", "fr"]);
  });

  it("are the new ones when an open order's checkout is opened again", async () => {
    termsSay("Before.");
    const { cartId, orderId } = await placed();
    termsSay("After.");
    expect((await checkout(cartId)).orderId).toBe(orderId);
    expect(await termsOf(orderId)).toBe("After.");
    termsSay("Later still.");
    await checkout(cartId, orderId);
    expect(await termsOf(orderId)).toBe("Later still.");
  });

  it("stay as they were once the order is paid", async () => {
    termsSay("As paid.");
    const { orderId, cartId } = await paid();
    const before = await orderOf(orderId);
    termsSay("Too late.");
    await startSession({ surface: "embedded", shopper: shopperOf(cartId), locale: "en", orderId });
    expect((await orderOf(orderId)).agreement).toEqual(before.agreement);
  });

  it("are those of the moment when the shopper presses the button of the store's own page", async () => {
    termsSay("When the page was opened.");
    const payment = await begin(shopperOf(await newCart()));
    termsSay("When it was paid.");
    expect(await payment.pays()).toMatchObject({ ok: true });
    expect(await termsOf(payment.orderId)).toBe("When it was paid.");
  });

  it("stop nobody from buying when they can't be read", async () => {
    missing.page = "terms";
    const orderId = await placedOn("embedded");
    const { agreement } = await orderOf(orderId);
    expect(agreement).toMatchObject({ terms: null, returns: legalPage("returns", "en").version });
    const texts = await agreedTexts(db, agreement);
    expect(texts.map(({ page, text }) => [page, text !== null])).toEqual([
      ["terms", false],
      ["returns", true],
    ]);
  });

  it("stay as they were where one can't be read when the checkout is opened again", async () => {
    termsSay("Before.");
    const { cartId, orderId } = await placed();
    missing.page = "terms";
    await checkout(cartId, orderId);
    expect(await termsOf(orderId)).toBe("Before.");
  });

  it("are not said of orders of an earlier version, which named them by a hash alone", async () => {
    const { orderId, number, cartId } = await placed();
    const before = { terms: "0123456789abcdef", returns: "fedcba9876543210", locale: "en" as const };
    await db
      .update(orders)
      .set({ agreement: { ...before, shownAt: "2026-01-01T00:00:00.000Z" } })
      .where(eq(orders.number, number));
    expect(await termsOf(orderId)).toBeNull();
    expect(await ownAgreedTexts(orderId, shopperOf(cartId))).toBeNull();
  });

  it("are read by the order's owner, and by no other shopper", async () => {
    const { orderId, cartId, number } = await placed();
    expect(await ownAgreedTexts(orderId, shopperOf(cartId))).toMatchObject({
      number,
      texts: [{ page: "terms" }, { page: "returns" }],
    });
    expect(await ownAgreedTexts(orderId, shopperOf(await newCart()))).toBeNull();
    expect(await ownAgreedTexts("ord_none", shopperOf(cartId))).toBeNull();
  });

  it("go into the confirmation and before a bank as they were, however late", async () => {
    const { orderId, intentId } = await paid();
    const was = legalPage("returns", "en");
    layOver({
      ...NOTHING_SET,
      legal: { "en/returns": "---\ntitle: Returns\nupdated: 2026-11-28\n---\nNever." },
    });
    const email = await loadOrderEmail(db, orderId, { kind: "order_confirmed" });
    expect(email?.data.agreed.map(({ plain }) => plain)).toEqual([was.plain, legalPage("terms", "en").plain]);
    const facts = await orderFactsForBank(await orderOf(orderId), { paymentIntentId: intentId });
    expect(facts.returns).toEqual({ title: was.title, text: was.plain });
    const shipped = await loadOrderEmail(db, orderId, { kind: "order_shipped" });
    expect(shipped?.data.agreed).toEqual([]);
  });

  it("are those of the first order for goods that staff added to it and nobody paid for", async () => {
    termsSay("As first agreed.");
    const { number, orderId, mug } = await paid({ quantity: 2 });
    termsSay("Of today.");
    const { id } = await changes(number, {
      remove: [{ variantId: mug, quantity: 1 }],
      own: [engraving("5.50")],
    });
    const next = await nextOrder(id);
    expect(next?.agreement).toEqual((await orderOf(orderId)).agreement);
  });

  it("are today's for goods that a shopper is asked to pay for", async () => {
    termsSay("As first agreed.");
    const { number, mug } = await paid({ quantity: 2 });
    const { id } = await changes(
      number,
      { remove: [{ variantId: mug, quantity: 1 }], own: [engraving("70.00")] },
      { id: newDraftId() },
    );
    termsSay("As the request was paid.");
    const next = await paysRequest(id);
    expect(await termsOf(next.id)).toBe("As the request was paid.");
  });

  it("stay with the order of a person who is erased, and are named in what they may ask for", async () => {
    const { number, orderId } = await paid();
    const { agreement } = await orderOf(orderId);
    const parts: string[] = [];
    for await (const part of (await exportGuest(number)) ?? []) parts.push(part);
    const file: { orders: { number: string; agreement: unknown }[] } = JSON.parse(parts.join(""));
    expect(file.orders.find((one) => one.number === number)?.agreement).toEqual(agreement);
    await eraseGuest(db, number);
    expect(await termsOf(orderId)).toBe(legalPage("terms", "en").plain);
  });
});
