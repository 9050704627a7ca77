import { describe, expect, it } from "vitest";
import {
  afterFormFailed,
  afterSessionEnded,
  FIRST_SESSION,
  failureOf,
} from "@/components/checkout/visit-session";
import { textsFor } from "@/i18n/texts.server";
import { readUpdateAnswer } from "@/lib/checkout/core/quote-answer";
import { inRateOrder, optionToRestore } from "@/lib/checkout/elements/delivery-choice";
import { isTotalOfQuote } from "@/lib/checkout/elements/session-total";
import { checkoutAppearance, THEME_TOKENS, type ThemeTokens } from "@/lib/checkout/page/appearance";
import { estimateText } from "@/lib/checkout/page/estimate-text";
import { isStripeOrigin } from "@/lib/checkout/page/stripe-origin";
import { shownQuote } from "@/tests/support/checkout-quote";

describe("The store's answers", () => {
  it("are read", () => {
    const quote = shownQuote();
    expect(readUpdateAnswer({ type: "object", value: { succeeded: true, quote } })).toEqual({
      ok: true,
      quote,
    });
    expect(readUpdateAnswer({ error: { message: "No.", code: "unknown_code" } })).toEqual({
      ok: false,
      code: "unknown_code",
      message: "No.",
      quote: null,
      orderId: null,
    });
  });

  it("are nothing else", () => {
    expect(() => readUpdateAnswer({ type: "object", value: { succeeded: true } })).toThrow();
    expect(() => readUpdateAnswer("<html>")).toThrow();
  });
});

describe("A quote beside the session", () => {
  const amount = (minorUnitsAmount: number) => ({ minorUnitsAmount, amount: "" });
  const totals = (total: number, tax = 0) => ({
    total: amount(total),
    shippingRate: amount(490),
    taxExclusive: amount(tax),
  });
  const quote = shownQuote({ discountTotal: 240 });

  it("isTotalOfQuote the total, with whatever delivery was picked and what tax Stripe adds", () => {
    expect(isTotalOfQuote(quote, totals(2650))).toBe(true);
    expect(isTotalOfQuote(quote, totals(3180, 530))).toBe(true);
  });

  it("does not explain a total that another window has changed", () => {
    expect(isTotalOfQuote(quote, totals(2890))).toBe(false);
  });
});

describe("The delivery that was picked", () => {
  const options = [
    { id: "shr_3", displayName: "Standard delivery" },
    { id: "shr_4", displayName: "Express delivery" },
  ];
  const [standard = null, express = null] = options;

  it("is kept when the rates are new", () => {
    expect(optionToRestore(options, standard, "Express delivery")).toBe("shr_4");
  });

  it("needs nothing while it is chosen, was never picked, or is no longer on offer", () => {
    expect(optionToRestore(options, express, "Express delivery")).toBeNull();
    expect(optionToRestore(options, standard, null)).toBeNull();
    expect(optionToRestore(options, standard, "By boat")).toBeNull();
  });

  it("stands where it stood, though Stripe has the chosen one first", () => {
    const rates = [{ name: "Standard delivery" }, { name: "Express delivery" }];
    expect(inRateOrder([...options].reverse(), rates)).toEqual(options);
  });

  it("tells how long it takes", () => {
    const days = (min: number, max: number) => ({
      minimum: { unit: "business_day" as const, value: min },
      maximum: { unit: "business_day" as const, value: max },
    });
    const texts = textsFor("en", "checkout").elements;
    expect(estimateText(days(2, 4), texts)).toBe("2 to 4 business days");
    expect(estimateText(days(2, 2), texts)).toBe("2 business days");
    expect(estimateText(days(1, 1), texts)).toBe("1 business day");
    expect(estimateText(null, texts)).toBeNull();
  });
});

describe("A session that can't be paid any more", () => {
  it("is replaced once, then told", () => {
    const second = afterSessionEnded(FIRST_SESSION, 1, null);
    expect(second).toMatchObject({ number: 2, renewals: 1, over: false });
    expect(failureOf(second, null)).toBeNull();
    const third = afterSessionEnded(second, 2, null);
    expect(third).toMatchObject({ number: 2, over: true });
    expect(failureOf(third, null)).toMatchObject({ code: "session" });
  });

  it("is replaced once however often it says so", () => {
    const second = afterSessionEnded(FIRST_SESSION, 1, null);
    expect(afterSessionEnded(second, 1, null)).toBe(second);
  });

  it("leads to its order when that was paid elsewhere and the cart is empty", () => {
    const session = afterSessionEnded(FIRST_SESSION, 1, "ord_1");
    const start = { ok: false, code: "cart_empty", message: "Your cart is empty.", orderId: null } as const;
    expect(failureOf(session, start)).toMatchObject({ code: "payment_in_progress", orderId: "ord_1" });
    expect(failureOf(FIRST_SESSION, start)).toBe(start);
  });
});

describe("A form that can't be loaded", () => {
  it("is told as what it is, not as a session that has run out, and replaces nothing by itself", () => {
    const broken = afterFormFailed(FIRST_SESSION, 1);
    expect(broken).toMatchObject({ number: 1, renewals: 0, over: false });
    expect(failureOf(broken, { ok: true })).toMatchObject({ code: "script", orderId: null });
    expect(afterSessionEnded(broken, 1, null)).toBe(broken);
    const second = afterSessionEnded(FIRST_SESSION, 1, null);
    expect(failureOf(afterFormFailed(second, 2), { ok: true })).toMatchObject({ code: "script" });
  });

  it("is no news of an session before, nor of one that was given up", () => {
    const second = afterSessionEnded(FIRST_SESSION, 1, null);
    expect(afterFormFailed(second, 1)).toBe(second);
    const over = afterSessionEnded(second, 2, null);
    expect(afterFormFailed(over, 2)).toBe(over);
  });

  it("is heard to be there by messages from Stripe's origins alone", () => {
    expect(isStripeOrigin("https://js.stripe.com", null)).toBe(true);
    expect(isStripeOrigin("https://checkout.stripe.com", null)).toBe(true);
    expect(isStripeOrigin("https://stripe.com.evil.example", null)).toBe(false);
    expect(isStripeOrigin("https://notstripe.com", null)).toBe(false);
    expect(isStripeOrigin("http://localhost:12111", null)).toBe(false);
    const local = "http://localhost:12111/stripe.js";
    expect(isStripeOrigin("http://localhost:12111", local)).toBe(true);
    expect(isStripeOrigin("http://localhost:3000", local)).toBe(false);
  });
});

describe("The look of Stripe's fields", () => {
  const tokens = Object.fromEntries(THEME_TOKENS.map((name) => [name, `#${name}`])) as ThemeTokens;

  it("is made of the store's tokens, on Stripe's theme for the scheme", () => {
    const { theme, variables, rules } = checkoutAppearance(tokens, "dark");
    expect(theme).toBe("night");
    expect(variables).toMatchObject({ colorBackground: "#raised", colorText: "#ink", colorDanger: "#bad" });
    expect(rules?.[".Input"]).toMatchObject({ border: "1px solid #edge" });
    expect(checkoutAppearance(tokens, "light").theme).toBe("stripe");
  });
});
