import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import type { PageData } from "../../src/browser/page-api";
import { savedOfPage, usableMethod } from "../../src/browser/saved-methods";
import { describeMethod } from "../../src/forms/describe";
import { readGroupOptions } from "../../src/merchant-page/elements/group-options";
import { checkSavedUse, paymentFacts } from "../../src/merchant-page/elements/payment-facts";
import { prefilled } from "../../src/pages/checkout/prefilled";
import { translator } from "../../src/texts/translate";
import { startWithSession } from "./session-page";

const now = new Date(2026, 10, 21);
const method = (id: string, card: { brand: string; last4: string; exp_month: number; exp_year: number }) =>
  ({ id, type: "card", card }) as Stripe.PaymentMethod;
const visa = method("pm_visa", { brand: "visa", last4: "4242", exp_month: 11, exp_year: 2026 });
const old = method("pm_old", { brand: "amex", last4: "0005", exp_month: 10, exp_year: 2026 });
const later = method("pm_later", { brand: "mastercard", last4: "4444", exp_month: 1, exp_year: 2030 });

describe("a saved card", () => {
  it("is shown by its brand, its last digits and its expiry date", () => {
    expect(describeMethod(later, translator("en"), now)).toEqual({
      name: "Mastercard",
      plate: "mastercard",
      last4: "4444",
      expires: "01/30",
      isExpired: false,
    });
  });

  it("is valid to the end of its month", () => {
    expect(describeMethod(visa, translator("fr"), now).isExpired).toBe(false);
    expect(describeMethod(old, translator("fr"), now).isExpired).toBe(true);
  });

  it("is chosen first when it is the shopper's default, otherwise the newest valid one", () => {
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

  it("can't be configured for two uses", () => {
    const session = {
      payment_method_types: ["card"],
      payment_intent: null,
      setup_intent: null,
      customer: { id: "cus_1", payment_methods: [], default_payment_method: null, features },
    };
    const group = (setupFutureUsage?: string) =>
      readGroupOptions({ mode: "payment", amount: 5, currency: "eur", setupFutureUsage });
    expect(() => checkSavedUse(group("off_session"), session)).toThrow(/exclude each other/);
    expect(() => checkSavedUse(group(), session)).not.toThrow();
  });

  it("are shown, saved and removed as the session's features say", () => {
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

describe("what a Checkout Session knows about its customer", () => {
  const known = async (more: Partial<PageData>): Promise<PageData> => ({
    ...(await startWithSession()),
    ...more,
  });
  const prefill = {
    payment_method: "pm_later",
    email: "ann@example.com",
    name: "Ann",
    billing_details: null,
    shipping: { name: "Ann B", address: { line1: "1 rue A", city: "Paris", country: "FR" } },
  };

  it("fills in the page, with addresses in the allowed countries", async () => {
    expect(prefilled(await known({}))).toBeNull();
    expect(prefilled(await known({ prefill }))).toMatchObject({
      email: "ann@example.com",
      name: "Ann B",
      address: { line1: "1 rue A", country: "FR" },
    });
    const far = { ...prefill, shipping: { name: "Ann B", address: { line1: "1 Road", country: "GB" } } };
    expect(prefilled(await known({ prefill: far }))?.address).toMatchObject({ line1: "", country: "" });
  });

  it("offers the saved cards, and saving and removing them as the session says", async () => {
    expect(savedOfPage(await known({ features: undefined }), null)).toBeNull();
    const page = await known({ saved_payment_methods: [later], features: { save: true, remove: true } });
    expect(savedOfPage(page, "pm_later")).toMatchObject({
      methods: [later],
      preferred: "pm_later",
      canSave: true,
      removal: { path: `/v1/payment_pages/${page.session.id}/payment_methods/{id}/detach` },
    });
    const kept = { ...page, features: { save: false, remove: false } };
    expect(savedOfPage(kept, null)).toMatchObject({ canSave: false, removal: null });
  });
});
