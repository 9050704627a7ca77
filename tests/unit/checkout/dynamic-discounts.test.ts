import { describe, expect, it } from "vitest";
import type { CustomerId } from "@/lib/base/ids";
import { loyaltyOffer } from "@/lib/checkout/core/loyalty-offer";
import { askedWith, keptCodes, refusalOf } from "@/lib/checkout/core/quote-change";
import { PREVIEW_VERSION } from "@/lib/checkout/elements/preview";
import { goodsUpdate, strategyOf } from "@/lib/checkout/elements/strategy";
import { couponName } from "@/lib/checkout/sessions/coupon-data";
import { pricedLines } from "@/lib/checkout/sessions/session-lines";
import { shippingOptions } from "@/lib/checkout/sessions/session-parts";
import { loyaltyRule } from "@/tests/support/discounts";
import { aQuote } from "@/tests/support/quotes";

const discounted = aQuote({
  discounts: [
    { name: "10% off", code: "TENOFF", reason: "", amount: 400 },
    { name: "Gold members", ruleId: "rule_gold", reason: "", amount: 100 },
  ],
});

describe("telling Stripe of a quote's discounts", () => {
  it("is one coupon made for the session, in the preview", () => {
    expect(goodsUpdate("preview", discounted, false)).toEqual({
      discounts: [
        {
          coupon_data: {
            name: "TENOFF + Gold members",
            amount_off: 500,
            currency: "eur",
            duration: "once",
          },
        },
      ],
    });
    expect(goodsUpdate("preview", aQuote(), false)).toEqual({ discounts: "" });
    expect(PREVIEW_VERSION).toMatch(/^\d{4}-\d\d-\d\d\.\w+; checkout_server_update_beta=v1$/);
  });

  it("is repriced lines that name their SKU, without the preview", () => {
    const lines = pricedLines(discounted);
    expect(lines.every((line) => line.price_data && line.metadata?.sku)).toBe(true);
    expect(goodsUpdate("line_items", discounted, false)).toEqual({ line_items: lines });
  });

  it("is the catalogue's own prices while there is no discount", () => {
    expect(goodsUpdate("line_items", aQuote(), false)).toEqual({
      line_items: [
        { price: "price_1", quantity: 2 },
        { price: "price_2", quantity: 1 },
      ],
    });
  });

  it("brings the lines with it in the preview, when prices no longer contain the tax or do so now", () => {
    const exclusive = aQuote({ tax: "stripe", taxBehavior: "exclusive" });
    const { line_items = [] } = goodsUpdate("preview", exclusive, true);
    expect(line_items.map((line) => line.price_data?.tax_behavior)).toEqual(["exclusive", "exclusive"]);
    expect(goodsUpdate("preview", exclusive, false)).not.toHaveProperty("line_items");
  });

  it("stays the way the session was made for", () => {
    expect(strategyOf({ metadata: { discount_strategy: "preview" } })).toBe("preview");
    expect(strategyOf({ metadata: null })).toBe("line_items");
  });

  it("fits its name into what Stripe takes", () => {
    const long = aQuote({ discounts: [{ name: "x".repeat(60), reason: "", amount: 1 }] });
    expect(couponName(long)).toHaveLength(40);
  });

  it("puts the delivery the shopper picked first, as Stripe picks the first", () => {
    const speeds = (chosen: string | null) =>
      shippingOptions(aQuote(), chosen).map((option) => option.shipping_rate_data.metadata.speed);
    expect(speeds(null)).toEqual(["standard", "express"]);
    expect(speeds("express")).toEqual(["express", "standard"]);
  });
});

describe("what a shopper asks for", () => {
  const asked = { codes: ["TENOFF"], loyalty: false };

  it("adds up, each code once", () => {
    expect(askedWith(asked, { kind: "promotion_code", code: " fiveoff50" }).codes).toEqual([
      "TENOFF",
      "fiveoff50",
    ]);
    expect(askedWith(asked, { kind: "promotion_code", code: "tenoff" }).codes).toEqual(["tenoff"]);
    expect(askedWith(asked, { kind: "loyalty" })).toEqual({ codes: ["TENOFF"], loyalty: true });
    expect(askedWith(asked, { kind: "remove" })).toEqual({ codes: [], loyalty: false });
    expect(askedWith(asked, { kind: "review" })).toBe(asked);
  });

  it("is never more than ten codes, the newest", () => {
    const codes = Array.from({ length: 10 }, (_, index) => `CODE${index}`);
    const next = askedWith({ codes, loyalty: false }, { kind: "promotion_code", code: "NEW" });
    expect(next.codes).toHaveLength(10);
    expect(next.codes.at(-1)).toBe("NEW");
  });

  it("is refused by what concerns it alone", () => {
    const base = { ruleId: null, name: null, asked: true, refusal: { code: "unknown_code" } } as const;
    const others = [
      { ...base, code: "OTHER" },
      { ...base, code: undefined, asked: false },
    ];
    expect(refusalOf({ kind: "promotion_code", code: "mine" }, others)).toBeUndefined();
    expect(refusalOf({ kind: "promotion_code", code: "other" }, others)).toBe(others[0]);
    expect(refusalOf({ kind: "loyalty" }, others)).toBeUndefined();
    expect(refusalOf({ kind: "loyalty" }, [{ ...base, code: undefined }])).toBeDefined();
  });

  it("is kept for the next quote where it was granted, or may be yet", () => {
    const wanted = { codes: ["tenoff", "BYGONE", "france15"], loyalty: false };
    const refused = [
      { code: "BYGONE", refusal: { code: "expired", endsAt: "" } },
      { code: "france15", refusal: { code: "not_for_region", countries: ["FR"] } },
    ] as const;
    expect(keptCodes(wanted, [{ code: "TENOFF" }], refused)).toEqual(["tenoff", "france15"]);
  });
});

describe("what the checkout says of loyalty", () => {
  const rules = [loyaltyRule("gold", 15)];
  const customer = {
    id: "cus_1" as CustomerId,
    email: "ada@example.com",
    name: null,
    tier: "gold" as const,
    stripeCustomerId: null,
  };

  it("asks guests to sign in, offers members theirs, and is silent otherwise", () => {
    expect(loyaltyOffer(rules, aQuote(), null)).toBe("sign_in");
    expect(loyaltyOffer(rules, aQuote(), customer)).toBe("available");
    expect(loyaltyOffer(rules, discounted, customer)).toBe("applied");
    expect(loyaltyOffer(rules, aQuote(), { ...customer, tier: "silver" })).toBe("none");
    expect(loyaltyOffer([], aQuote(), null)).toBe("none");
  });
});
