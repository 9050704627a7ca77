import { describe, expect, it } from "vitest";
import type { DisputeStage } from "@/lib/lifecycle/dispute-stage";
import { whyNoLongerApplies } from "@/lib/lifecycle/effect-conditions";
import { canTransition, hasBeenPaid, isOver, isToBeSent } from "@/lib/lifecycle/transitions";
import { ORDER_EFFECTS, type OrderEffect } from "@/lib/model/effects";
import { ORDER_STATUSES, type OrderStatus, type RefundStatus } from "@/lib/model/order";

const REFUND_STATUSES: readonly RefundStatus[] = [
  "pending",
  "requires_action",
  "succeeded",
  "failed",
  "canceled",
];

const rightIn = (effect: OrderEffect) =>
  ORDER_STATUSES.filter((order) => whyNoLongerApplies(effect, { order, refund: null }) === null);

describe("an effect", () => {
  it("that promises goods is right only for an order that is to be sent", () => {
    for (const effect of ["email.order_confirmed", "shipping.request"] as const) {
      expect(rightIn(effect)).toEqual(["paid", "partially_refunded"]);
    }
  });

  it("that stops the goods is right exactly where nothing is to be sent, or a question is open", () => {
    const questions: readonly OrderStatus[] = ["disputed", "needs_attention"];
    expect(rightIn("shipping.cancel")).toEqual(
      ORDER_STATUSES.filter((status) => isOver(status) || questions.includes(status)),
    );
    expect(rightIn("shipping.cancel").filter(isToBeSent)).toEqual([]);
  });

  it("that says the parcel has left is right in every state that a sent order can come to", () => {
    const later = (from: OrderStatus) => ORDER_STATUSES.filter((to) => canTransition(from, to));
    const states = new Set<OrderStatus>(["shipped", ...later("shipped"), ...later("disputed")]);
    // While it is paid, a part of it may have left.
    const unsent: readonly OrderStatus[] = ["awaiting_stock"];
    expect(rightIn("email.order_shipped")).toEqual(
      ORDER_STATUSES.filter((status) => states.has(status) && !unsent.includes(status)),
    );
  });

  it("that calls the merchant is right while the order waits for an answer", () => {
    expect(rightIn("email.merchant_attention")).toEqual(["disputed", "needs_attention"]);
  });

  it("about an unpaid order is right for no paid one", () => {
    for (const effect of ["email.payment_processing", "email.payment_failed"] as const) {
      expect(rightIn(effect).filter(hasBeenPaid)).toEqual([]);
    }
  });

  it("about a refund follows the refund, whatever the order is", () => {
    for (const order of ORDER_STATUSES) {
      const why = (effect: OrderEffect) =>
        REFUND_STATUSES.map((refund) => whyNoLongerApplies(effect, { order, refund }));
      const no = (status: RefundStatus) => `the refund is ${status}`;
      const never = REFUND_STATUSES.map(no);
      expect(why("email.refund_pending")).toEqual([null, null, ...never.slice(2)]);
      expect(why("email.refunded")).toEqual([...never.slice(0, 2), null, ...never.slice(3)]);
      expect(why("email.refund_failed")).toEqual([...never.slice(0, 3), null, null]);
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
      for (const given of [{}, { dispute: null }]) {
        expect(whyNoLongerApplies("email.merchant_dispute", { order, refund: null, ...given })).toBe(
          "the dispute is unknown",
        );
      }
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
