import { describe, expect, it } from "vitest";
import { decideReview } from "@/lib/checkout/elements/review-outcome";
import type { UpdateOutcome } from "@/lib/checkout/elements/run-update";
import { shownQuote } from "@/tests/support/checkout-quote";

const flash = { name: "Flash sale", reason: "Until noon", code: null, amount: 240, shippingAmount: 0 };
const before = { quote: shownQuote({ discounts: [flash], discountTotal: 240 }), total: 2650 };
const now = shownQuote({
  revision: 2,
  refused: [{ name: "Flash sale", code: null, refusal: "expired", reason: "This offer ended at noon." }],
});
const refused = (code: string, quote = null as typeof now | null): UpdateOutcome => ({
  ok: false,
  code,
  message: "So it is.",
  quote,
  orderId: "ord_1",
});

describe("What comes of the last look before paying", () => {
  it("pays when everything is as the shopper saw it", () => {
    expect(decideReview({ ok: true, quote: before.quote }, before, 2650)).toEqual({ kind: "pay" });
  });

  it("shows another total first, even when the store finds nothing wrong", () => {
    expect(decideReview({ ok: true, quote: before.quote }, before, 2890)).toEqual({
      kind: "look_again",
      gone: [],
    });
  });

  it("says which discounts are gone, and why", () => {
    expect(decideReview(refused("quote_changed", now), before, 2890)).toEqual({
      kind: "look_again",
      gone: [{ name: "Flash sale", reason: "This offer ended at noon." }],
    });
  });

  it.each(["cart_changed", "out_of_stock"])("leads to the cart after %s", (code) => {
    expect(decideReview(refused(code), before, 2650)).toEqual({
      kind: "look_at_cart",
      message: "So it is.",
    });
  });

  it.each(["session_closed", "not_found"])("is over after %s", (code) => {
    expect(decideReview(refused(code), before, 2650)).toEqual({ kind: "over", orderId: "ord_1" });
  });

  it.each(["stripe_unavailable", "checkout_busy", "rate_limited", "network", "a_code_of_tomorrow"])(
    "does not pay after %s",
    (code) => {
      expect(decideReview(refused(code), before, 2650)).toMatchObject({ kind: "failed" });
    },
  );
});
