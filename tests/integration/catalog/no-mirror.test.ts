import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type { PriceId, VariantId } from "@/lib/base/ids";
import { loadCart } from "@/lib/cart/cart.server";
import { cartProblems } from "@/lib/cart/problems";
import { followMirrorSetting } from "@/lib/catalog/mirror.server";
import { getProduct } from "@/lib/catalog/products.server";
import { syncCatalog } from "@/lib/catalog/sync.server";
import { countUnpriced } from "@/lib/catalog/unpriced.server";
import { startElementsCheckout } from "@/lib/checkout/elements/elements-checkout.server";
import { confirmPayment } from "@/lib/checkout/payment-element/confirm-payment.server";
import { startPayment } from "@/lib/checkout/payment-element/start-payment.server";
import { calculateTax } from "@/lib/checkout/payment-element/tax.server";
import {
  carts,
  catalogSettings,
  discountRules,
  listings,
  products,
  searchDocuments,
  variants,
} from "@/lib/db/schema";
import type { Quote } from "@/lib/model/quote";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { receiveEvent } from "@/lib/webhooks/inbox.server";
import { addressIn } from "@/tests/support/addresses";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { paymentShop } from "@/tests/support/payment-shop";
import { setSettings } from "@/tests/support/settings";
import { cartWith, recordOf, shopperOf } from "@/tests/support/shop";
import { startSession } from "@/tests/support/start-session";
import { insertVariants } from "@/tests/support/store-fixtures";

const { db } = await testDatabase();
const { stripe, url, payByCard, eventsOf } = await testStripe();
const { token } = paymentShop(db, url);

/** Goods at 20.00 of which Stripe knows nothing. */
async function unpricedMug(): Promise<VariantId> {
  const [mug] = await insertVariants(db, [10]);
  if (!mug) throw new Error("no variant");
  await db.update(variants).set({ stripePriceId: null }).where(eq(variants.id, mug.id));
  return mug.id;
}

const NONTAXABLE = "txcd_00000000";

const generalGoods = (quote: Quote): Quote => ({
  ...quote,
  lines: quote.lines.map((line) => ({
    ...line,
    stripe: { productId: null, taxCode: null, taxBehavior: null },
  })),
});

const linesOf = async (sessionId: string) =>
  (await stripe.checkout.sessions.listLineItems(sessionId)).data.map((line) => ({
    sku: line.metadata?.sku,
    amount: line.amount_subtotal,
    name: line.description,
  }));

beforeEach(async () => {
  await setSettings({ CATALOG_MIRROR: "off" });
  await followMirrorSetting(db);
});

describe("a store whose catalogue Stripe does not have", () => {
  it("shows, lists and sells goods without a price at Stripe", async () => {
    const mug = await unpricedMug();
    const [{ slug, id } = raise()] = await db
      .select({ slug: products.slug, id: products.id })
      .from(products)
      .innerJoin(variants, eq(variants.productId, products.id))
      .where(eq(variants.id, mug));
    expect((await getProduct(slug))?.variants.map((variant) => variant.id)).toEqual([mug]);
    expect(await db.$count(listings, eq(listings.productId, id))).toBeGreaterThan(0);
    expect(await db.$count(searchDocuments, eq(searchDocuments.productId, id))).toBeGreaterThan(0);
    const cart = await loadCart(db, await cartWith(db, [[mug, 1]]));
    expect(cartProblems(cart ?? raise())).toEqual([]);
    expect(await countUnpriced(db)).toBe(0);
  });

  it.each(["embedded", "elements"] as const)(
    "is paid through lines with their own prices: %s",
    async (surface) => {
      const shopper = shopperOf(await cartWith(db, [[await unpricedMug(), 2]]));
      const started = await startSession({ surface, shopper, locale: "en" });
      if (!started.ok) throw new Error(started.code);
      expect(await linesOf(started.session.id)).toEqual([
        { sku: expect.stringMatching(/./), amount: 4000, name: expect.stringContaining("Mug") },
      ]);
      await payByCard(started.clientSecret);
      expect(await settleOrder(started.orderId)).toBe("paid");
      const { order } = await recordOf(db, started.orderId);
      expect(order.quote.lines.map((line) => line.priceId)).toEqual([null]);
    },
  );

  it("is paid with a discount shared over the lines", async () => {
    const cartId = await cartWith(db, [
      [await unpricedMug(), 1],
      [await unpricedMug(), 2],
    ]);
    await db.insert(discountRules).values({
      id: "rule_no_mirror",
      kind: "promotion_code",
      code: "NOMIRROR",
      name: { en: "Ten off" },
      conditions: { benefit: { type: "percent", percent: 10 } },
      combinable: true,
    });
    await db
      .update(carts)
      .set({ promotionCodes: ["NOMIRROR"] })
      .where(eq(carts.id, cartId));
    const started = await startElementsCheckout({ shopper: shopperOf(cartId), locale: "en" });
    if (!started.ok) throw new Error(started.code);
    if (!("clientSecret" in started)) throw new Error("free of charge");
    await payByCard(started.clientSecret);
    expect(await settleOrder(started.orderId)).toBe("paid");
    expect((await recordOf(db, started.orderId)).order).toMatchObject({ subtotal: 6000, discountTotal: 600 });
  });

  it("is paid by a ConfirmationToken", async () => {
    const shopper = shopperOf(await cartWith(db, [[await unpricedMug(), 1]]));
    const started = await startPayment({ shopper, locale: "en" });
    if (!started.ok || !("amount" in started)) throw new Error("not started");
    const tokenId = await token({ amount: started.amount });
    await confirmPayment({ orderId: started.orderId, tokenId, signedQuote: started.signedQuote, shopper });
    expect(await settleOrder(started.orderId)).toBe("paid");
  });

  it("sells at its own price also what has one at Stripe, and follows no edit there", async () => {
    const mug = await unpricedMug();
    const price = await stripe.prices.create({
      currency: "eur",
      unit_amount: 1500,
      product_data: { name: "Old mug" },
    });
    await db
      .update(variants)
      .set({ stripePriceId: price.id as PriceId })
      .where(eq(variants.id, mug));
    const cart = await loadCart(db, await cartWith(db, [[mug, 1]]));
    expect(cart?.lines.map(({ priceId, unitAmount }) => [priceId, unitAmount])).toEqual([[null, 2000]]);
    await stripe.prices.update(price.id, { active: false });
    const [event] = (await eventsOf(price.id)).filter(({ type }) => type === "price.updated");
    expect(await receiveEvent(event ?? raise())).toBe("ignored");
  });

  it("names nothing that Stripe still has, and says the shop's own tax code", async () => {
    const mug = await unpricedMug();
    const old = await stripe.products.create({ name: "Old mug", active: false });
    await db
      .update(products)
      .set({ stripeProductId: old.id, stripeTaxCode: "txcd_99999999", taxCode: NONTAXABLE })
      .where(
        eq(products.id, db.select({ id: variants.productId }).from(variants).where(eq(variants.id, mug))),
      );
    const shopper = shopperOf(await cartWith(db, [[mug, 1]]));
    const started = await startSession({ surface: "embedded", shopper, locale: "en" });
    if (!started.ok) throw new Error(started.code);
    const [line] = (await stripe.checkout.sessions.listLineItems(started.session.id)).data;
    const sold = await stripe.products.retrieve(String(line?.price?.product));
    expect([sold.id === old.id, sold.tax_code]).toEqual([false, NONTAXABLE]);
    const { quote } = (await recordOf(db, started.orderId)).order;
    const taxed: Quote = { ...quote, tax: "stripe", taxBehavior: "exclusive" };
    const ofGoods = await calculateTax(generalGoods(taxed), addressIn("FR"));
    const ofOurs = await calculateTax(taxed, addressIn("FR"));
    expect(ofOurs.amount).toBeLessThan(ofGoods.amount);
  });

  it("sends nothing to Stripe when it is synced", async () => {
    await unpricedMug();
    const before = (await stripe.products.list({ limit: 100 })).data.length;
    expect(await syncCatalog(db, stripe)).toMatchObject({ created: 0, updated: 0, unchanged: 0 });
    expect((await stripe.products.list({ limit: 100 })).data).toHaveLength(before);
  });
});

describe("a copy of the catalogue at Stripe that is wanted again", () => {
  it("takes what has no price there out of the lists, and its making goes on where it was cut short", async () => {
    const mug = await unpricedMug();
    const [{ id } = raise()] = await db
      .select({ id: variants.productId })
      .from(variants)
      .where(eq(variants.id, mug));
    expect(await db.$count(listings, eq(listings.productId, id))).toBeGreaterThan(0);
    await setSettings({ CATALOG_MIRROR: "on" });
    await db.update(catalogSettings).set({ mirror: true, carriedOut: false });
    await followMirrorSetting(db);
    expect(await db.$count(listings, eq(listings.productId, id))).toBe(0);
    expect(await db.$count(searchDocuments, eq(searchDocuments.productId, id))).toBe(0);
    expect(await db.select().from(catalogSettings)).toEqual([{ id: true, mirror: true, carriedOut: true }]);
    await syncCatalog(db, stripe);
    expect(await db.$count(listings, eq(listings.productId, id))).toBeGreaterThan(0);
  });
});

function raise(): never {
  throw new Error("not found");
}
