import { describe, expect, it } from "vitest";
import { nextStep } from "@/lib/checkout/page/next-step";

describe("nextStep", () => {
  it("leads to the cart when something in it has to be looked at", () => {
    expect(nextStep("cart_changed", null)).toEqual({ kind: "cart" });
    expect(nextStep("out_of_stock", null)).toEqual({ kind: "cart" });
  });

  it("leads to the order that is paid again, or that is already being paid", () => {
    expect(nextStep("out_of_stock", "ord_1")).toEqual({ kind: "order", orderId: "ord_1" });
    expect(nextStep("payment_in_progress", "ord_1")).toEqual({ kind: "order", orderId: "ord_1" });
  });

  it("leads back to the shop when there is nothing to pay", () => {
    expect(nextStep("cart_empty", null)).toEqual({ kind: "browse" });
  });

  it.each(["rate_limited", "stripe_unavailable", "network", "script", "a_code_of_tomorrow"])(
    "offers another try after %s",
    (code) => {
      expect(nextStep(code, null)).toEqual({ kind: "try_again" });
    },
  );
});
