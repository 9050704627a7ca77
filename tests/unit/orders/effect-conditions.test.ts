import { describe, expect, it } from "vitest";
import type { DisputeStage } from "@/lib/lifecycle/dispute-stage";
import { whyNoLongerApplies } from "@/lib/lifecycle/effect-conditions";
import { hasBeenPaid } from "@/lib/lifecycle/transitions";
import { ORDER_EFFECTS, type OrderEffect } from "@/lib/model/effects";
import { ORDER_STATUSES } from "@/lib/model/order";

const rightIn = (effect: OrderEffect) =>
  ORDER_STATUSES.filter((order) => whyNoLongerApplies(effect, { order, refund: null }) === null);

describe("an effect", () => {
  it("that promises goods is right only for an order that is to be sent", () => {
    for (const effect of ["email.order_confirmed", "shipping.request"] as const) {
      expect(rightIn(effect)).toEqual(["paid", "partially_refunded"]);
    }
  });

  it("that stops the goods is right exactly where it cannot stop what is to be sent", () => {
    const stopped = rightIn("shipping.cancel");
    for (const status of rightIn("shipping.request")) expect(stopped).not.toContain(status);
    for (const status of ["refunded", "refund_pending", "charged_back", "needs_attention", "disputed"]) {
      expect(stopped).toContain(status);
    }
  });

  it("about an unpaid order is right for no paid one", () => {
    for (const effect of ["email.payment_processing", "email.payment_failed"] as const) {
      expect(rightIn(effect).filter(hasBeenPaid)).toEqual([]);
    }
  });

  it("about a refund follows the refund, whatever the order is", () => {
    for (const order of ORDER_STATUSES) {
      expect(whyNoLongerApplies("email.refunded", { order, refund: "succeeded" })).toBeNull();
      expect(whyNoLongerApplies("email.refunded", { order, refund: "failed" })).toBe("the refund is failed");
      expect(whyNoLongerApplies("email.refund_pending", { order, refund: "succeeded" })).toBe(
        "the refund is succeeded",
      );
      expect(whyNoLongerApplies("email.refund_failed", { order, refund: "canceled" })).toBeNull();
      expect(whyNoLongerApplies("email.refund_failed", { order, refund: null })).toBe(
        "the refund is unknown",
      );
    }
  });

  it("about a dispute is right while that stands where it stood", () => {
    for (const order of ORDER_STATUSES) {
      const at = (stage: DisputeStage) =>
        whyNoLongerApplies("email.merchant_dispute", {
          order,
          refund: null,
          dispute: { stage, stageThen: "open" },
        });
      expect(at("open")).toBeNull();
      expect(at("won")).toBe("the dispute is won");
    }
  });

  it("that sends the merchant packing is right for no order that is in question, or over", () => {
    expect(rightIn("email.merchant_order_paid")).toEqual(["paid", "shipped", "partially_refunded"]);
  });

  it("is right at some time, and says why at any other", () => {
    for (const effect of ORDER_EFFECTS.filter((one) => !/^email\.(refund|merchant_dispute)/.test(one))) {
      expect(rightIn(effect)).not.toEqual([]);
      expect(whyNoLongerApplies(effect, { order: "open", refund: null })).toBe("the order is open");
    }
  });
});
