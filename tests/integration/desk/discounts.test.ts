import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { VariantId } from "@/lib/base/ids";
import { carts, discountRedemptions, discountRules, orders } from "@/lib/db/schema";
import type { DiscountForm } from "@/lib/desk/discounts/discount-form";
import { listDiscounts, readDiscountFilter } from "@/lib/desk/discounts/list-discounts.server";
import { codesAsCsv, makeOneTimeCodes } from "@/lib/desk/discounts/one-time-codes.server";
import { openCarts, readRealCart } from "@/lib/desk/discounts/real-cart.server";
import { findRule, saveDiscount, versionOfRule } from "@/lib/desk/discounts/save-discount.server";
import { readTriedCart, tryCart } from "@/lib/desk/discounts/try-cart.server";
import { testDatabase } from "@/tests/support/database";
import { insertDemoDiscounts } from "@/tests/support/demo-discounts";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { cartWith, shopperOf, stockedVariants } from "@/tests/support/shop";
import { startSession } from "@/tests/support/start-session";
import { insertVariants } from "@/tests/support/store-fixtures";

vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => {} }));

const { db } = await testDatabase();
const local = await testStripe();
const { paid } = orderShop(db, local);
await insertDemoDiscounts(db);

beforeEach(() => {
  for (const method of ["warn", "info", "error"] as const) {
    vi.spyOn(console, method).mockImplementation(() => undefined);
  }
});

const FORM: DiscountForm = {
  ...{ seen: "", kind: "promotion_code", code: "spring", name: { en: "Spring" } },
  ...{ benefit: "percent", off: "12,5", minimum: "40", countries: "fr, be" },
  ...{ starts: "2031-03-01T09:00", ends: "2031-04-01T00:00", totalLimit: "500", perCustomerLimit: "" },
  combinable: "no",
};

const open = async (id: string) => {
  const row = await findRule(db, id);
  if (!row) throw new Error("no rule");
  return row;
};

describe("a discount's form", () => {
  it("makes a rule with its time by the shop's clocks, its conditions and limits", async () => {
    expect(await saveDiscount("rule_spring", FORM)).toMatchObject({ ok: true, before: null });
    expect(await open("rule_spring")).toMatchObject({
      ...{ code: "spring", totalLimit: 500, perCustomerLimit: null, combinable: false },
      conditions: {
        ...{ benefit: { type: "percent", percent: 12.5 }, minimum: { eur: 4000 }, countries: ["FR", "BE"] },
      },
    });
  });

  it("keeps what it does not show: a cap, segments, amounts of other currencies", async () => {
    const row = await open("rule_spring");
    const conditions = {
      benefit: { type: "percent" as const, percent: 5, cap: { eur: 500 } },
      minimum: { eur: 100, usd: 200 },
      oncePerCard: true as const,
    };
    await db.update(discountRules).set({ conditions }).where(eq(discountRules.id, row.id));
    const seen = versionOfRule(await open(row.id));
    expect(await saveDiscount(row.id, { ...FORM, seen, off: "6", countries: "" })).toMatchObject({
      ok: true,
    });
    expect((await open(row.id)).conditions).toEqual({
      benefit: { type: "percent", percent: 6, cap: { eur: 500 } },
      minimum: { eur: 4000, usd: 200 },
      oncePerCard: true,
    });
  });

  it("of two who changed the same one saves the first, and tells the second", async () => {
    const seen = versionOfRule(await open("rule_spring"));
    const all = await Promise.all(
      ["7", "8"].map((off) => saveDiscount("rule_spring", { ...FORM, seen, off })),
    );
    expect(all.map((one) => (one.ok ? "saved" : one.code)).sort()).toEqual(["discount_changed", "saved"]);
  });

  it.each([
    [{ off: "much" }, "off_invalid"],
    [{ benefit: "amount", off: "1.234" }, "off_invalid"],
    [{ minimum: "some" }, "minimum_invalid"],
    [{ ends: "soon" }, "time_invalid"],
    [{ totalLimit: "0" }, "limit_invalid"],
  ] as const)("refuses %o: %s", async (wrong, problem) => {
    const form = { ...FORM, code: "OTHER", ...wrong };
    expect(await saveDiscount("rule_other", form)).toMatchObject({
      ...{ ok: false, code: "discount_refused", problems: [problem] },
    });
    expect(await findRule(db, "rule_other")).toBeNull();
  });

  it("refuses a code that another rule has", async () => {
    expect(await saveDiscount("rule_other", { ...FORM, code: "tenoff" })).toMatchObject({
      ...{ ok: false, code: "discount_refused", problem: expect.stringContaining("rule_code_tenoff") },
    });
  });
});

describe("the list of discounts", () => {
  it("finds by code and state, with the use at this moment", async () => {
    const { orderId } = await paid();
    await db.execute(
      `insert into discount_redemptions (order_id, rule_id, customer_key, status) values ('${orderId}', 'rule_code_tenoff', 'x', 'redeemed')`,
    );
    const find = async (query: Record<string, string>) =>
      (await listDiscounts(readDiscountFilter(query))).discounts;
    expect(await find({ q: "tenoff" })).toMatchObject([
      { id: "rule_code_tenoff", state: "now", redeemed: 1, reserved: 0 },
    ]);
    expect((await find({ state: "ended" })).map(({ code }) => code)).toContain("BYGONE");
    expect((await find({ state: "later" })).map(({ code }) => code)).toEqual(
      expect.arrayContaining(["SOON"]),
    );
    expect(await find({ q: "tenoff", state: "ended" })).toEqual([]);
  });
});

describe("one-time codes", () => {
  const body = {
    prefix: "fair",
    count: "30",
    name: "Fair",
    benefit: "percent",
    off: "10",
    minimum: "",
    ends: "",
  } as const;

  it("are as many as asked, each for one order, and a file", async () => {
    const made = await makeOneTimeCodes(body);
    if (!made.ok) throw new Error("not made");
    expect(new Set(made.codes).size).toBe(30);
    expect(codesAsCsv(made.codes).split("\n")).toHaveLength(32);
    const { discounts } = await listDiscounts(readDiscountFilter({ q: made.codes[0] ?? "" }));
    expect(discounts).toMatchObject([{ code: made.codes[0], totalLimit: 1 }]);
  });

  it("are none when one can't be made", async () => {
    const before = await db.$count(discountRules);
    expect(await makeOneTimeCodes({ ...body, off: "200" })).toMatchObject({ ok: false });
    expect(await db.$count(discountRules)).toBe(before);
  });
});

describe("a cart that is tried", () => {
  const tryIt = (query: Record<string, string>) => tryCart(readTriedCart(query), "en");

  it("costs what a shopper would pay, with what applies and what does not, and reserves nothing", async () => {
    const [row] = await insertVariants(db, [5]);
    const sku = row?.sku ?? "";
    const tried = await tryIt({ goods: `2 x ${sku}`, codes: "TENOFF BYGONE NONE", country: "FR" });
    if (!tried.ok) throw new Error(tried.code);
    expect(tried.quote).toMatchObject({ subtotal: 4000, discountTotal: 400 });
    expect(tried.quote.discounts.map(({ code }) => code)).toEqual(["TENOFF"]);
    expect(
      tried.refused.filter(({ asked }) => asked).map(({ code, refusal }) => [code, refusal.code]),
    ).toEqual(
      expect.arrayContaining([
        ["BYGONE", "expired"],
        ["NONE", "unknown_code"],
      ]),
    );
  });

  it("says which SKU or account is not there", async () => {
    expect(await tryIt({ goods: "NO-SUCH" })).toEqual({ ok: false, code: "unknown_sku", about: "NO-SUCH" });
    const [row] = await insertVariants(db, [5]);
    expect(await tryIt({ goods: row?.sku ?? "", email: "no@example.com" })).toMatchObject({
      code: "unknown_account",
    });
  });

  it("is taken from an order with its goods, country and codes, whose own use does not count", async () => {
    const [mug] = await stockedVariants(db, local.stripe, [10]);
    if (!mug) throw new Error("no variant");
    const cartId = await cartWith(db, [[mug, 2]]);
    await db
      .update(carts)
      .set({ promotionCodes: ["TENOFF"] })
      .where(eq(carts.id, cartId));
    const shopper = shopperOf(cartId);
    const started = await startSession({ surface: "embedded", shopper, locale: "en", orderId: undefined });
    if (!started.ok) throw new Error(started.code);
    // The order's own use is the last that is possible.
    const ruleId = (await findRule(db, "rule_code_tenoff"))?.id ?? "";
    const used = await db.$count(discountRedemptions, eq(discountRedemptions.ruleId, ruleId));
    const [order] = await db.select().from(orders).where(eq(orders.id, started.orderId));
    if (!order) throw new Error("no order");
    await db.update(discountRules).set({ totalLimit: used }).where(eq(discountRules.code, "TENOFF"));
    const real = await readRealCart({ order: order.number.toLowerCase().replace("-", "") });
    if (!real?.ok) throw new Error("not found");
    expect(real.cart.lines.map(({ quantity }) => quantity)).toEqual(
      order.quote.lines.map(({ quantity }) => quantity),
    );
    expect([real.cart.country, real.cart.codes]).toEqual([order.quote.country, ["TENOFF"]]);
    const tried = await tryCart(real.cart, "en");
    if (!tried.ok) throw new Error(tried.code);
    expect([tried.quote.total, tried.quote.discountTotal]).toEqual([order.total, order.discountTotal]);
    const { as: _, ...stranger } = real.cart;
    const other = await tryCart(stranger, "en");
    expect(other.ok && other.quote.discountTotal).toBe(0);
    await db.update(discountRules).set({ totalLimit: null }).where(eq(discountRules.code, "TENOFF"));
  });

  it("is taken from a cart that is open", async () => {
    const [row] = await insertVariants(db, [5]);
    const cartId = await cartWith(db, [[row?.id ?? ("" as VariantId), 3]]);
    expect((await openCarts()).map(({ id, pieces }) => [id, pieces])).toContainEqual([cartId, 3]);
    const real = await readRealCart({ cart: cartId });
    expect(real).toMatchObject({
      ok: true,
      cart: { lines: [{ sku: row?.sku, quantity: 3 }], country: "FR" },
    });
  });

  it("of no order and no cart is told", async () => {
    expect(await readRealCart({ order: "ZZZZ-ZZZZ" })).toEqual({ ok: false, code: "unknown_order" });
    expect(await readRealCart({ cart: "%00" })).toEqual({ ok: false, code: "unknown_cart" });
  });
});
