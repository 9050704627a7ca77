import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { type CartId, newCartId, newVariantId, type VariantId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import { loadCart, takeOrderOutOfCart } from "@/lib/cart/cart.server";
import { acceptCartChanges, addLine, setCartCountry, setLineQuantity } from "@/lib/cart/change.server";
import { cartProblems, problemsToken } from "@/lib/cart/problems";
import { cartLines, carts, products, stockHolds, variants } from "@/lib/db/schema";
import { testDatabase } from "@/tests/support/database";
import { insertOrder, insertVariants } from "@/tests/support/store-fixtures";

const { db } = await testDatabase();

const newCart = () => ({ id: newCartId(), country: "FR" });

async function variantsInStock(...stocks: number[]): Promise<VariantId[]> {
  return (await insertVariants(db, stocks)).map((variant) => variant.id);
}

async function oneInStock(stock: number): Promise<VariantId> {
  const [id] = await variantsInStock(stock);
  if (!id) throw new Error("no variant");
  return id;
}

const quantities = async (cartId: CartId) =>
  (await loadCart(db, cartId))?.lines.map((line) => line.quantity) ?? null;

describe("a cart", () => {
  it("does not exist until the first product is added", async () => {
    expect(await loadCart(db, newCartId())).toBeNull();
  });

  it("adds up what is added twice and keeps the order", async () => {
    const cart = newCart();
    const [first, second] = await variantsInStock(10, 10);
    if (!first || !second) throw new Error("no variants");
    await addLine(db, cart, { variantId: first, quantity: 1 });
    await addLine(db, cart, { variantId: second, quantity: 1 });
    await addLine(db, cart, { variantId: first, quantity: 2 });
    const loaded = await loadCart(db, cart.id);
    expect(loaded?.lines.map((line) => [line.variantId, line.quantity])).toEqual([
      [first, 3],
      [second, 1],
    ]);
    expect(loaded?.lines[1]?.optionLabel).toEqual({ en: "Colour 1", fr: "Couleur 1" });
  });

  it("refuses missing stock, products that are not on sale, and unknown ones", async () => {
    const cart = newCart();
    const [one, none, withdrawn] = await variantsInStock(1, 0, 5);
    if (!one || !none || !withdrawn) throw new Error("no variants");
    await db.update(variants).set({ active: false }).where(eq(variants.id, withdrawn));
    const add = (variantId: VariantId, quantity: number) => addLine(db, cart, { variantId, quantity });
    expect(await add(one, 2)).toEqual({ ok: false, code: "over_stock", max: 1 });
    expect(await add(none, 1)).toMatchObject({ code: "sold_out" });
    expect(await add(withdrawn, 1)).toMatchObject({ code: "unavailable" });
    expect(await add(newVariantId(), 1)).toMatchObject({ code: "unknown_variant" });
    expect(await quantities(cart.id)).toEqual([]);
  });

  it.each([
    ["a draft", { publishedAt: null }, {}],
    ["goods before their time", { publishedAt: new Date(Date.now() + 60_000) }, {}],
    ["the archive", { active: false }, {}],
    ["a variant without a price at Stripe", {}, { stripePriceId: null }],
  ])(
    "has nothing of %s: it can't be added, and what was in it is unavailable",
    async (_, product, variant) => {
      const cart = newCart();
      const [known] = await insertVariants(db, [5]);
      if (!known) throw new Error("no variant");
      const { id: variantId } = known;
      await addLine(db, cart, { variantId, quantity: 1 });
      const ofIt = eq(
        products.id,
        db.select({ id: variants.productId }).from(variants).where(eq(variants.id, variantId)),
      );
      await db
        .update(products)
        .set({ updatedAt: new Date(), ...product })
        .where(ofIt);
      await db
        .update(variants)
        .set({ updatedAt: new Date(), ...variant })
        .where(eq(variants.id, variantId));
      expect(await addLine(db, newCart(), { variantId, quantity: 1 })).toMatchObject({
        ok: false,
        code: "unavailable",
      });
      expect(cartProblems((await loadCart(db, cart.id)) ?? { lines: [] })).toEqual([
        { code: "unavailable", variantId },
      ]);
    },
  );

  it("never gets more than the stock from many clicks at once", async () => {
    const cart = newCart();
    const variantId = await oneInStock(3);
    const results = await Promise.all(
      Array.from({ length: 8 }, () => addLine(db, cart, { variantId, quantity: 1 })),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(3);
    expect(await quantities(cart.id)).toEqual([3]);
  });

  it("changes only its own lines", async () => {
    const mine = newCart();
    const other = newCart();
    const variantId = await oneInStock(9);
    await addLine(db, mine, { variantId, quantity: 2 });
    expect(await setLineQuantity(db, other.id, { variantId, quantity: 5 })).toMatchObject({ ok: false });
    expect(await setLineQuantity(db, other.id, { variantId, quantity: 0 })).toEqual({ ok: true });
    expect(await quantities(mine.id)).toEqual([2]);
    expect(await setLineQuantity(db, mine.id, { variantId, quantity: 0 })).toEqual({ ok: true });
    expect(await quantities(mine.id)).toEqual([]);
  });

  it("keeps the country of delivery", async () => {
    const cart = newCart();
    await setCartCountry(db, cart.id, "JP");
    await setCartCountry(db, cart.id, "BE");
    expect((await loadCart(db, cart.id))?.country).toBe("BE");
  });
});

describe("stock that others hold", () => {
  it("is not available, but the cart's own unpaid order does not count against it", async () => {
    const variantId = await oneInStock(3);
    const order = await insertOrder(db);
    const hold = { orderId: order.id, variantId, quantity: 2, expiresAt: new Date(Date.now() + 60_000) };
    await db.insert(stockHolds).values(hold);
    const stranger = newCart();
    expect(await addLine(db, stranger, { variantId, quantity: 2 })).toMatchObject({ max: 1 });
    const owner = { id: order.cartId, country: "FR" };
    expect(await addLine(db, owner, { variantId, quantity: 3 })).toEqual({ ok: true });
  });
});

describe("a change since the shopper last saw the cart", () => {
  it("is shown, and applied only when accepted", async () => {
    const cart = newCart();
    const [dearer, scarcer, gone] = await variantsInStock(10, 10, 10);
    if (!dearer || !scarcer || !gone) throw new Error("no variants");
    for (const variantId of [dearer, scarcer, gone]) await addLine(db, cart, { variantId, quantity: 4 });
    await db.update(variants).set({ unitAmount: 2500 }).where(eq(variants.id, dearer));
    await db.update(variants).set({ onHand: 1 }).where(eq(variants.id, scarcer));
    await db.update(variants).set({ onHand: 0 }).where(eq(variants.id, gone));

    const told = await loadCart(db, cart.id);
    if (!told) throw new Error("no cart");
    expect(cartProblems(told).map((problem) => problem.code)).toEqual([
      "price_changed",
      "quantity_reduced",
      "sold_out",
    ]);
    expect(told.lines.map((line) => line.quantity)).toEqual([4, 4, 4]);

    expect(await acceptCartChanges(db, cart, problemsToken(cartProblems(told)))).toEqual({ ok: true });
    const accepted = await loadCart(db, cart.id);
    expect(accepted?.lines.map((line) => [line.variantId, line.quantity, line.seenUnitAmount])).toEqual([
      [dearer, 4, 2500],
      [scarcer, 1, 2000],
    ]);
    expect(accepted && cartProblems(accepted)).toEqual([]);
  });

  it("is not accepted by a shopper who saw another change", async () => {
    const cart = newCart();
    const variantId = await oneInStock(10);
    await addLine(db, cart, { variantId, quantity: 1 });
    await db.update(variants).set({ unitAmount: 2500 }).where(eq(variants.id, variantId));
    const shown = await loadCart(db, cart.id);
    if (!shown) throw new Error("no cart");
    await db.update(variants).set({ unitAmount: 9900 }).where(eq(variants.id, variantId));
    const token = problemsToken(cartProblems(shown));
    expect(await acceptCartChanges(db, cart, token)).toEqual({ ok: false, code: "changed_again" });
    const [line] = await db.select().from(cartLines).where(eq(cartLines.cartId, cart.id));
    expect(line?.seenUnitAmount).toBe(2000);
  });

  it("is shown when the shopper added from an outdated page", async () => {
    const cart = newCart();
    const variantId = await oneInStock(10);
    await addLine(db, cart, {
      variantId,
      quantity: 1,
      seen: { unitAmount: 1800, currency: currency("eur") },
    });
    const loaded = await loadCart(db, cart.id);
    expect(loaded && cartProblems(loaded)).toEqual([
      { code: "price_changed", variantId, before: 1800, now: 2000 },
    ]);
  });

  it("empties a cart whose only product is no longer sold", async () => {
    const cart = newCart();
    const [variant] = await insertVariants(db, [5]);
    if (!variant) throw new Error("no variant");
    await addLine(db, cart, { variantId: variant.id, quantity: 1 });
    await db.update(products).set({ active: false }).where(eq(products.id, variant.productId));
    const shown = await loadCart(db, cart.id);
    if (!shown) throw new Error("no cart");
    await acceptCartChanges(db, cart, problemsToken(cartProblems(shown)));
    expect(await quantities(cart.id)).toEqual([]);
  });
});

describe("an order that takes its lines out of the cart", () => {
  it("takes the discounts that were asked for too, and needs no cart", async () => {
    const cart = newCart();
    const [bought] = await variantsInStock(10);
    if (!bought) throw new Error("no variant");
    const lines = [{ variantId: bought, quantity: 1 }];
    await addLine(db, cart, { variantId: bought, quantity: 1 });
    await db
      .update(carts)
      .set({ promotionCodes: ["WELCOME"], loyaltyAsked: true })
      .where(eq(carts.id, cart.id));
    await db.transaction((tx) => takeOrderOutOfCart(tx, cart.id, lines));
    const [after] = await db.select().from(carts).where(eq(carts.id, cart.id));
    expect(after).toMatchObject({ promotionCodes: [], loyaltyAsked: false });
    await db.transaction((tx) => takeOrderOutOfCart(tx, newCart().id, lines));
  });

  it("removes what was bought and leaves what was added meanwhile", async () => {
    const cart = newCart();
    const [bought, more, other] = await variantsInStock(10, 10, 10);
    if (!bought || !more || !other) throw new Error("no variants");
    await addLine(db, cart, { variantId: bought, quantity: 2 });
    await addLine(db, cart, { variantId: more, quantity: 5 });
    await addLine(db, cart, { variantId: other, quantity: 1 });
    await db.transaction((tx) =>
      takeOrderOutOfCart(tx, cart.id, [
        { variantId: bought, quantity: 2 },
        { variantId: more, quantity: 2 },
      ]),
    );
    expect((await loadCart(db, cart.id))?.lines.map((line) => [line.variantId, line.quantity])).toEqual([
      [more, 3],
      [other, 1],
    ]);
  });
});
