import { eq } from "drizzle-orm";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { newCartId, type VariantId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import { loadCart } from "@/lib/cart/cart.server";
import { addLine, setCartCountry, setLineQuantity } from "@/lib/cart/change.server";
import { setCartCurrency } from "@/lib/cart/currency.server";
import { mergeCarts } from "@/lib/cart/merge.server";
import { cartProblems } from "@/lib/cart/problems";
import { readListPage } from "@/lib/catalog/list-page.server";
import { parseListingQuery } from "@/lib/catalog/listing";
import { readProducts } from "@/lib/catalog/products.server";
import { cardView } from "@/lib/catalog/view";
import { quoteCart } from "@/lib/checkout/core/price.server";
import { sellLinesAgain } from "@/lib/checkout/core/sold-lines.server";
import { amountsIn } from "@/lib/currencies/price-in";
import { catalogChanges, products, variants } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { checkConvertedPrices, checkCurrencies } from "@/lib/doctor/currencies.server";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";
import { testDatabase } from "@/tests/support/database";
import { setSettings } from "@/tests/support/settings";
import { insertVariants } from "@/tests/support/store-fixtures";

const { db } = await testDatabase();
const [eur, usd, jpy, kwd] = ["eur", "usd", "jpy", "kwd"].map(currency) as [never, never, never, never];

/** Of 20.00 euros each. */
async function mugs(count: number) {
  const made = await insertVariants(db, Array(count).fill(10));
  return made.map(({ id }) => id);
}

async function cartIn(code: typeof eur, ids: readonly VariantId[]) {
  const cart = { id: newCartId(), country: "FR", currency: code };
  for (const variantId of ids) await addLine(db, cart, { variantId, quantity: 2 });
  return cart.id;
}

const amounts = async (cartId: Awaited<ReturnType<typeof cartIn>>) => {
  const cart = await loadCart(db, cartId);
  return { currency: cart?.currency, amounts: cart?.lines.map(({ unitAmount }) => unitAmount) };
};

describe("a cart in the shopper's currency", () => {
  it("has converted prices, and the merchant's own where there is one", async () => {
    const [one, other] = (await mugs(2)) as [VariantId, VariantId];
    await db
      .update(variants)
      .set({ prices: { usd: { amount: 1900 } } })
      .where(eq(variants.id, other));
    const cartId = await cartIn(usd, [one, other]);
    expect(await amounts(cartId)).toEqual({ currency: "usd", amounts: [2199, 1900] });
    await setCartCurrency(db, cartId, jpy);
    expect(await amounts(cartId)).toEqual({ currency: "jpy", amounts: [3200, 3200] });
    await setCartCurrency(db, cartId, eur);
    expect(await amounts(cartId)).toEqual({ currency: "eur", amounts: [2000, 2000] });
  });

  it("changes with the country, or neither of the two does", async () => {
    const [id] = (await mugs(1)) as [VariantId];
    const cartId = await cartIn(eur, [id]);
    expect(await setCartCountry(db, cartId, "BE")).toBeNull();
    await db.execute(`create function cut_off() returns trigger language plpgsql as $$ begin
      raise exception 'cut off'; end $$`);
    await db.execute("create trigger cut before update of currency on carts execute function cut_off()");
    onTestFinished(async () => {
      await db.execute("drop function if exists cut_off cascade");
    });
    await expect(setCartCountry(db, cartId, "US")).rejects.toThrow();
    expect(await loadCart(db, cartId)).toMatchObject({ country: "BE", currency: "eur" });

    await db.execute("drop trigger cut on carts");
    expect(await setCartCountry(db, cartId, "US")).toBe("usd");
    expect(await loadCart(db, cartId)).toMatchObject({ country: "US", currency: "usd" });
    expect(await amounts(cartId)).toEqual({ currency: "usd", amounts: [2199] });
  });

  it("stays as it was chosen within a country, also of a cart that begins with it", async () => {
    const cartId = newCartId();
    expect(await setCartCountry(db, cartId, "US")).toBe("usd");
    await setCartCurrency(db, cartId, jpy);
    expect(await setCartCountry(db, cartId, "US")).toBeNull();
    expect((await loadCart(db, cartId))?.currency).toBe("jpy");
  });

  it("can't have what costs more in it than Stripe takes", async () => {
    const [dear, cheap] = (await mugs(2)) as [VariantId, VariantId];
    const most = 62_499_999;
    await db
      .update(variants)
      .set({ unitAmount: most, prices: { kwd: { amount: 1000 } } })
      .where(eq(variants.id, dear));
    expect(await checkConvertedPrices()).toEqual([]);
    const cartId = await cartIn(jpy, [dear, cheap]);
    expect(await amounts(cartId)).toEqual({ currency: "jpy", amounts: [99_999_998, 3200] });
    const shopper = { customer: null, locale: "en" as const, exceptOrderIds: [] };
    const quoted = await quoteCart(db, await loadCart(db, cartId), shopper);
    const order = quoted.ok ? ({ quote: quoted.quote } as OrderRow) : expect.fail(quoted.code);
    expect(await sellLinesAgain(db, order)).toHaveLength(2);
    await db
      .update(variants)
      .set({ unitAmount: most + 2 })
      .where(eq(variants.id, dear));
    const problems = async () => cartProblems((await loadCart(db, cartId)) ?? expect.fail("no cart"));
    expect(await problems()).toEqual([{ code: "not_in_currency", variantId: dear }]);
    expect(await sellLinesAgain(db, order)).toBeNull();
    // A delivery that is so dear is not on offer in it either.
    expect(amountsIn({ eur: most }, jpy)).toEqual({ eur: most, jpy: 99_999_998 });
    expect(amountsIn({ eur: most + 2 }, jpy)).toEqual({ eur: most + 2 });
    expect(await checkConvertedPrices()).toMatchObject([{ code: "prices_too_high" }]);
    const cart = { id: cartId, country: "FR", currency: jpy };
    expect(await addLine(db, cart, { variantId: dear, quantity: 1 })).toMatchObject({
      code: "not_in_currency",
    });
    await setCartCurrency(db, cartId, eur);
    expect(await problems()).toEqual([]);
    await db
      .update(variants)
      .set({ prices: { kwd: { amount: 1000 }, jpy: { amount: 99_000_000 } } })
      .where(eq(variants.id, dear));
    expect(await checkConvertedPrices()).toEqual([]);
    expect(await addLine(db, cart, { variantId: dear, quantity: 1 })).toEqual({ ok: true });
    await db.update(variants).set({ unitAmount: 2000 }).where(eq(variants.id, dear));
  });

  it("says that a price has changed within one currency alone", async () => {
    const [id] = (await mugs(1)) as [VariantId];
    const cartId = await cartIn(eur, [id]);
    await setCartCurrency(db, cartId, usd);
    const problems = async () => cartProblems((await loadCart(db, cartId)) ?? expect.fail("no cart"));
    expect(await problems()).toEqual([]);
    await db.update(variants).set({ unitAmount: 3000 }).where(eq(variants.id, id));
    expect(await problems()).toEqual([{ code: "price_changed", variantId: id, before: 2199, now: 3299 }]);
    await setCartCurrency(db, cartId, eur);
    expect(await problems()).toEqual([]);
    await db.update(variants).set({ unitAmount: 2500 }).where(eq(variants.id, id));
    expect(await problems()).toMatchObject([{ code: "price_changed", before: 3000, now: 2500 }]);
  });

  it("follows the browser that adds to it, and keeps its currency with a quantity", async () => {
    const [id, more] = (await mugs(2)) as [VariantId, VariantId];
    const cartId = await cartIn(usd, [id]);
    await setLineQuantity(db, cartId, { variantId: id, quantity: 3 });
    expect((await amounts(cartId)).currency).toBe("usd");
    await addLine(db, { id: cartId, country: "FR", currency: kwd }, { variantId: more, quantity: 1 });
    expect(await amounts(cartId)).toEqual({ currency: "kwd", amounts: [7000, 7000] });
  });

  it("takes the price that was seen for its own currency alone", async () => {
    const [id] = (await mugs(1)) as [VariantId];
    const cart = { id: newCartId(), country: "FR", currency: usd };
    await addLine(db, cart, { variantId: id, quantity: 1, seen: { unitAmount: 2000, currency: eur } });
    expect((await loadCart(db, cart.id))?.lines[0]?.seenUnitAmount).toBe(2199);
    await addLine(db, cart, { variantId: id, quantity: 1, seen: { unitAmount: 2099, currency: usd } });
    expect((await loadCart(db, cart.id))?.lines[0]?.seenUnitAmount).toBe(2099);
  });

  it("has the currency of the browser that signs in, and keeps what each line was seen for", async () => {
    const [one, other] = (await mugs(2)) as [VariantId, VariantId];
    const guests = await cartIn(usd, [one]);
    const own = await cartIn(eur, [other]);
    await inTransaction(db, (tx) => mergeCarts(tx, guests, own));
    expect(await amounts(own)).toEqual({ currency: "usd", amounts: [2199, 2199] });
    expect(cartProblems((await loadCart(db, own)) ?? expect.fail("no cart"))).toEqual([]);
  });

  it("is in the store's own currency when its currency is not sold in any more", async () => {
    const [id] = (await mugs(1)) as [VariantId];
    const cartId = await cartIn(eur, [id]);
    await setCartCurrency(db, cartId, currency("brl"));
    expect(await amounts(cartId)).toEqual({ currency: "eur", amounts: [2000] });
  });
});

describe("a quote in the shopper's currency", () => {
  it("converts the delivery, and names no Price at Stripe, which would be of another currency", async () => {
    const cartId = await cartIn(kwd, await mugs(1));
    const cart = await loadCart(db, cartId);
    const quoted = await quoteCart(db, cart, { customer: null, locale: "en", exceptOrderIds: [] });
    if (!quoted.ok) throw new Error(quoted.code);
    const { quote } = quoted;
    expect(quote).toMatchObject({ currency: "kwd", subtotal: 14_000, shippingTotal: 1720, total: 15_720 });
    expect(quote.lines.map(({ priceId }) => priceId)).toEqual([null]);
    expect(quote.zone?.rates[0]?.prices[0]?.price).toEqual({ eur: 490, kwd: 1720 });
  });
});

describe("the shop in another currency", () => {
  it("shows its prices on cards, and finds by them", async () => {
    const [id] = (await mugs(1)) as [VariantId];
    await db
      .update(variants)
      .set({ prices: { usd: { amount: 900, compareAt: 1500 } } })
      .where(eq(variants.id, id));
    const [product] = await readProducts(db, eq(variants.id, id));
    if (!product) throw new Error("no product");
    expect(cardView(product, usd, "en")).toMatchObject({ price: "$9.00", before: "$15.00" });
    expect(cardView(product, jpy, "en")).toMatchObject({ price: "¥3,200" });
    expect(cardView(product, jpy, "en").before).toBeUndefined();

    const found = async (query: string, code: typeof eur) => {
      const asked = { ...parseListingQuery(new URLSearchParams(query)), currency: code };
      return (await readListPage(db, "all", asked, "en", 1000)).ids.includes(product.id);
    };
    expect(await found("max=10", usd)).toBe(true);
    expect(await found("min=10", usd)).toBe(false);
    expect(await found("min=3200&max=3200", jpy)).toBe(true);
    expect(await found("max=3199", jpy)).toBe(false);
    expect(await found("max=10", eur)).toBe(false);
    expect(await found("min=20&max=20", eur)).toBe(true);
  });

  it("is made again, page and lists, when a price for a currency is set", async () => {
    const [id] = (await mugs(1)) as [VariantId];
    const [product] = await db
      .select({ slug: products.slug })
      .from(products)
      .innerJoin(variants, eq(variants.productId, products.id))
      .where(eq(variants.id, id));
    await db.delete(catalogChanges);
    await db
      .update(variants)
      .set({ prices: { gbp: { amount: 1700 } } })
      .where(eq(variants.id, id));
    const tags = (await db.select().from(catalogChanges)).map(({ tag }) => tag);
    expect(tags).toContain(`product:${product?.slug}`);
    expect(tags).toContain("list:all");
  });
});

describe("the doctor", () => {
  const codes = (changes: Parameters<typeof setSettings>[0]) =>
    setSettings(changes).then(() =>
      checkCurrencies().map((finding) => (finding.state === "wrong" ? finding.code : finding.text)),
    );
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it("names what is sold in, and what can't be", async () => {
    expect(await codes({})).toEqual(["prices are in EUR, USD, GBP, CHF, JPY, KWD"]);
    expect(await codes({ STRIPE_TAX: true, STORE_PRICES_INCLUDE_TAX: false })).toEqual([
      "prices are in EUR, USD, GBP, CHF, JPY; in KWD no tax can be added on top",
    ]);
    expect(await codes({ STORE_CURRENCY: "BRL" })).toEqual(["currencies_not_sold"]);
  });
});
