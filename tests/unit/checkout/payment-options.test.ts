import { describe, expect, it } from "vitest";
import { z } from "zod";
import { paymentVariables } from "@/lib/config/payment-variables";
import { customerSessionParams } from "@/lib/customers/customer-session";
import { elementsOptions, intentOptions, paymentOptions } from "@/lib/payments/options";

const schema = z.object(paymentVariables);
const variables = (source: Record<string, string>) => schema.parse(source);
const optionsOf = (source: Record<string, string>) => paymentOptions(variables(source));
/** Stripe's guide: not by a ConfirmationToken that the server confirms. */
const UNSUPPORTED = ["blik", "acss_debit"];
const elementsOf = (source: Record<string, string>) =>
  elementsOptions(optionsOf(source), { amount: 4490, currency: "eur" });
const intentOf = (source: Record<string, string>) => intentOptions(optionsOf(source));

describe("an option of the Payment Element", () => {
  it("is left out on both sides when its variable is not set", () => {
    expect(elementsOf({})).toEqual({
      mode: "payment",
      amount: 4490,
      currency: "eur",
      excludedPaymentMethodTypes: UNSUPPORTED,
    });
    expect(intentOf({})).toEqual({
      automatic_payment_methods: { enabled: true },
      excluded_payment_method_types: UNSUPPORTED,
    });
  });

  it.each([
    [
      { PAYMENT_SAVE: "off_session" },
      { setupFutureUsage: "off_session" },
      { setup_future_usage: "off_session" },
    ],
    [{ PAYMENT_CAPTURE: "manual" }, { captureMethod: "manual" }, { capture_method: "manual" }],
    [{ PAYMENT_CAPTURE: "automatic" }, { captureMethod: "automatic" }, { capture_method: "automatic" }],
    [
      { PAYMENT_CAPTURE: "automatic_async" },
      { captureMethod: "automatic_async" },
      { capture_method: "automatic_async" },
    ],
    [{ PAYMENT_ON_BEHALF_OF: "acct_1" }, { onBehalfOf: "acct_1" }, { on_behalf_of: "acct_1" }],
    [
      { PAYMENT_METHODS: "card,ideal" },
      { allowedPaymentMethodTypes: ["card", "ideal"] },
      { allowed_payment_method_types: ["card", "ideal"] },
    ],
    [
      { PAYMENT_METHODS_EXCLUDED: "klarna" },
      { excludedPaymentMethodTypes: [...UNSUPPORTED, "klarna"] },
      { excluded_payment_method_types: [...UNSUPPORTED, "klarna"] },
    ],
    [
      { PAYMENT_METHODS_EXCLUDED: "blik,klarna" },
      { excludedPaymentMethodTypes: [...UNSUPPORTED, "klarna"] },
      { excluded_payment_method_types: [...UNSUPPORTED, "klarna"] },
    ],
    [
      { PAYMENT_METHODS: "card", PAYMENT_INSTALLMENTS: "on" },
      { paymentMethodOptions: { card: { installments: { enabled: true } } } },
      { payment_method_options: { card: { installments: { enabled: true } } } },
    ],
    [
      { PAYMENT_METHOD_CONFIGURATION: "pmc_1" },
      { paymentMethodConfiguration: "pmc_1" },
      { payment_method_configuration: "pmc_1" },
    ],
    [
      { PAYMENT_SAVE: "card=off_session" },
      { paymentMethodOptions: { card: { setup_future_usage: "off_session" } } },
      { payment_method_options: { card: { setup_future_usage: "off_session" } } },
    ],
    [
      { PAYMENT_REQUIRE_CVC: "on" },
      { paymentMethodOptions: { card: { require_cvc_recollection: true } } },
      { payment_method_options: { card: { require_cvc_recollection: true } } },
    ],
    [
      { PAYMENT_US_BANK_VERIFICATION: "instant" },
      { paymentMethodOptions: { us_bank_account: { verification_method: "instant" } } },
      { payment_method_options: { us_bank_account: { verification_method: "instant" } } },
    ],
  ])("reaches the Elements and the intent: %o", (source, elements, intent) => {
    expect(elementsOf(source)).toMatchObject(elements);
    expect(intentOf(source)).toMatchObject(intent);
  });

  it("is one side's alone where the other has no word for it", () => {
    const captured = { PAYMENT_CAPTURE: "card=manual" };
    expect(elementsOf(captured)).toEqual(elementsOf({}));
    expect(intentOf(captured)).toMatchObject({
      payment_method_options: { card: { capture_method: "manual" } },
    });
    const created = { PAYMENT_METHOD_CREATION: "manual" };
    expect(elementsOf(created)).toMatchObject({ paymentMethodCreation: "manual" });
    expect(intentOf(created)).toEqual(intentOf({}));
  });

  it("needs no exclusion beside a list of what is offered", () => {
    expect(elementsOf({ PAYMENT_METHODS: "card" })).not.toHaveProperty("excludedPaymentMethodTypes");
    expect(intentOf({ PAYMENT_METHODS: "card" })).not.toHaveProperty("excluded_payment_method_types");
  });

  it("is not taken when it makes no sense", () => {
    for (const source of [
      { PAYMENT_SAVE: "always" },
      { PAYMENT_CAPTURE: "card=later" },
      { PAYMENT_CAPTURE: "card=automatic_async" },
      { PAYMENT_METHOD_CREATION: "automatic" },
      { PAYMENT_ON_BEHALF_OF: "me" },
      { PAYMENT_METHODS: "Card!" },
      { PAYMENT_REFUSED_CARD_COUNTRIES: "france" },
      { SAVED_METHODS_LIMIT: "11" },
    ]) {
      expect(schema.safeParse(source).success, JSON.stringify(source)).toBe(false);
    }
  });
});

describe("the saved payment methods of an account", () => {
  const featuresOf = (source: Record<string, string>) =>
    customerSessionParams("cus_1", variables(source)).components.payment_element?.features;

  it("are shown, kept with consent and removed", () => {
    expect(featuresOf({})).toMatchObject({
      payment_method_redisplay: "enabled",
      payment_method_redisplay_limit: 10,
      payment_method_save: "enabled",
      payment_method_save_usage: "off_session",
      payment_method_remove: "enabled",
    });
  });

  it("follow the merchant's settings", () => {
    expect(
      featuresOf({
        SAVED_METHODS_REDISPLAY: "always",
        SAVED_METHODS_LIMIT: "3",
        SAVED_METHODS_SAVE: "off",
        SAVED_METHODS_REMOVE: "off",
      }),
    ).toEqual({
      payment_method_redisplay: "enabled",
      payment_method_redisplay_limit: 3,
      payment_method_allow_redisplay_filters: ["always"],
      payment_method_save: "disabled",
      payment_method_remove: "disabled",
    });
  });

  it.each(["on_session", "card=off_session"])(
    "have no use of their own when the payment says one, which Stripe.js refuses: PAYMENT_SAVE=%s",
    (PAYMENT_SAVE) => {
      expect(featuresOf({ PAYMENT_SAVE })).not.toHaveProperty("payment_method_save_usage");
    },
  );
});
