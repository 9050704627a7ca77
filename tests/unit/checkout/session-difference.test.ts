import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { sessionDifference } from "@/lib/checkout/elements/session-difference";
import { aQuote } from "@/tests/support/quotes";

const plain = aQuote();
const discounted = aQuote({
  discounts: [{ name: "10% off", code: "TENOFF", reason: "", amount: 400 }],
});

const COUPON = { name: "TENOFF", amount_off: 400, currency: "eur" };

type Told = {
  strategy?: "preview" | "line_items";
  subtotal?: number;
  off?: number;
  tax?: number;
  added?: number;
  coupons?: unknown[];
};

/** What Stripe answers. */
function session({
  strategy = "preview",
  subtotal = discounted.subtotal,
  off = 400,
  tax = 0,
  added = 0,
  coupons = [COUPON],
}: Told) {
  return {
    metadata: { discount_strategy: strategy },
    amount_subtotal: subtotal,
    amount_total: subtotal - off + added + 490,
    total_details: {
      amount_discount: off,
      amount_shipping: 490,
      amount_tax: tax,
    } as Stripe.Checkout.Session.TotalDetails,
    discounts: coupons.map((coupon) => ({
      coupon,
      promotion_code: null,
    })) as Stripe.Checkout.Session.Discount[],
  };
}

describe("a session that was told of a quote's discounts", () => {
  it("has no difference when price and discount are those that were sent", () => {
    expect(sessionDifference(session({}), discounted)).toBeNull();
    expect(sessionDifference(session({ off: 0, coupons: [] }), plain)).toBeNull();
  });

  it.each([
    ["goods of another price", { off: 399 }, "the goods cost 3691, not 3690"],
    ["another amount", { coupons: [{ ...COUPON, amount_off: 300 }] }, "of 300 eur"],
    ["another currency", { coupons: [{ ...COUPON, currency: "usd" }] }, "of 400 usd"],
    ["another name", { coupons: [{ ...COUPON, name: "Sale" }] }, '"Sale"'],
    ["a percentage", { coupons: [{ ...COUPON, amount_off: null, currency: null }] }, "of null null"],
    ["no discount", { coupons: [] }, "0 discounts"],
    ["two discounts", { coupons: [COUPON, COUPON] }, "2 discounts"],
    ["a discount that was not expanded", { coupons: ["quote_1"] }, "quote_1 was not expanded"],
  ])("differs by %s", (_what, told, difference) => {
    expect(sessionDifference(session(told), discounted)).toContain(difference);
  });

  it("differs by a discount that the quote has not", () => {
    const left = session({ off: 0, coupons: [COUPON] });
    expect(sessionDifference(left, plain)).toContain("the quote has none");
  });

  it("differs by a tax that is on top of prices that contain it, or inside those that don't", () => {
    const taxed = (taxBehavior: "inclusive" | "exclusive", told: Told) =>
      sessionDifference(
        session({ strategy: "line_items", off: 0, ...told }),
        aQuote({ tax: "stripe", taxBehavior }),
      );
    expect(taxed("inclusive", { tax: 300, added: 300 })).toContain("a tax of 300 is on top");
    expect(taxed("exclusive", { tax: 300, added: 0 })).toContain("of the tax of 300 only 0");
    expect(taxed("inclusive", { tax: 300, added: 0 })).toBeNull();
    expect(taxed("exclusive", { tax: 300, added: 300 })).toBeNull();
    expect(taxed("exclusive", {})).toBeNull();
  });

  it("tells by its price alone where the lines contain the discount", () => {
    const repriced = {
      strategy: "line_items",
      subtotal: discounted.subtotal - 400,
      off: 0,
      coupons: [],
    } as const;
    expect(sessionDifference(session({ ...repriced, coupons: [] }), discounted)).toBeNull();
    expect(sessionDifference(session({ ...repriced, subtotal: 1, coupons: [] }), discounted)).not.toBeNull();
  });
});
