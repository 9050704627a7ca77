import { describe, expect, it } from "vitest";
import { HANDLED_EVENTS } from "@/lib/webhooks/handled";
import { retryDelaySeconds } from "@/lib/webhooks/retry";

describe("a failed event", () => {
  it("is tried again soon, then ever more rarely, but at least every hour", () => {
    expect([1, 2, 3].map(retryDelaySeconds)).toEqual([5, 10, 20]);
    expect(retryDelaySeconds(1_000)).toBe(3600);
  });
});

describe("the events the store acts on", () => {
  it("are all that its docs promise", () => {
    expect(HANDLED_EVENTS).toEqual(
      expect.arrayContaining([
        "checkout.session.completed",
        "checkout.session.async_payment_succeeded",
        "checkout.session.async_payment_failed",
        "checkout.session.expired",
        "payment_intent.succeeded",
        "payment_intent.payment_failed",
        "charge.refunded",
        "product.updated",
        "price.updated",
      ]),
    );
  });
});
