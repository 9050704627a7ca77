import { describe, expect, it } from "vitest";
import { currency } from "@/lib/base/money";
import { adoptable } from "@/lib/catalog/adopt/adoptable";
import type { PriceAtStripe, ProductAtStripe } from "@/lib/db/schema/stripe-list";

const PRODUCT: ProductAtStripe = {
  ...{ id: "prod_mug", active: true, created: 1, updated: 1, name: "Große Tasse", description: "Holds tea." },
  ...{ images: [], metadata: {}, tax_code: "txcd_99999999", default_price: null },
};
const PRICE: PriceAtStripe = {
  ...{
    id: "price_1",
    product: "prod_mug",
    active: true,
    billing_scheme: "per_unit",
    created: 1,
    currency: "eur",
  },
  ...{ lookup_key: null, metadata: {}, nickname: null, tax_behavior: "inclusive", transform_quantity: null },
  ...{ type: "one_time", unit_amount: 2400 },
};
const price = (id: string, more: Partial<PriceAtStripe> = {}): PriceAtStripe => ({ ...PRICE, id, ...more });
const read = (prices: PriceAtStripe[], product: Partial<ProductAtStripe> = {}) =>
  adoptable({ ...PRODUCT, ...product }, prices, currency("eur"));
const labels = (prices: PriceAtStripe[], product: Partial<ProductAtStripe> = {}) =>
  read(prices, product).goods?.variants.map(({ price: { id }, label }) => [id, label]);

describe("a product at Stripe", () => {
  it("gives its texts in all languages, its tax code, and an address like its name", () => {
    const metadata = { name_fr: "Tasse", description_de: "Für Tee.", category: "cups" };
    expect(read([PRICE], { metadata }).goods).toMatchObject({
      slug: "grosse-tasse",
      facts: {
        name: { en: "Große Tasse", fr: "Tasse" },
        description: { en: "Holds tea.", de: "Für Tee." },
        categories: ["cups"],
        taxCode: "txcd_99999999",
      },
    });
  });

  it.each([
    ["mug", "mug"],
    ["No Address!", "grosse-tasse"],
  ])("whose metadata has the slug %j gets the address %j", (slug, wanted) => {
    expect(read([PRICE], { metadata: { slug } }).goods?.slug).toBe(wanted);
  });

  it("is left out from the archive, and without a price that can be used", () => {
    expect(read([PRICE], { active: false })).toMatchObject({
      goods: null,
      leftOut: [{ column: "prod_mug", code: "product_archived" }],
    });
    expect(read([])).toMatchObject({ goods: null, leftOut: [{ code: "product_without_price" }] });
  });
});

describe("a price at Stripe", () => {
  it.each([
    ["price_recurring", { type: "recurring" }],
    ["price_not_per_unit", { billing_scheme: "tiered" }],
    ["price_not_per_unit", { transform_quantity: { divide_by: 10, round: "up" } }],
    ["price_not_per_unit", { unit_amount: null }],
    ["currency_other", { currency: "usd" }],
  ] as const)("is left out as %s", (code, more) => {
    const { goods, leftOut } = read([price("price_2", more), PRICE]);
    expect(goods?.variants).toHaveLength(1);
    expect(leftOut).toMatchObject([{ column: "prod_mug, price_2", code }]);
  });

  it("becomes a variant that is called by its nickname, its SKU or its amount, the default one first", () => {
    const prices = [
      price("price_1", { nickname: "Small" }),
      price("price_2", { lookup_key: "MUG-L", created: 2 }),
      price("price_3", { unit_amount: 2650, created: 3 }),
    ];
    expect(labels(prices, { default_price: "price_3" })).toEqual([
      ["price_3", "26.50"],
      ["price_1", "Small"],
      ["price_2", "MUG-L"],
    ]);
  });

  it("of the same second as another comes before it when it costs less", () => {
    const prices = [
      price("price_1", { nickname: "Large", unit_amount: 3000 }),
      price("price_2", { nickname: "Small" }),
    ];
    expect(labels(prices)?.map(([, label]) => label)).toEqual(["Small", "Large"]);
  });

  it("that is called as another one is told apart by its amount, or left out", () => {
    const prices = [
      price("price_1", { nickname: "Small" }),
      price("price_2", { nickname: "Small", unit_amount: 1200, created: 2 }),
      price("price_3", { nickname: "Small", created: 3 }),
    ];
    expect(labels(prices)).toEqual([
      ["price_1", "Small"],
      ["price_2", "Small (12.00)"],
    ]);
    expect(read(prices).leftOut).toMatchObject([{ column: "prod_mug, price_3", code: "options_repeated" }]);
  });

  it("with the SKU of another one of the product is left out", () => {
    const prices = [price("price_1", { metadata: { sku: "MUG" } }), price("price_2", { lookup_key: "MUG" })];
    expect(read(prices).leftOut).toMatchObject([{ column: "prod_mug, price_2", code: "sku_repeated" }]);
  });
});
