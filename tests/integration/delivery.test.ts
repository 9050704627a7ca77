import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { VariantId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import { readPricedCart } from "@/lib/checkout/cart/read-priced-cart.server";
import { startEmbeddedCheckout } from "@/lib/checkout/embedded/embedded-checkout.server";
import { startPayment } from "@/lib/checkout/payment-element/start-payment.server";
import { cartLines, carts, deliveryZones, orders, variants } from "@/lib/db/schema";
import type { DeliveryPlan } from "@/lib/model/delivery";
import type { Shopper } from "@/lib/orders/owners/shopper";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { importPlan } from "@/lib/shipping/import-plan.server";
import { loadPlan } from "@/lib/shipping/plan.server";
import { testDatabase } from "@/tests/support/database";
import { DIVIDED, rateOf, zoneOfCountries } from "@/tests/support/delivery";
import { insertDemoDiscounts } from "@/tests/support/demo-discounts";
import { elementsShop } from "@/tests/support/elements-shop";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { paymentShop } from "@/tests/support/payment-shop";

const { db } = await testDatabase();
const local = await testStripe();
const { stripe } = local;
const elements = elementsShop(db, stripe);
const payments = paymentShop(db, local.url);
const { orderOf } = orderShop(db, local);
const eur = currency("eur");

const imports = (plan: unknown, dryRun = false) => importPlan(db, plan, { currency: eur, dryRun });

async function delivers(plan: DeliveryPlan): Promise<void> {
  const imported = await imports(plan);
  if (!imported.ok) throw new Error(imported.problems.join("\n"));
}

const onlyRate = (changes: Parameters<typeof rateOf>[2]): DeliveryPlan => ({
  zones: [zoneOfCountries("home", ["FR"], { rates: [rateOf("standard", 490, changes)] })],
});

const address = (country: string, postalCode: string | null = null, state: string | null = null) => ({
  kind: "delivery" as const,
  address: { country, postalCode, state, city: null, line1: null },
});

async function weighs(shopper: Shopper, weightGrams: number): Promise<void> {
  if (!shopper.cartId) throw new Error("no cart");
  const [line] = await db.select().from(cartLines).where(eq(cartLines.cartId, shopper.cartId));
  await db
    .update(variants)
    .set({ weightGrams })
    .where(eq(variants.id, line?.variantId as VariantId));
}

async function livesIn(shopper: Shopper, country: string): Promise<void> {
  if (shopper.cartId) await db.update(carts).set({ country }).where(eq(carts.id, shopper.cartId));
}

beforeAll(async () => {
  await insertDemoDiscounts(db);
});

beforeEach(async () => {
  await db.delete(deliveryZones);
});

describe("an import", () => {
  it("is what an export gives, and changes nothing when repeated", async () => {
    const standard = await loadPlan(db);
    expect(await imports(JSON.parse(JSON.stringify(standard)))).toMatchObject({ ok: true, changes: [] });
    expect(await loadPlan(db)).toEqual(standard);
    await delivers(DIVIDED);
    const exported = JSON.parse(JSON.stringify(await loadPlan(db)));
    expect(exported).toEqual(DIVIDED);
    expect(await imports(exported)).toMatchObject({ ok: true, changes: [] });
    expect(await loadPlan(db)).toEqual(exported);
  });

  it("of a dry run says the differences, and writes nothing", async () => {
    await delivers(DIVIDED);
    const [home, ...others] = DIVIDED.zones;
    const dearer = { zones: [{ ...home, rates: [rateOf("standard", 590)] }, ...others] };
    const change = {
      kind: "changed",
      at: "zones.home.rates.standard.prices[0].price.eur",
      from: "490",
      to: "590",
    };
    expect(await imports(dearer, true)).toMatchObject({ ok: true, changes: [change] });
    expect(await loadPlan(db)).toEqual(DIVIDED);
    expect(await imports(dearer)).toMatchObject({ ok: true, changes: [change] });
    expect(await loadPlan(db)).toEqual(dearer);
  });

  it("with a problem names its path, and writes nothing", async () => {
    await delivers(DIVIDED);
    const dollars = onlyRate({ prices: [{ price: { usd: 100 } }] });
    expect(await imports(dollars)).toEqual({
      ok: false,
      problems: ["zones[0].rates[0].prices[0].price: has no eur, in which the store sells"],
    });
    expect(await imports({ zones: [{ ...zoneOfCountries("a", ["FR", "FRA"]) }] })).toEqual({
      ok: false,
      problems: [expect.stringMatching(/^zones\[0\]\.countries\[1\]: FRA is not a country.s code/)],
    });
    expect(await imports([])).toMatchObject({ ok: false });
    expect(await loadPlan(db)).toEqual(DIVIDED);
  });
});

describe("a rate", () => {
  it.each([
    [5400, 0],
    [5401, 490],
  ])("that is free from %i costs %i for goods of 60.00 less 10 %%", async (freeFrom, shipping) => {
    await delivers(onlyRate({ freeFrom: { eur: freeFrom } }));
    const checkout = await elements.checkoutOf(3);
    expect(checkout.quote.shippingRates).toMatchObject([{ amount: 0 }]);
    await checkout.types("TENOFF");
    await elements.expectTotal(checkout, 6000 - 600 + shipping);
  });

  it("that would no longer be free with a code is kept free, and the code says why it waits", async () => {
    await delivers(onlyRate({ freeFrom: { eur: 2000 } }));
    const checkout = await elements.checkoutOf(1);
    expect(await checkout.types("TENOFF")).toMatchObject({ ok: false, code: "costs_more" });
    await elements.expectTotal(checkout, 2000);
  });

  it("goes by the cart's weight, and a change of the cart renews it", async () => {
    await delivers(
      onlyRate({
        prices: [
          { upToGrams: 1000, price: { eur: 490 } },
          { upToGrams: 5000, price: { eur: 990 } },
        ],
      }),
    );
    const shopper = await elements.shopperWith(2);
    await weighs(shopper, 500);
    const first = await elements.begin(shopper);
    expect(first.quote.shippingRates).toMatchObject([{ amount: 490 }]);
    await db
      .update(cartLines)
      .set({ quantity: 3 })
      .where(eq(cartLines.cartId, shopper.cartId ?? ("" as never)));
    const second = await elements.begin(shopper);
    expect(second.orderId).not.toBe(first.orderId);
    expect(second.quote.shippingRates).toMatchObject([{ amount: 990 }]);
    await weighs(shopper, 5000);
    expect(await readPricedCart(shopper, "en")).toMatchObject({ quote: null, delivery: { cheapest: null } });
  });

  it("stays as an open order was quoted, and a new order gets today's", async () => {
    await delivers(onlyRate({}));
    const checkout = await elements.checkoutOf(3);
    const payment = await payments.begin(await elements.shopperWith(1));
    await delivers(onlyRate({ prices: [{ price: { eur: 790 } }] }));
    expect(await checkout.types("TENOFF")).toMatchObject({ ok: true, quote: { total: 5400 + 490 } });
    expect(await checkout.does({ kind: "review" })).toMatchObject({ ok: true });
    expect(await payment.pays()).toMatchObject({ ok: true });
    expect((await orderOf(payment.orderId)).shippingTotal).toBe(490);
    expect((await elements.checkoutOf(1)).quote.shippingRates).toMatchObject([{ amount: 790 }]);
  });
});

describe("a part of a country", () => {
  beforeEach(() => delivers(DIVIDED));

  it("has its own rates on Checkout Elements, there and back", async () => {
    const checkout = await elements.checkoutOf(1);
    expect(checkout.quote).toMatchObject({ place: "FR", divided: true, total: 2490 });
    await local.changeAddress(checkout.clientSecret, { postal_code: "20090", city: "Ajaccio" });
    expect(await checkout.does({ kind: "region" })).toMatchObject({
      ok: true,
      quote: { place: "FR 20090", total: 2000 + 1490 },
    });
    await elements.expectTotal(checkout, 3490);
    await local.changeAddress(checkout.clientSecret, { postal_code: "97400", city: "Saint-Denis" });
    expect(await checkout.does({ kind: "region" })).toEqual({ ok: false, code: "not_served" });
    expect((await orderOf(checkout.orderId)).total).toBe(3490);
    await local.changeAddress(checkout.clientSecret, { postal_code: "69001", city: "Lyon" });
    expect(await checkout.does({ kind: "region" })).toMatchObject({ ok: true, quote: { total: 2490 } });
    await elements.expectTotal(checkout, 2490);
  });

  it("has its own rates on the Payment Element, where the address of the payment decides", async () => {
    const checkout = await payments.begin(await elements.shopperWith(1));
    expect(await checkout.does(address("FR", "20 090"))).toMatchObject({
      ok: true,
      checkout: { amount: 3490 },
    });
    expect(await checkout.does(address("FR", "97400"))).toEqual({ ok: false, code: "not_served" });
    // A code typed later keeps the place.
    expect(await checkout.types("TENOFF")).toMatchObject({ ok: true, checkout: { amount: 3490 - 200 } });
    expect(await checkout.does(address("FR", "75002"))).toMatchObject({
      ok: true,
      checkout: { amount: 2290 },
    });
    const inCorsica = { postal_code: "20090", city: "Ajaccio" };
    expect(await checkout.pays({ address: inCorsica })).toMatchObject({ ok: false, code: "quote_changed" });
    const overseas = { postal_code: "97400", city: "Saint-Denis" };
    expect(await checkout.pays({ address: overseas })).toMatchObject({ code: "shipping_country_refused" });
    expect((await orderOf(checkout.orderId)).status).toBe("open");
  });

  it("waits for the merchant when it was typed on Stripe's page, whose rates can't change", async () => {
    const shopper = await elements.shopperWith(1);
    const started = await startEmbeddedCheckout({ shopper, locale: "en" });
    if (!started.ok) throw new Error(started.code);
    const { shipping_address_collection: asked } = await stripe.checkout.sessions.retrieve(
      started.clientSecret.split("_secret_")[0] ?? "",
    );
    expect(asked?.allowed_countries).toEqual(["FR", "BE"]);
    await local.payByCard(started.clientSecret, undefined, { postal_code: "20090", city: "Ajaccio" });
    expect(await settleOrder(started.orderId)).toBe("needs_attention");
  });
});

describe("a cart that can't be delivered", () => {
  it("is told so on every surface, and keeps its goods", async () => {
    await delivers(onlyRate({}));
    const shopper = await elements.shopperWith(1);
    await livesIn(shopper, "US");
    const refused = { ok: false, code: "not_served" };
    expect(await startEmbeddedCheckout({ shopper, locale: "en" })).toEqual(refused);
    expect(await startPayment({ shopper, locale: "en" })).toEqual(refused);
    await expect(elements.begin(shopper)).rejects.toThrow("not_served");
    expect(await db.$count(orders, eq(orders.cartId, shopper.cartId ?? ("" as never)))).toBe(0);
    const { cart, quote, delivery } = await readPricedCart(shopper, "en");
    expect({ count: cart.count, quote, delivery }).toEqual({
      count: 1,
      quote: null,
      delivery: { countries: ["FR"], cheapest: null, isInCurrency: true },
    });
    await livesIn(shopper, "FR");
    expect((await elements.begin(shopper)).quote.total).toBe(2490);
  });

  it("is not paid again where nothing is delivered any more", async () => {
    const shopper = await elements.shopperWith(1);
    const { orderId, sessionId } = await elements.begin(shopper);
    await stripe.checkout.sessions.expire(sessionId);
    expect(await settleOrder(orderId)).toBe("expired");
    await delivers({ zones: [zoneOfCountries("other", ["DE"])] });
    expect(await startPayment({ shopper, locale: "en", orderId })).toEqual({ ok: false, code: "not_served" });
  });
});
