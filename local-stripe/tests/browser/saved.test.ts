import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { readGroupOptions } from "../../src/browser/elements-group/group-options";
import { paymentFacts } from "../../src/browser/elements-group/payment-facts";
import { describeMethod, usableMethod } from "../../src/browser/saved/describe";
import { translator } from "../../src/browser/texts/translate";

const now = new Date(2026, 10, 21);
const method = (id: string, card: { brand: string; last4: string; exp_month: number; exp_year: number }) =>
  ({ id, type: "card", card }) as Stripe.PaymentMethod;
const visa = method("pm_visa", { brand: "visa", last4: "4242", exp_month: 11, exp_year: 2026 });
const old = method("pm_old", { brand: "amex", last4: "0005", exp_month: 10, exp_year: 2026 });
const later = method("pm_later", { brand: "mastercard", last4: "4444", exp_month: 1, exp_year: 2030 });

describe("a saved card", () => {
  it("is known by its brand, its last digits and its end", () => {
    expect(describeMethod(later, translator("en"), now)).toEqual({
      name: "Mastercard",
      plate: "mastercard",
      last4: "4444",
      expires: "01/30",
      isExpired: false,
    });
  });

  it("is good to the end of its month", () => {
    expect(describeMethod(visa, translator("fr"), now).isExpired).toBe(false);
    expect(describeMethod(old, translator("fr"), now).isExpired).toBe(true);
  });

  it("is chosen at first when it is the shopper's own choice, else the newest that is good", () => {
    expect(usableMethod([visa, later], "pm_later", now)).toBe("pm_later");
    expect(usableMethod([old, visa, later], "pm_old", now)).toBe("pm_visa");
    expect(usableMethod([old], null, now)).toBeNull();
  });
});

describe("the saved cards of a customer session", () => {
  type Features = Stripe.CustomerSession.Components.PaymentElement.Features;
  const features: Features = {
    payment_method_allow_redisplay_filters: ["always"],
    payment_method_redisplay: "enabled",
    payment_method_redisplay_limit: 3,
    payment_method_remove: "enabled",
    payment_method_save: "enabled",
    payment_method_save_usage: "off_session",
  };
  const saved = (given: Partial<Features>, secret: string | null = "cuss_1") =>
    paymentFacts(
      readGroupOptions({
        mode: "payment",
        amount: 5,
        currency: "eur",
        customerSessionClientSecret: secret,
        paymentMethodOptions: { card: { require_cvc_recollection: true } },
      }),
      {
        payment_method_types: ["card"],
        payment_intent: null,
        setup_intent: null,
        customer: {
          id: "cus_1",
          payment_methods: [later],
          default_payment_method: null,
          features: { ...features, ...given },
        },
      },
      {},
      { billing: false, email: false },
    ).saved;

  it("are shown, saved and removed as its features say", () => {
    expect(saved({})).toEqual({
      methods: [later],
      preferred: "pm_later",
      canSave: true,
      asksCvc: true,
      removal: {
        path: "/v1/elements/payment_methods/{id}/detach",
        body: { customer_session_client_secret: "cuss_1" },
      },
    });
    expect(saved({ payment_method_redisplay: "disabled" })).toMatchObject({ methods: [], preferred: null });
    expect(saved({ payment_method_remove: "disabled" })?.removal).toBeNull();
    expect(saved({ payment_method_save: "disabled" })?.canSave).toBe(false);
  });
});
