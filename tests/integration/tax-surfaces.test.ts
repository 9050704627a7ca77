import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { VariantId } from "@/lib/base/ids";
import { syncCatalog } from "@/lib/catalog/sync.server";
import { products, variants } from "@/lib/db/schema";
import { testDatabase } from "@/tests/support/database";
import { insertDemoDiscounts } from "@/tests/support/demo-discounts";
import { testStripe } from "@/tests/support/local-stripe";
import { setSettings } from "@/tests/support/settings";
import { insertVariants } from "@/tests/support/store-fixtures";
import { taxShop, WAYS } from "@/tests/support/tax-shop";

process.env.STRIPE_TAX = "on";
const { db } = await testDatabase();
const shop = taxShop(db, await testStripe());
const { stripe, payBy } = shop;

const CALIFORNIA = { country: "US", state: "CA" };
let mug: VariantId;
let bowl: VariantId;
let giftCard: VariantId;

/** The account says the opposite of the store: whatever the store leaves open shows. */
const accountSays = (tax_behavior: "inclusive" | "exclusive") =>
  stripe.tax.settings.update({ defaults: { tax_behavior } });

async function priced(unitAmount: number): Promise<VariantId> {
  const [row] = await insertVariants(db, [1000]);
  if (!row) throw new Error("no variant");
  await db.update(variants).set({ unitAmount }).where(eq(variants.id, row.id));
  return row.id;
}

async function productOf(variantId: VariantId): Promise<string> {
  const [row] = await db
    .select({ id: products.stripeProductId })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .where(eq(variants.id, variantId));
  return row?.id ?? expect.fail(`no product of ${variantId}`);
}

beforeAll(async () => {
  await insertDemoDiscounts(db);
  mug = await priced(2900);
  bowl = await priced(1995);
  giftCard = await priced(1500);
  await syncCatalog(db, stripe);
  await stripe.products.update(await productOf(giftCard), { tax_code: "txcd_00000000" });
  await syncCatalog(db, stripe);
});

describe("prices that include the tax", () => {
  beforeEach(async () => {
    await setSettings({ STORE_PRICES_INCLUDE_TAX: true });
    await accountSays("exclusive");
    await syncCatalog(db, stripe);
  });

  it.each(WAYS)("are what is paid by %s, and the order knows the tax inside them", async (way) => {
    expect(await payBy(way, { lines: [[mug, 1]] })).toMatchObject({
      status: "paid",
      subtotal: 2900,
      shippingTotal: 490,
      // French VAT is 20 %: 4.83 of the goods, 0.82 of the delivery.
      taxTotal: 565,
      taxAdded: 0,
      total: 3390,
    });
  });

  it.each(WAYS)("are reduced by a code, when paid by %s", async (way) => {
    expect(await payBy(way, { lines: [[mug, 1]], code: "TENOFF" })).toMatchObject({
      status: "paid",
      discountTotal: 290,
      taxTotal: 435 + 82,
      taxAdded: 0,
      total: 3100,
    });
  });

  it.each(WAYS)("stay the same where there is no tax, when paid by %s", async (way) => {
    const swiss = await payBy(way, { lines: [[mug, 1]], to: { country: "CH" } });
    expect(swiss).toMatchObject({
      status: "paid",
      shippingTotal: 890,
      taxTotal: 0,
      taxAdded: 0,
      total: 3790,
    });
  });

  it.each(WAYS)("keep the tax code of each product, with and without a code: %s", async (way) => {
    const lines = [[giftCard, 3] as const, [mug, 1] as const].map(([id, count]): [VariantId, number] => [
      id,
      count,
    ]);
    expect(await payBy(way, { lines })).toMatchObject({ status: "paid", taxTotal: 483 + 82 });
    // 12 % of 74.00 are 8.88: 5.40 of the three gift cards, which share what is left, and 3.48 of the mug.
    expect(await payBy(way, { lines, code: "ONCE" })).toMatchObject({
      status: "paid",
      discountTotal: 888,
      taxTotal: 425 + 82,
    });
  });
});

describe("prices without the tax", () => {
  beforeEach(async () => {
    await setSettings({ STORE_PRICES_INCLUDE_TAX: false });
    await accountSays("inclusive");
    await syncCatalog(db, stripe);
  });

  it.each(WAYS)("get the tax on top when paid by %s, and less of it with a code", async (way) => {
    const lines: [VariantId, number][] = [[mug, 1]];
    const plain = await payBy(way, { lines, to: CALIFORNIA });
    // 7.25 %: 2.10 of the goods, 1.08 of the delivery.
    expect(plain).toMatchObject({ status: "paid", taxTotal: 318, taxAdded: 318, total: 2900 + 1490 + 318 });
    const cheaper = await payBy(way, { lines, to: CALIFORNIA, code: "TENOFF" });
    expect(cheaper).toMatchObject({ status: "paid", taxTotal: 189 + 108, total: 2610 + 1490 + 297 });
  });

  it("cost the same on each surface when a discount can't be shared evenly by pieces and lines", async () => {
    const purchase = {
      lines: [
        [bowl, 3],
        [mug, 1],
      ] as [VariantId, number][],
      to: CALIFORNIA,
      code: "ONCE",
    };
    const paid = await Promise.all([payBy("embedded", purchase)]);
    for (const way of WAYS.slice(1)) paid.push(await payBy(way, purchase));
    expect(paid.map(({ status }) => status)).toEqual(WAYS.map(() => "paid"));
    // 12 % of 88.85 are 10.66, and 7.18 of it the bowls': what is left of 59.85 makes no three prices.
    expect(new Set(paid.map(({ discountTotal }) => discountTotal))).toEqual(new Set([1066]));
    expect(new Set(paid.map(({ total, taxTotal }) => `${total} ${taxTotal}`)).size).toBe(1);
  });
});

describe("a catalogue Price with another tax behavior than the store's", () => {
  it.each(WAYS)("is not what is paid, not even before the catalogue is synced: %s", async (way) => {
    await setSettings({ STORE_PRICES_INCLUDE_TAX: false });
    await syncCatalog(db, stripe);
    await setSettings({ STORE_PRICES_INCLUDE_TAX: true });
    await accountSays("exclusive");
    expect(await payBy(way, { lines: [[mug, 2]] })).toMatchObject({
      status: "paid",
      taxAdded: 0,
      total: 6290,
    });
  });
});
