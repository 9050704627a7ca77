import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makePrice, type Started, startStripe } from "./support";

let local: Started;
let stripe: Stripe;

beforeAll(async () => {
  local = await startStripe();
  stripe = local.stripe;
});
afterAll(() => local.close());

describe("products and prices", () => {
  it("have prices in other currencies, given only when they are expanded", async () => {
    const { id: product } = await stripe.products.create({ name: "Bowl" });
    const made = await stripe.prices.create({
      ...{ product, currency: "eur", unit_amount: 1_900 },
      currency_options: { usd: { unit_amount: 2_100 } },
    });
    expect(made.currency_options).toBeUndefined();
    const inOthers = async () => {
      const { currency_options: options = {} } = await stripe.prices.retrieve(made.id, {
        expand: ["currency_options"],
      });
      return Object.entries(options).map(([code, { unit_amount }]) => [code, unit_amount]);
    };
    expect(await inOthers()).toEqual([["usd", 2_100]]);
    await stripe.prices.update(made.id, { currency_options: { jpy: { unit_amount: 3_000 } } });
    expect(await inOthers()).toEqual([
      ["usd", 2_100],
      ["jpy", 3_000],
    ]);
    await stripe.prices.update(made.id, { currency_options: "" });
    expect(await inOthers()).toEqual([]);
    await expect(
      stripe.prices.create({
        product,
        currency: "eur",
        unit_amount: 1,
        currency_options: { dollar: { unit_amount: 1 } },
      }),
    ).rejects.toMatchObject({ statusCode: 400 });
  });

  it("have Stripe's ids and shapes", async () => {
    const product = await stripe.products.create({
      name: "Bowl",
      metadata: { slug: "bowl" },
      images: ["https://x.test/a.png"],
    });
    expect(product.id).toMatch(/^prod_\w{14}$/);
    expect(product).toMatchObject({
      object: "product",
      active: true,
      livemode: false,
      metadata: { slug: "bowl" },
    });
    const price = await stripe.prices.create({ product: product.id, currency: "EUR", unit_amount: 1_900 });
    expect(price.id).toMatch(/^price_\w{24}$/);
    expect(price).toMatchObject({
      currency: "eur",
      type: "one_time",
      tax_behavior: "unspecified",
      product: product.id,
    });
    expect(String(price.unit_amount_decimal)).toBe("1900");
  });

  it("does not archive a price that is its product's default", async () => {
    const { id: product } = await stripe.products.create({ name: "Bowl" });
    const priceOf = (unit_amount: number) => stripe.prices.create({ product, currency: "eur", unit_amount });
    const [old, next] = [await priceOf(1_900), await priceOf(2_100)];
    await stripe.products.update(product, { default_price: old.id });
    await expect(stripe.prices.update(old.id, { active: false })).rejects.toMatchObject({
      statusCode: 400,
      message: "This price cannot be archived because it is the default price of its product.",
    });
    await stripe.products.update(product, { default_price: next.id });
    expect((await stripe.prices.update(old.id, { active: false })).active).toBe(false);
  });

  it("merges metadata; an empty value removes its key and an empty string all", async () => {
    const { id } = await stripe.products.create({ name: "Vase", metadata: { a: "1", b: "2" } });
    expect((await stripe.products.update(id, { metadata: { b: "", c: "3" } })).metadata).toEqual({
      a: "1",
      c: "3",
    });
    expect((await stripe.products.update(id, { metadata: "" })).metadata).toEqual({});
  });

  it("finds prices by lookup key, and transfers a key only when asked to", async () => {
    const first = await makePrice(stripe, 100, { lookup_key: "sku-1" });
    await expect(makePrice(stripe, 200, { lookup_key: "sku-1" })).rejects.toMatchObject({
      param: "lookup_key",
    });
    const second = await makePrice(stripe, 200, { lookup_key: "sku-1", transfer_lookup_key: true });
    const found = await stripe.prices.list({ lookup_keys: ["sku-1", "sku-none"] });
    expect(found.data.map(({ id }) => id)).toEqual([second.id]);
    expect((await stripe.prices.retrieve(first.id)).lookup_key).toBeNull();
  });

  it("refuses to delete a product that has prices", async () => {
    const price = await makePrice(stripe);
    await expect(stripe.products.del(String(price.product))).rejects.toMatchObject({ statusCode: 400 });
    const bare = await stripe.products.create({ name: "Bare" });
    expect(await stripe.products.del(bare.id)).toMatchObject({
      id: bare.id,
      object: "product",
      deleted: true,
    });
  });

  it("sends a change with the old values", async () => {
    const { id } = await stripe.products.create({ name: "Old" });
    await stripe.products.update(id, { name: "New" });
    const [event] = (await stripe.events.list({ type: "product.updated", limit: 1 })).data;
    expect(event?.data.previous_attributes).toMatchObject({ name: "Old" });
    expect(event?.data.object).toMatchObject({ id, name: "New" });
    expect(event?.request?.id).toMatch(/^req_\w{14}$/);
  });
});

describe("discounts", () => {
  it("has coupons and promotion codes in today's shape", async () => {
    const coupon = await stripe.coupons.create({ amount_off: 500, currency: "eur" });
    expect(coupon.id).toMatch(/^\w{8}$/);
    const code = await stripe.promotionCodes.create({
      promotion: { type: "coupon", coupon: coupon.id },
      code: "HELLO",
    });
    expect(code.promotion).toEqual({ type: "coupon", coupon: coupon.id });
    const expanded = await stripe.promotionCodes.retrieve(code.id, { expand: ["promotion.coupon"] });
    expect(expanded.promotion.coupon).toMatchObject({ object: "coupon", amount_off: 500 });
  });
});

describe("customers", () => {
  it("creates, changes, lists by e-mail and deletes them", async () => {
    const customer = await stripe.customers.create({
      email: "ada@example.com",
      name: "Ada",
      address: { line1: "1 rue X", country: "FR" },
    });
    expect(customer.id).toMatch(/^cus_\w{14}$/);
    expect(customer.address).toEqual({
      line1: "1 rue X",
      line2: null,
      city: null,
      state: null,
      postal_code: null,
      country: "FR",
    });
    await stripe.customers.update(customer.id, { name: "Ada L." });
    expect((await stripe.customers.list({ email: "ada@example.com" })).data[0]?.name).toBe("Ada L.");
    expect(await stripe.customers.del(customer.id)).toMatchObject({ deleted: true });
  });
});
