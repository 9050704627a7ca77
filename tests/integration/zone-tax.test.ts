import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { OrderId, VariantId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import { setCartCountry } from "@/lib/cart/change.server";
import { setCartCurrency } from "@/lib/cart/currency.server";
import { syncCatalog } from "@/lib/catalog/sync.server";
import { readPricedCart } from "@/lib/checkout/cart/read-priced-cart.server";
import { startPayment } from "@/lib/checkout/payment-element/start-payment.server";
import { deliveryZones, orders, variants } from "@/lib/db/schema";
import { releaseRedemptions } from "@/lib/discounts/redemptions.server";
import { shownTax } from "@/lib/discovery/shown-tax.server";
import { checkZoneTaxes } from "@/lib/doctor/currencies.server";
import { releaseHold } from "@/lib/inventory/stock.server";
import type { TaxBehavior } from "@/lib/model/tax-behavior";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { importPlan } from "@/lib/shipping/import-plan.server";
import { testDatabase } from "@/tests/support/database";
import { rateOf, zoneOfCountries } from "@/tests/support/delivery";
import { insertDemoDiscounts } from "@/tests/support/demo-discounts";
import { elementsShop } from "@/tests/support/elements-shop";
import { testStripe } from "@/tests/support/local-stripe";
import { paymentShop } from "@/tests/support/payment-shop";
import { setSettings } from "@/tests/support/settings";
import { cartWith, shopperOf } from "@/tests/support/shop";
import { startSession } from "@/tests/support/start-session";
import { insertVariants } from "@/tests/support/store-fixtures";
import { taxShop, WAYS } from "@/tests/support/tax-shop";

process.env.STRIPE_TAX = "on";
const { db } = await testDatabase();
const local = await testStripe();
const { stripe, control, changeAddress, payByCard } = local;
const { payBy } = taxShop(db, local);
const elements = elementsShop(db, stripe);
const payment = paymentShop(db, local.url);
const eur = currency("eur");

const FRANCE = { country: "FR" };
const CALIFORNIA = { country: "US", state: "CA" };
const addressIn = ({ country, state = null }: { country: string; state?: string | null }) => ({
  country,
  state,
  postalCode: country === "US" ? "94105" : "75002",
  city: "Town",
  line1: "1 Main Street",
});

const imports = (plan: unknown, own = eur) => importPlan(db, plan, { currency: own, dryRun: false });

/** Europe as the store's own setting says, and the others as given; all for 5.00, so that only the tax tells them apart. */
const planWith = (
  taxBehavior?: TaxBehavior,
  abroad = ["US"],
  price: Record<string, number> = { eur: 500 },
) => {
  const rates = [rateOf("standard", 500, { prices: [{ price }] })];
  return {
    zones: [
      zoneOfCountries("europe", ["FR", "DE"], { rates }),
      zoneOfCountries("abroad", abroad, { ...(taxBehavior && { taxBehavior }), rates }),
    ],
  };
};

async function delivers(taxBehavior?: TaxBehavior): Promise<void> {
  const imported = await imports(planWith(taxBehavior));
  if (!imported.ok) throw new Error(imported.problems.join("\n"));
}

let mug: VariantId;

beforeAll(async () => {
  await insertDemoDiscounts(db);
  const [row] = await insertVariants(db, [1000]);
  mug = row?.id as VariantId;
  await db.update(variants).set({ unitAmount: 2900 }).where(eq(variants.id, mug));
  await syncCatalog(db, stripe);
  // What the store leaves open would show.
  await stripe.tax.settings.update({ defaults: { tax_behavior: "exclusive" } });
});

beforeEach(async () => {
  await setSettings({ STORE_PRICES_INCLUDE_TAX: true, STRIPE_TAX: true, STORE_CURRENCY: "EUR" });
  await db.delete(deliveryZones);
});

const orderOf = async (id: OrderId) => {
  const [order] = await db.select().from(orders).where(eq(orders.id, id));
  return order ?? expect.fail(`no order ${id}`);
};

/** 34.00 with and without a code: 20 % of French tax, 7.25 % of California's. */
const IN_FRANCE = {
  inside: { status: "paid", taxTotal: 483 + 83, taxAdded: 0, total: 3400 },
  onTop: { status: "paid", taxTotal: 580 + 100, taxAdded: 680, total: 4080 },
};
const IN_CALIFORNIA = {
  inside: { status: "paid", taxTotal: 196 + 34, taxAdded: 0, total: 3400 },
  onTop: { status: "paid", taxTotal: 210 + 36, taxAdded: 246, total: 3646 },
};

describe("a zone that says whether prices contain the tax", () => {
  it.each(WAYS)("has it on top in a store whose prices contain it: %s", async (way) => {
    await delivers("exclusive");
    expect(await payBy(way, { lines: [[mug, 1]] })).toMatchObject(IN_FRANCE.inside);
    expect(await payBy(way, { lines: [[mug, 1]], to: CALIFORNIA })).toMatchObject(IN_CALIFORNIA.onTop);
    const cheaper = await payBy(way, { lines: [[mug, 1]], to: CALIFORNIA, code: "TENOFF" });
    expect(cheaper).toMatchObject({ status: "paid", taxTotal: 189 + 36, taxAdded: 225, total: 3110 + 225 });
  });

  it.each(WAYS)("has it inside in a store whose prices do not contain it: %s", async (way) => {
    await setSettings({ STORE_PRICES_INCLUDE_TAX: false });
    await delivers("inclusive");
    expect(await payBy(way, { lines: [[mug, 1]] })).toMatchObject(IN_FRANCE.onTop);
    expect(await payBy(way, { lines: [[mug, 1]], to: CALIFORNIA })).toMatchObject(IN_CALIFORNIA.inside);
  });
});

const cartTo = async (country: string) => {
  const shopper = shopperOf(await cartWith(db, [[mug, 1]]));
  if (shopper.cartId) {
    await setCartCountry(db, shopper.cartId, country);
    await setCartCurrency(db, shopper.cartId, eur);
  }
  return shopper;
};

const MOVES = [
  ["to a zone with the tax on top", FRANCE, CALIFORNIA, IN_CALIFORNIA.onTop],
  ["to a zone with the tax inside", CALIFORNIA, FRANCE, IN_FRANCE.inside],
] as const;

describe.each(MOVES)("a shopper who moves %s during the checkout", (_what, from, to, due) => {
  beforeEach(() => delivers("exclusive"));
  const addsTax = due.taxAdded > 0;

  it.each(["preview", "line_items"] as const)("agrees to it on Checkout Elements, by %s", async (way) => {
    await control("/account", { dynamic_discounts_preview: way === "preview" });
    await setSettings({ STRIPE_DYNAMIC_DISCOUNTS: way });
    const checkout = await elements.begin(await cartTo(from.country));
    expect(checkout.quote.addsTax).toBe(!addsTax);
    await changeAddress(checkout.clientSecret, to);
    // Whoever presses "Pay" before the page has told of the move is asked to agree first.
    const reviewed = await checkout.does({ kind: "review" });
    expect(reviewed).toMatchObject({ ok: false, code: "quote_changed", quote: { addsTax } });
    expect(await checkout.does({ kind: "review" })).toMatchObject({ ok: true, quote: { addsTax } });
    expect((await payByCard(checkout.clientSecret, undefined, to)).status).toBe(200);
    await settleOrder(checkout.orderId);
    expect(await orderOf(checkout.orderId)).toMatchObject(due);
  });

  it("moves there and back on Checkout Elements, with a code", async () => {
    await control("/account", { dynamic_discounts_preview: true });
    await setSettings({ STRIPE_DYNAMIC_DISCOUNTS: "preview" });
    const checkout = await elements.begin(await cartTo(from.country));
    await checkout.types("TENOFF");
    for (const place of [to, from, to]) {
      await changeAddress(checkout.clientSecret, place);
      const isThere = place === to;
      const told = await checkout.does({ kind: "region" });
      expect(told).toMatchObject({ ok: true, quote: { addsTax: isThere ? addsTax : !addsTax } });
    }
    const session = await stripe.checkout.sessions.retrieve(checkout.sessionId, { expand: ["line_items"] });
    expect(session.line_items?.data.map(({ price }) => price?.tax_behavior)).toEqual([
      addsTax ? "exclusive" : "inclusive",
    ]);
  });

  it("agrees to it on the Payment Element", async () => {
    const checkout = await payment.begin(await cartTo(from.country));
    expect(checkout.quote.addsTax).toBe(!addsTax);
    const first = await checkout.does({ kind: "delivery", address: addressIn(from) });
    if (!first.ok) throw new Error(first.code);
    const { amount, signedQuote } = first.checkout;
    const refused = await checkout.pays({ amount, ...to }, signedQuote);
    expect(refused).toMatchObject({
      ok: false,
      code: "quote_changed",
      checkout: { amount: due.total, quote: { addsTax } },
    });
    if (refused.ok || refused.code !== "quote_changed") throw new Error("nothing to agree to");
    const now = refused.checkout;
    expect(await checkout.pays({ amount: now.amount, ...to }, now.signedQuote)).toMatchObject({ ok: true });
    expect(await orderOf(checkout.orderId)).toMatchObject(due);
  });

  it("can't do so on Stripe's page: it takes addresses of the cart's zone, and the cart makes a new session", async () => {
    const shopper = await cartTo(from.country);
    const open = async () => {
      const started = await startSession({ surface: "embedded", shopper, locale: "en" });
      if (!started.ok) throw new Error(started.code);
      const { data } = await stripe.checkout.sessions.list({ limit: 1 });
      return { ...started, countries: data[0]?.shipping_address_collection?.allowed_countries };
    };
    const first = await open();
    expect(first.countries).not.toContain(to.country);
    if (shopper.cartId) await setCartCountry(db, shopper.cartId, to.country);
    if (shopper.cartId) await setCartCurrency(db, shopper.cartId, eur);
    const second = await open();
    expect(second.orderId).not.toBe(first.orderId);
    expect((await payByCard(second.clientSecret, undefined, to)).status).toBe(200);
    await settleOrder(second.orderId);
    expect(await orderOf(second.orderId)).toMatchObject(due);
  });

  it("is told by the cart", async () => {
    const said = async (country: string) =>
      (await readPricedCart(await cartTo(country), "en")).quote?.taxBehavior;
    const behaviors = ["inclusive", "exclusive"];
    expect([await said(to.country), await said(from.country)]).toEqual(
      addsTax ? behaviors.reverse() : behaviors,
    );
  });
});

describe("a setting that changes during a checkout", () => {
  it("changes nothing for an order that stays in its zone, and counts in the next", async () => {
    await delivers("exclusive");
    const checkout = await payment.begin(await cartTo("FR"));
    await setSettings({ STORE_PRICES_INCLUDE_TAX: false });
    const moves = async (address: ReturnType<typeof addressIn>) => {
      const told = await checkout.does({ kind: "delivery", address });
      return told.ok ? told.checkout.quote.addsTax : told.code;
    };
    expect(await moves(addressIn(FRANCE))).toBe(false);
    expect(await moves(addressIn(CALIFORNIA))).toBe(true);
    expect(await moves(addressIn(FRANCE))).toBe(true);
  });
});

describe("a plan that is imported during a checkout", () => {
  it("changes nothing for an order that stays in its zone, and must be agreed to when it is paid again", async () => {
    await delivers("exclusive");
    const checkout = await payment.begin(await cartTo("US"));
    await delivers("inclusive");
    const address = addressIn(CALIFORNIA);
    const told = await checkout.does({ kind: "delivery", address });
    expect(told).toMatchObject({ ok: true, checkout: { amount: 3646, quote: { addsTax: true } } });
    const { orderId, shopper } = checkout;
    await db.transaction(async (tx) => {
      await releaseHold(tx, orderId);
      await releaseRedemptions(tx, orderId);
      await tx.update(orders).set({ status: "payment_failed" }).where(eq(orders.id, orderId));
    });
    const again = await startPayment({ shopper, locale: "en", orderId });
    expect(again).toMatchObject({ ok: false, code: "price_changed", quote: { addsTax: false } });
  });
});

describe("a tax on top in a currency of whole units or tenths", () => {
  const [isk, kwd] = ["isk", "kwd"].map(currency) as [never, never];
  const refusal = (code: string) => ({
    ok: false,
    problems: [
      expect.stringMatching(new RegExp(`^zones\\[1\\]\\.taxBehavior: must be inclusive .* pay in ${code}`)),
    ],
  });

  it("is refused by an import in the store's own and in that of the zone's shoppers, unless Stripe adds no tax", async () => {
    const inKronur = planWith("exclusive", ["US"], { isk: 50_000 });
    expect(await imports(inKronur, isk)).toEqual(refusal("ISK"));
    const toKuwait = planWith("exclusive", ["US", "KW"]);
    expect(await imports(toKuwait)).toEqual(refusal("KWD"));
    expect(await imports(planWith("inclusive", ["US", "KW"]))).toMatchObject({ ok: true });
    await setSettings({ STRIPE_TAX: false });
    expect(await imports(inKronur, isk)).toMatchObject({ ok: true });
    expect(await imports(toKuwait)).toMatchObject({ ok: true });
  });

  it("is named by the doctor where the settings changed after the import, and nobody is charged in it", async () => {
    await delivers("exclusive");
    expect(await checkZoneTaxes()).toEqual([]);
    await setSettings({ STORE_CURRENCY: "KWD" });
    expect(await checkZoneTaxes()).toMatchObject([{ state: "wrong", code: "zone_tax_not_chargeable" }]);
  });

  it("keeps a cart in it from being ordered, and says why", async () => {
    await delivers("exclusive");
    const shopper = await cartTo("US");
    if (shopper.cartId) await setCartCurrency(db, shopper.cartId, kwd);
    const { quote, delivery } = await readPricedCart(shopper, "en");
    expect({ quote, ...delivery }).toMatchObject({ quote: null, cheapest: null, isInCurrency: false });
    expect(await startPayment({ shopper, locale: "en" })).toMatchObject({ ok: false, code: "not_served" });
    if (shopper.cartId) await setCartCountry(db, shopper.cartId, "FR");
    if (shopper.cartId) await setCartCurrency(db, shopper.cartId, kwd);
    const checkout = await payment.begin(shopper);
    const moved = await checkout.does({ kind: "delivery", address: addressIn(CALIFORNIA) });
    expect(moved).toMatchObject({ ok: false, code: "not_served" });
    expect((await orderOf(checkout.orderId)).quote).toMatchObject({
      country: "FR",
      taxBehavior: "inclusive",
    });
  });
});

describe("pages that do not know their shopper's country", () => {
  const said = async (code: string) => {
    const tax = await shownTax(currency(code));
    return tax.included === "in" ? tax.countries.join() : tax.included;
  };

  it("say where prices include the tax: in the shop's country, or in those that the currency is for", async () => {
    expect([await said("eur"), await said("usd"), await said("jpy")]).toEqual(Array(3).fill("everywhere"));
    await delivers("exclusive");
    expect([await said("eur"), await said("usd"), await said("jpy")]).toEqual(["FR", "", "JP"]);
    await setSettings({ STORE_PRICES_INCLUDE_TAX: false });
    await delivers("inclusive");
    expect([await said("eur"), await said("usd"), await said("jpy")]).toEqual(["", "US", ""]);
  });
});
