import { describe, expect, it } from "vitest";
import { failureReason, headingOf, isWaiting, parcelOf, toneOf } from "@/components/orders/state";
import { ORDER_STATUSES } from "@/lib/model/order";
import type { OrderView, ShopperDetail } from "@/lib/orders/views/order-view";
import en from "@/messages/en/orders.json";
import fr from "@/messages/fr/orders.json";

const timeline = (...details: ShopperDetail[]): OrderView["timeline"] =>
  details.map((detail) => ({ at: "2026-01-01T00:00:00.000Z", actor: "stripe", status: null, detail }));

describe("the page of an order", () => {
  it.each(ORDER_STATUSES)("has words in both languages for %s", (status) => {
    for (const texts of [en, fr]) {
      expect(texts.status[status]).toBeTruthy();
      expect(texts.lead[status]).toBeTruthy();
    }
    expect(toneOf(status)).toBeTruthy();
  });

  it("thanks whoever has bought something, and nobody else", () => {
    const thanked = ORDER_STATUSES.filter((status) => headingOf({ status, attention: null }) === null);
    expect(thanked).toContain("processing");
    expect(thanked).toContain("needs_attention");
    expect(thanked).not.toContain("payment_failed");
    expect(thanked).not.toContain("expired");
    expect(headingOf({ status: "needs_attention", attention: "refund_failed" })).toBe("refund_failed");
    for (const status of ["refund_pending", "refunded", "charged_back"])
      expect(thanked).not.toContain(status);
  });

  it("keeps looking only while a payment can still change it", () => {
    expect(ORDER_STATUSES.filter(isWaiting)).toEqual(["open", "processing"]);
  });

  it.each([
    ["card_declined", "declined"],
    ["insufficient_funds", "insufficient_funds"],
    ["expired_card", "expired_card"],
    ["incorrect_cvc", "incorrect_cvc"],
    ["payment_intent_authentication_failure", "authentication"],
    ["toString", "other"],
    [null, "other"],
  ])("says of %j that it was %s", (reason, expected) => {
    expect(failureReason(timeline({ code: "payment_failed", reason }))).toBe(expected);
  });

  it("tells the reason of the last failure", () => {
    const both = timeline(
      { code: "payment_failed", reason: "expired_card" },
      { code: "payment_failed", reason: "card_declined" },
    );
    expect(failureReason(both)).toBe("declined");
    expect(failureReason(timeline({ code: "placed" }))).toBeNull();
  });

  it("shows a parcel only when there is something to follow", () => {
    expect(parcelOf(timeline({ code: "shipped", carrier: null, trackingNumber: null }))).toBeNull();
    expect(parcelOf(timeline({ code: "shipped", carrier: "bpost", trackingNumber: "3S" }))?.carrier).toBe(
      "bpost",
    );
  });
});
