import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { textsFor } from "@/i18n/texts.server";
import type { CartId, VariantId } from "@/lib/base/ids";
import { loadCart } from "@/lib/cart/cart.server";
import { setCartCountry, setLineQuantity } from "@/lib/cart/change.server";
import { removeCode, tryCode } from "@/lib/checkout/cart/cart-codes.server";
import { readPricedCart } from "@/lib/checkout/cart/read-priced-cart.server";
import { cartSummary } from "@/lib/checkout/cart/summary";
import { startPayment } from "@/lib/checkout/payment-element/start-payment.server";
import { discountRedemptions, discountRules, orders, variants } from "@/lib/db/schema";
import type { Shopper } from "@/lib/orders/owners/shopper";
import { testDatabase } from "@/tests/support/database";
import { insertDemoDiscounts } from "@/tests/support/demo-discounts";
import { elementsShop, gold } from "@/tests/support/elements-shop";
import { testStripe } from "@/tests/support/local-stripe";
import { shopperOf } from "@/tests/support/shop";
import { startSession } from "@/tests/support/start-session";

const { db } = await testDatabase();
const { stripe } = await testStripe();
const { begin, shopperWith } = elementsShop(db, stripe);

beforeAll(async () => {
  await insertDemoDiscounts(db);
});

const cartOf = (shopper: Shopper): CartId => {
  if (!shopper.cartId) throw new Error("no cart");
  return shopper.cartId;
};
const types = (shopper: Shopper, code: string) => tryCode(shopper, code, "en");
const codesOf = async (shopper: Shopper) => (await loadCart(db, cartOf(shopper)))?.asked.codes;
const priced = (shopper: Shopper) => readPricedCart(shopper, "en");
const only = async (shopper: Shopper) => (await priced(shopper)).cart.lines[0]?.variantId as VariantId;

/** What the embedded page does with the summary that it was rendered with. */
async function startEmbedded(shopper: Shopper) {
  const { cart, quote } = await priced(shopper);
  const { agreement } = cartSummary(cart, quote, textsFor("en", "checkout"));
  return (later: Shopper = shopper) =>
    startSession({ surface: "embedded", shopper: later, locale: "en", agreement: agreement ?? undefined });
}

const ended = { endsAt: sql`now() - interval '1 second'` };
const unlimited = { endsAt: null };
const rule = (code: string) => eq(discountRules.code, code);

describe("a code in the cart", () => {
  it("is accepted as it is typed, kept with the cart, and counts once", async () => {
    const shopper = await shopperWith(2);
    expect(await types(shopper, " ten off ")).toEqual({ ok: true, waiting: null });
    expect(await types(shopper, "TENOFF")).toEqual({ ok: true, waiting: null });
    expect(await codesOf(shopper)).toEqual(["TENOFF"]);
    const { quote } = await priced(shopper);
    expect(quote?.discounts).toMatchObject([{ code: "TENOFF", amount: 400, reason: "With code TENOFF" }]);
  });

  it("is recalculated with every change of the cart", async () => {
    const shopper = await shopperWith(2);
    await types(shopper, "TENOFF");
    await setLineQuantity(db, cartOf(shopper), { variantId: await only(shopper), quantity: 4 });
    expect((await priced(shopper)).quote?.discountTotal).toBe(800);
  });

  it.each([
    ["NOSUCH", "unknown_code", "We don’t know this code."],
    ["BYGONE", "expired", "This offer ended on"],
    ["SOON", "not_started", "This offer starts on"],
    ["FIRST", "account_required_first_order", "Sign in"],
  ])("that is %s is refused with its reason, and the cart does not change", async (code, refusal, says) => {
    const shopper = await shopperWith(2);
    await types(shopper, "TENOFF");
    const tried = await types(shopper, code);
    expect(tried).toMatchObject({ ok: false, code: refusal });
    expect("reason" in tried && tried.reason).toContain(says);
    expect(await codesOf(shopper)).toEqual(["TENOFF"]);
  });

  it("with a minimum says how much is missing, is kept in the cart, and applies once the minimum is reached", async () => {
    const shopper = await shopperWith(2);
    expect(await types(shopper, "FIVEOFF50")).toEqual({
      ok: true,
      waiting: "This offer starts at €50.00: €10.00 to go.",
    });
    expect((await priced(shopper)).quote).toMatchObject({
      discountTotal: 0,
      refusedDiscounts: expect.arrayContaining([
        expect.objectContaining({ code: "FIVEOFF50", refusal: "below_minimum" }),
      ]),
    });
    await setLineQuantity(db, cartOf(shopper), { variantId: await only(shopper), quantity: 3 });
    expect((await priced(shopper)).quote?.discounts).toMatchObject([{ code: "FIVEOFF50", amount: 500 }]);
  });

  it("for another country is kept until that country is chosen", async () => {
    const shopper = await shopperWith(2);
    await setCartCountry(db, cartOf(shopper), "DE");
    expect(await types(shopper, "FRANCE15")).toMatchObject({
      ok: true,
      waiting: expect.stringContaining("France"),
    });
    await setCartCountry(db, cartOf(shopper), "FR");
    expect((await priced(shopper)).quote?.discounts).toMatchObject([{ code: "FRANCE15" }]);
  });

  it("that saves less than the present discounts and can't be combined says so", async () => {
    const shopper = await shopperWith(3);
    await types(shopper, "FRANCE15");
    const tried = await types(shopper, "FIVEOFF50");
    const { quote } = await priced(shopper);
    expect(tried).toMatchObject({ ok: true });
    const applied = quote?.discounts.map(({ code }) => code) ?? [];
    const refused = quote?.refusedDiscounts?.filter(({ code }) => code) ?? [];
    expect([...applied, ...refused.map(({ code }) => code)].sort()).toEqual(["FIVEOFF50", "FRANCE15"]);
    for (const { refusal } of refused) expect(refusal).toBe("not_combinable");
  });

  it("that has been used up, or used by this customer, is refused", async () => {
    const first = await shopperWith(2);
    const checkout = await begin(first);
    expect(await checkout.types("RARE")).toMatchObject({ ok: true });
    const other = await shopperWith(2);
    expect(await types(other, "RARE")).toMatchObject({ ok: false, code: "limit_reached" });
    const member = await shopperWith(1, gold);
    const theirs = await begin(member);
    expect(await theirs.types("ONCE")).toMatchObject({ ok: true });
    expect(await types(await shopperWith(1, gold), "ONCE")).toMatchObject({
      ok: false,
      code: "already_used",
    });
    // The checkout that keeps it is this cart's own.
    expect(await types(member, "ONCE")).toMatchObject({ ok: true });
  });

  it("is removed alone; the others stay", async () => {
    const shopper = await shopperWith(2);
    await types(shopper, "TENOFF");
    await types(shopper, "FIVEOFF50");
    expect(await removeCode(cartOf(shopper), "tenoff")).toEqual({ ok: true });
    expect(await codesOf(shopper)).toEqual(["FIVEOFF50"]);
    expect(await removeCode(cartOf(shopper), "NOSUCH")).toEqual({ ok: true });
    expect(await removeCode(null, "TENOFF")).toEqual({ ok: false });
  });

  it("is not lost when two are typed at once", async () => {
    const shopper = await shopperWith(4);
    await Promise.all(["TENOFF", "FIVEOFF50", "FRANCE15"].map((code) => types(shopper, code)));
    expect((await codesOf(shopper))?.sort()).toEqual(["FIVEOFF50", "FRANCE15", "TENOFF"]);
  });

  it("needs a cart with goods, and changes that are accepted first", async () => {
    expect(await types(shopperOf(null), "TENOFF")).toEqual({ ok: false, code: "cart_lost" });
    const shopper = await shopperWith(1);
    await db
      .update(variants)
      .set({ unitAmount: 2100 })
      .where(eq(variants.id, await only(shopper)));
    expect(await types(shopper, "TENOFF")).toEqual({ ok: false, code: "cart_changed" });
    await setLineQuantity(db, cartOf(shopper), { variantId: await only(shopper), quantity: 0 });
    expect(await types(shopper, "TENOFF")).toEqual({ ok: false, code: "cart_empty" });
    expect(await codesOf(shopper)).toEqual([]);
  });
});

describe("a cart with a code", () => {
  it("costs the same on every surface as in the cart", async () => {
    const shopper = await shopperWith(2);
    await types(shopper, "TENOFF");
    const { quote } = await priced(shopper);
    const embedded = await (await startEmbedded(shopper))();
    if (!embedded.ok) throw new Error(embedded.code);
    const session = await stripe.checkout.sessions.retrieve(embedded.session.id);
    expect(session).toMatchObject({ amount_total: quote?.total, allow_promotion_codes: null });
    expect(session.total_details?.amount_discount).toBe(400);

    const elements = await begin(shopper);
    expect(elements.quote).toMatchObject({ total: quote?.total, discounts: [{ code: "TENOFF" }] });
    const payment = await startPayment({ shopper, locale: "en" });
    expect(payment).toMatchObject({ ok: true, quote: { discountTotal: 400 } });
    const [order] = await db
      .select()
      .from(orders)
      .where(eq(orders.cartId, cartOf(shopper)))
      .orderBy(sql`created_at desc`)
      .limit(1);
    expect(order?.total).toBe(quote?.total);
  });

  it("opens another session when the code is removed", async () => {
    const shopper = await shopperWith(2);
    await types(shopper, "TENOFF");
    const before = await (await startEmbedded(shopper))();
    await removeCode(cartOf(shopper), "TENOFF");
    const after = await (await startEmbedded(shopper))();
    if (!before.ok || !after.ok) throw new Error("refused");
    expect(after.session.amount_total).toBe((before.session.amount_total ?? 0) + 400);
    const old = await stripe.checkout.sessions.retrieve(before.session.id);
    expect(old.status).toBe("expired");
  });

  it("begins no payment when its code ends before the form is open, and the cart says why", async () => {
    const shopper = await shopperWith(2);
    await types(shopper, "TENOFF");
    const start = await startEmbedded(shopper);
    try {
      await db.update(discountRules).set(ended).where(rule("TENOFF"));
      expect(await start()).toEqual({ ok: false, code: "cart_total_changed" });
      expect(
        await db
          .select()
          .from(orders)
          .where(eq(orders.cartId, cartOf(shopper))),
      ).toEqual([]);
      const { quote } = await priced(shopper);
      expect(quote?.refusedDiscounts).toContainEqual(
        expect.objectContaining({ code: "TENOFF", refusal: "expired" }),
      );
      expect(await (await startEmbedded(shopper))()).toMatchObject({ ok: true });
    } finally {
      await db.update(discountRules).set(unlimited).where(rule("TENOFF"));
    }
  });

  it("begins no payment and keeps nothing when another shopper just used the code for the last time", async () => {
    const { cartId } = await shopperWith(2);
    const shopper = shopperOf(cartId);
    await db.delete(discountRedemptions);
    expect(await types(shopper, "RARE")).toEqual({ ok: true, waiting: null });
    const start = await startEmbedded(shopper);
    // Between the price and its reservation.
    const price = await import("@/lib/checkout/core/price.server");
    const quoteCart = price.quoteCart;
    const other = await begin(await shopperWith(2));
    vi.spyOn(price, "quoteCart").mockImplementationOnce(async (...asked) => {
      const quoted = await quoteCart(...asked);
      await asked[0].insert(discountRedemptions).values({
        orderId: other.orderId,
        ruleId: quoted.ok ? (quoted.quote.discounts[0]?.ruleId ?? "") : "",
        customerKey: "somebody else",
        status: "redeemed",
      });
      return quoted;
    });
    expect(await start()).toEqual({ ok: false, code: "cart_total_changed" });
    vi.restoreAllMocks();
    const [order] = await db
      .select()
      .from(orders)
      .where(eq(orders.cartId, cartOf(shopper)));
    expect(order?.status).toBe("canceled");
  });
});
