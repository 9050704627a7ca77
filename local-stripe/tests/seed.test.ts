import { afterEach, describe, expect, it } from "vitest";
import { seedOf } from "../src/seed/read-seed";
import { readYaml } from "../src/seed/read-yaml";
import { type Started, startStripe } from "./support";

const SEED = `
# what the shop sells
coupons:
  - id: SPRING
    percent_off: 20
    codes: [SPRING20, { code: VIP, max_redemptions: 5 }]
products:
- id: prod_mug
  name: "Mug: large"   # a comment
  metadata: { shelf: 'A1' }
  prices:
    - lookup_key: mug_eur
      currency: eur
      unit_amount: 1250
    - currency: usd
      unit_amount: 1400
prices:
  -
    product: prod_mug
    currency: gbp
    unit_amount: 1100
customers:
  - email: ada@example.com
    name: Ada Lovelace
    phone: +3212345678
    cards: [pm_card_visa, "5555 5555 5555 4444"]
`;

let local: Started | undefined;
afterEach(async () => {
  await local?.close();
  local = undefined;
});

describe("a seed", () => {
  it("makes products, prices, customers with cards and coupons", async () => {
    local = await startStripe({ seed: seedOf(readYaml(SEED)) });
    const { stripe } = local;
    expect(await stripe.products.retrieve("prod_mug")).toMatchObject({
      name: "Mug: large",
      metadata: { shelf: "A1" },
    });
    const prices = await stripe.prices.list({ product: "prod_mug" });
    expect(prices.data.map(({ currency, unit_amount }) => `${currency} ${unit_amount}`)).toEqual([
      "gbp 1100",
      "usd 1400",
      "eur 1250",
    ]);
    const codes = await stripe.promotionCodes.list({ coupon: "SPRING" });
    expect(codes.data.map(({ code }) => code)).toEqual(["VIP", "SPRING20"]);
    const [ada] = (await stripe.customers.list({ email: "ada@example.com" })).data;
    expect(ada).toMatchObject({ name: "Ada Lovelace", phone: "+3212345678" });
    const cards = await stripe.customers.listPaymentMethods(String(ada?.id));
    expect(cards.data.map(({ card }) => card?.last4)).toEqual(["4444", "4242"]);
    expect(ada?.invoice_settings.default_payment_method).toBe(cards.data[1]?.id);
  });

  it("can be sown again: what is there stays", async () => {
    const statePath = `${process.env.TMPDIR ?? "/tmp"}/local-stripe-seed-${process.pid}.json`;
    const seed = seedOf(readYaml(SEED));
    local = await startStripe({ seed, statePath });
    await local.stripe.products.update("prod_mug", { name: "Renamed" });
    await local.close();
    local = await startStripe({ seed, statePath });
    const { stripe } = local;
    expect((await stripe.products.list()).data.map(({ name }) => name)).toEqual(["Renamed"]);
    expect((await stripe.prices.list()).data).toHaveLength(3);
    expect((await stripe.customers.list()).data).toHaveLength(1);
    expect((await stripe.paymentMethods.list({ type: "card" })).data.length).toBeLessThanOrEqual(2);
    expect((await stripe.promotionCodes.list()).data).toHaveLength(2);
  });

  it("goes to the accounts of its keys", async () => {
    const seed = { keys: ["sk_test_local_a", "sk_live_b"], products: [{ id: "prod_1", name: "Mug" }] };
    await expect(startStripe({ seed: seedOf(seed) })).rejects.toThrow("This is a live key");
    local = await startStripe({ seed: seedOf({ ...seed, keys: ["sk_test_local_a", "sk_test_local_b"] }) });
    expect((await local.stripe.products.list()).data).toHaveLength(1);
  });

  it("says what the API refuses", async () => {
    const seed = seedOf({ products: [{ id: "prod_1", name: "Mug", colour: "red" }] });
    await expect(startStripe({ seed })).rejects.toThrow(
      /products .*"colour":"red".*unknown parameter: colour/,
    );
  });

  it.each([
    [{ plans: [] }, "plans is none of keys, coupons, products, prices, customers"],
    [{ products: { id: "a" } }, "products is no list"],
    [{ products: ["mug"] }, "products[0] is no map"],
    [{ products: [{ name: "Mug" }] }, "products[0] has no id"],
    [{ customers: [{ name: "Ada" }] }, "customers[0] has no email"],
    [[], "a seed is no map"],
  ])("of another shape is refused: %j", (value, said) => {
    expect(() => seedOf(value)).toThrow(said);
  });
});

describe("the YAML of a seed", () => {
  it.each([
    [
      "a: 1\nb: -2.5\nc: 007\nd: true\ne: null\nf: ~\ng:",
      { a: 1, b: -2.5, c: "007", d: true, e: null, f: null, g: null },
    ],
    ["a: 'it''s'\nb: \"x\\ty # z\"\nc: plain # said", { a: "it's", b: "x\ty # z", c: "plain" }],
    ["- - 1\n  - 2\n- 3", [[1, 2], 3]],
    ["a:\n- 1\n- b: 2\n  c: 3\nd: [x, 'y, z', [1]]", { a: [1, { b: 2, c: 3 }], d: ["x", "y, z", [1]] }],
    ["url: https://a.test/?b=1#c\n", { url: "https://a.test/?b=1#c" }],
    ["a:\n  b:\n    - c", { a: { b: ["c"] } }],
    ["", null],
    ["[]", []],
  ])("reads %j", (text, value) => {
    expect(readYaml(text)).toEqual(value);
  });

  it.each([
    ["a: &x 1", 'line 1: "&" is not read'],
    ["a: |\n  text", 'line 1: "|" is not read'],
    ["a: 1\na: 2", "line 2: a stands here twice"],
    ["a: 1\n  b: 2", 'line 2: "b: 2" does not belong here'],
    ["a:\n\tb: 1", "line 2: a tab"],
    ["a: 1\nb", 'line 2: "b" is no "key: value"'],
    ['a: "x', "line 1"],
    ["a: [1", "line 1: [1 must end on its line"],
  ])("refuses %j", (text, said) => {
    expect(() => readYaml(text)).toThrow(said);
  });
});
