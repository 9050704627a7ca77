import { describe, expect, it } from "vitest";
import type { OrderId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import { afterConfirm } from "@/lib/checkout/payment-element/after-confirm";
import type { ConfirmAnswer } from "@/lib/checkout/payment-element/payment-answer";
import type { PaymentCheckout } from "@/lib/checkout/payment-element/payment-checkout";
import { shownQuote } from "@/tests/support/checkout-quote";

const tenOff = {
  name: "10% off",
  reason: "With code TENOFF",
  code: "TENOFF",
  amount: 240,
  shippingAmount: 0,
};
const seen = { quote: shownQuote({ discounts: [tenOff] }), amount: 2650 };

const checkoutFor = (amount: number): PaymentCheckout => ({
  orderId: "ord_1" as OrderId,
  quote: shownQuote({
    refused: [{ name: "10% off", code: "TENOFF", refusal: "expired", reason: "This offer has ended." }],
  }),
  shippingSpeed: "standard",
  tax: { added: 0, included: 0 },
  taxed: false,
  amount,
  currency: currency("eur"),
  signedQuote: "signed",
  expiresAt: "2026-11-21T12:30:00Z",
  elements: { mode: "payment", amount, currency: "eur" },
  requireCvc: false,
  resume: null,
  defaults: null,
});

const refused = (code: string, changes: Partial<Extract<ConfirmAnswer, { ok: false }>> = {}) =>
  afterConfirm({ ok: false, code, message: "Why.", checkout: null, orderId: null, ...changes }, seen);

const started = (status: Extract<ConfirmAnswer, { ok: true }>["status"]) =>
  afterConfirm({ ok: true, status, clientSecret: "pi_1_secret_2", paymentIntentId: "pi_1" }, seen);

describe("after a payment was confirmed, the page", () => {
  it.each(["succeeded", "processing", "requires_capture"] as const)("leaves for the order: %s", (status) => {
    expect(started(status)).toEqual({ kind: "arrive", paymentIntentId: "pi_1" });
  });

  it("goes to the shopper's bank first where that asks", () => {
    const step = { kind: "bank", clientSecret: "pi_1_secret_2", paymentIntentId: "pi_1" };
    expect(started("requires_action")).toEqual(step);
  });

  it("shows another total, and which discounts are gone, before it pays", () => {
    expect(refused("quote_changed", { checkout: checkoutFor(2890) })).toEqual({
      kind: "stay",
      notice: { kind: "look_again", gone: [{ name: "10% off", reason: "This offer has ended." }] },
    });
  });

  it("finds out how it ended when that is not known", () => {
    expect(refused("payment_unknown", { orderId: "ord_1" })).toEqual({ kind: "find_out", orderId: "ord_1" });
  });

  it("goes on quietly when the quote had expired and nothing else is different", () => {
    expect(refused("quote_expired", { checkout: checkoutFor(2650) })).toEqual({ kind: "again" });
    expect(refused("quote_expired", { checkout: checkoutFor(2890) })).toMatchObject({
      notice: { kind: "look_again" },
    });
  });

  it.each(["not_payable", "not_found"])("starts again when the order can't be paid any more: %s", (code) => {
    expect(refused(code, { orderId: "ord_1" })).toEqual({ kind: "over", orderId: "ord_1" });
  });

  it.each([
    ["cart_changed", "look_at_cart"],
    ["out_of_stock", "look_at_cart"],
    ["card_declined", "declined"],
    ["payment_in_progress", "in_progress"],
    ["card_country_refused", "failed"],
    ["discount_used_on_card", "failed"],
    ["token_expired", "failed"],
    ["token_used", "failed"],
    ["token_mismatched", "failed"],
    ["cvc_required", "failed"],
    ["quote_invalid", "failed"],
    ["rate_limited", "failed"],
    ["a_code_of_tomorrow", "failed"],
  ])("stays and tells why: %s", (code, kind) => {
    expect(refused(code)).toMatchObject({ kind: "stay", notice: { kind, message: "Why." } });
  });
});
