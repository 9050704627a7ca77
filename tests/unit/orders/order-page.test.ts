import { describe, expect, it } from "vitest";
import { failureReason, headingOf, isWaiting, toneOf } from "@/components/orders/state";
import { routing } from "@/i18n/routing";
import { textsFor } from "@/i18n/texts.server";
import { ORDER_STATUSES } from "@/lib/model/order";
import type { OrderView, ShopperDetail } from "@/lib/orders/views/order-view";

const timeline = (...details: ShopperDetail[]): OrderView["timeline"] =>
  details.map((detail) => ({ at: "2026-01-01T00:00:00.000Z", actor: "stripe", status: null, detail }));

describe("the page of an order", () => {
  it.each(routing.locales)("has words of its own for every status: %s", (locale) => {
    const texts = textsFor(locale, "orders");
    for (const words of [texts.status, texts.lead]) {
      const own = ORDER_STATUSES.map((status) => words[status].trim());
      expect(own).not.toContain("");
      expect(new Set(own).size).toBe(ORDER_STATUSES.length);
    }
  });

  it("says them in the language that is asked for", () => {
    const [en, fr] = [textsFor("en", "orders"), textsFor("fr", "orders")];
    for (const status of ORDER_STATUSES) {
      expect(fr.status[status]).not.toBe(en.status[status]);
      expect(fr.lead[status]).not.toBe(en.lead[status]);
    }
  });

  it("colours what is well, what is open, what went wrong, and what is over", () => {
    const toned = (tone: ReturnType<typeof toneOf>) =>
      ORDER_STATUSES.filter((status) => toneOf(status) === tone);
    expect(toned("good")).toEqual(["paid", "shipped"]);
    expect(toned("warn")).toEqual(["open", "processing", "awaiting_stock", "disputed", "needs_attention"]);
    expect(toned("bad")).toEqual(["payment_failed", "expired", "charged_back"]);
    expect(toned("neutral")).toEqual(["canceled", "partially_refunded", "refund_pending", "refunded"]);
  });

  it("thanks whoever has bought something, and nobody else", () => {
    const thanked = ORDER_STATUSES.filter((status) => headingOf({ status, attention: null }) === null);
    expect(thanked).toEqual([
      "processing",
      "paid",
      "awaiting_stock",
      "shipped",
      "partially_refunded",
      "needs_attention",
    ]);
    for (const status of ORDER_STATUSES.filter((status) => !thanked.includes(status)))
      expect(headingOf({ status, attention: null })).toBe(status);
    expect(headingOf({ status: "needs_attention", attention: "refund_failed" })).toBe("refund_failed");
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
});
