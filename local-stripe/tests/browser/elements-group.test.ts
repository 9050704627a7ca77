import { afterEach, describe, expect, it, vi } from "vitest";
import type { SendOrder } from "../../src/browser/element-messages";
import { orderBody } from "../../src/frames/order-body";
import { elementDefaults } from "../../src/merchant-page/elements/element-defaults";
import { readGroupOptions } from "../../src/merchant-page/elements/group-options";
import {
  addressFacts,
  detailsNeverAsked,
  paymentFacts,
} from "../../src/merchant-page/elements/payment-facts";
import { problemOfIntent, submittedPayment } from "../../src/merchant-page/elements/payment-order";
import { sessionQuery } from "../../src/merchant-page/elements/session-query";
import { parseIntentSecret } from "../../src/merchant-page/intents/intent-secret";

const PAYMENT = { mode: "payment", amount: 2_500, currency: "eur" };
const SESSION = {
  payment_method_types: ["card", "sepa_debit"],
  payment_intent: null,
  setup_intent: null,
  customer: null,
};
const NOWHERE = { billing: false, email: false };

afterEach(() => vi.restoreAllMocks());

describe("a payment that is confirmed with Elements", () => {
  const group = (purpose: Record<string, unknown>, submitted: boolean) => ({
    options: { ...readGroupOptions({}), ...readGroupOptions(purpose) },
    submitted,
    submit: vi.fn(async () => ({ error: { type: "validation_error" } })),
  });

  it("with an intent's client secret is looked through by itself, once", async () => {
    const elements = group({ clientSecret: "pi_1_secret_2" }, false);
    expect(await problemOfIntent(elements)).toEqual({ type: "validation_error" });
    const complete = group({ clientSecret: "pi_1_secret_2" }, false);
    complete.submit.mockResolvedValue({ selectedPaymentMethod: "card" } as never);
    expect(await problemOfIntent(complete)).toBeNull();
    const before = group({ clientSecret: "pi_1_secret_2" }, true);
    expect(await problemOfIntent(before)).toBeNull();
    expect(before.submit).not.toHaveBeenCalled();
  });

  it("in deferred mode is not: the merchant submits it", async () => {
    const elements = group(PAYMENT, false);
    expect(await problemOfIntent(elements)).toBeNull();
    expect(elements.submit).not.toHaveBeenCalled();
    expect(() => submittedPayment({ payment: {}, submitted: false } as never, "confirmPayment")).toThrow(
      /elements.submit\(\) before confirmPayment/,
    );
  });
});

describe("the options of stripe.elements()", () => {
  it("describe a payment, or name an existing intent", () => {
    expect(readGroupOptions(PAYMENT).purpose).toMatchObject({ kind: "deferred", amount: 2_500 });
    expect(readGroupOptions({ clientSecret: "seti_1_secret_2" }).purpose).toEqual({
      kind: "intent",
      secret: { kind: "setup_intent", id: "seti_1", clientSecret: "seti_1_secret_2" },
    });
    expect(readGroupOptions({}).purpose).toEqual({ kind: "none" });
  });

  it("are also accepted by their older names", () => {
    const older = readGroupOptions({
      ...PAYMENT,
      setup_future_usage: "off_session",
      capture_method: "manual",
    });
    expect(older.purpose).toMatchObject({ setupFutureUsage: "off_session", captureMethod: "manual" });
  });

  it.each([
    ["both ways at once", { ...PAYMENT, clientSecret: "pi_1_secret_2" }, /not both/],
    ["a payment without amount", { mode: "payment", currency: "eur" }, /needs amount/],
    ["a payment without currency", { mode: "payment", amount: 5 }, /needs currency/],
    ["a payment of nothing", { ...PAYMENT, amount: 0 }, /greater than 0/],
    ["parts of a cent", { ...PAYMENT, amount: 10.5 }, /whole number/],
    ["an amount without mode", { amount: 5, currency: "eur" }, /needs mode/],
    ["an unknown mode", { ...PAYMENT, mode: "rent" }, /payment or setup or subscription/],
    ["an unknown usage", { ...PAYMENT, setupFutureUsage: "always" }, /on_session or off_session/],
    ["another secret", { clientSecret: "cs_1_secret_2" }, /looks like pi_/],
    [
      "instalments without named methods",
      { ...PAYMENT, paymentMethodOptions: { card: { installments: { enabled: true } } } },
      /allowedPaymentMethodTypes/,
    ],
  ])("refuse %s", (_what, options, message) => {
    expect(() => readGroupOptions(options)).toThrow(message);
  });

  it("warn about options that Stripe.js does not know", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    readGroupOptions({ ...PAYMENT, paymentMethodTypes: ["card"] });
    expect(warn).toHaveBeenCalledWith("Unrecognized elements() parameter: paymentMethodTypes.");
  });

  it("are all sent to the API that chooses the methods", () => {
    const options = readGroupOptions({
      ...PAYMENT,
      captureMethod: "manual",
      setupFutureUsage: "off_session",
      onBehalfOf: "acct_1",
      paymentMethodConfiguration: "pmc_1",
      allowedPaymentMethodTypes: ["card", "ideal"],
      excludedPaymentMethodTypes: ["sepa_debit"],
      customerSessionClientSecret: "cuss_secret_1",
    });
    expect(new URLSearchParams(sessionQuery(options)).toString()).toBe(
      new URLSearchParams([
        ["type", "deferred_intent"],
        ["deferred_intent[mode]", "payment"],
        ["deferred_intent[amount]", "2500"],
        ["deferred_intent[currency]", "eur"],
        ["deferred_intent[setup_future_usage]", "off_session"],
        ["deferred_intent[capture_method]", "manual"],
        ["deferred_intent[on_behalf_of]", "acct_1"],
        ["deferred_intent[payment_method_configuration]", "pmc_1"],
        ["deferred_intent[allowed_payment_method_types][]", "card"],
        ["deferred_intent[allowed_payment_method_types][]", "ideal"],
        ["deferred_intent[excluded_payment_method_types][]", "sepa_debit"],
        ["customer_session_client_secret", "cuss_secret_1"],
      ]).toString(),
    );
  });
});

describe("a client secret", () => {
  it("belongs to a payment intent or a setup intent, and nothing else", () => {
    expect(parseIntentSecret("pi_a1_secret_b2")).toMatchObject({ kind: "payment_intent", id: "pi_a1" });
    expect(parseIntentSecret("seti_a1_secret_b2")?.kind).toBe("setup_intent");
    for (const other of ["pi_a1", "pi_a/../x_secret_b", "cs_a_secret_b", "", null]) {
      expect(parseIntentSecret(other)).toBeNull();
    }
  });
});

describe("what the Payment Element asks for", () => {
  const facts = (options: Record<string, unknown>, elsewhere = NOWHERE) =>
    paymentFacts(readGroupOptions(PAYMENT), SESSION, options, elsewhere);
  const fields = (billingDetails: unknown) => ({ fields: { billingDetails } });

  it("is the country, unless a Billing Address Element or the merchant asks", () => {
    expect(facts({})).toMatchObject({ billing: "country", asksName: false, asksEmail: true });
    expect(facts({}, { billing: true, email: true })).toMatchObject({ billing: "nothing", asksEmail: false });
    expect(facts(fields("never"))).toMatchObject({ billing: "nothing", asksEmail: false });
    expect(facts(fields({ address: "never" })).billing).toBe("nothing");
    expect(facts(fields({ address: { country: "never", postalCode: "never" } })).billing).toBe("nothing");
    expect(facts(fields({ name: "always" })).asksName).toBe(true);
  });

  it("must be given by the merchant when the element is told not to ask", () => {
    expect(detailsNeverAsked({})).toEqual([]);
    expect(detailsNeverAsked(fields({ email: "never", address: { postalCode: "never" } }))).toEqual([
      "email",
      "address.postal_code",
    ]);
    expect(detailsNeverAsked(fields("never"))).toHaveLength(9);
  });

  it("starts with what the merchant has filled in", () => {
    const billingDetails = { name: "Ann", address: { country: "FR", line1: 5 } };
    expect(elementDefaults("payment", { defaultValues: { billingDetails } })).toMatchObject({
      name: "Ann",
      address: { country: "FR", line1: undefined },
    });
    expect(
      elementDefaults("shippingAddress", { defaultValues: { firstName: "A", lastName: "B" } }).name,
    ).toBe("A B");
  });
});

describe("what the Address Element asks for", () => {
  it("includes a phone number only when the merchant wants one", () => {
    expect(addressFacts({})).toMatchObject({ asksName: true, asksPhone: false, allowedCountries: null });
    const always = { fields: { phone: "always" }, allowedCountries: ["FR"] };
    expect(addressFacts(always)).toMatchObject({ phoneRequired: true, allowedCountries: ["FR"] });
    const optional = { ...always, validation: { phone: { required: "never" } } };
    expect(addressFacts(optional)).toMatchObject({ asksPhone: true, phoneRequired: false });
  });
});

describe("what the Payment Element sends", () => {
  const card = { number: "4242424242424242", exp_month: 12, exp_year: 2034, cvc: "123" };
  const value = { data: { type: "card", card }, name: null, email: null, address: { country: "FR" } };
  const order: SendOrder = {
    path: "/v1/confirmation_tokens",
    body: { return_url: "https://shop.test" },
    billing: { name: "Ann", address: { line1: "1 rue A", city: undefined } },
    otherwise: { email: "ann@example.com" },
    data: {},
    consent: { body: { setup_future_usage: "off_session" }, data: { allow_redisplay: "always" } },
    mandate: { customer_acceptance: { type: "online" } },
    flat: false,
  };

  it("is the new method, in which the merchant's details replace the shopper's", () => {
    expect(orderBody(order, { kind: "new", value, consents: false })).toEqual({
      return_url: "https://shop.test",
      payment_method_data: {
        type: "card",
        card,
        billing_details: {
          name: "Ann",
          email: "ann@example.com",
          phone: undefined,
          address: { country: "FR", line1: "1 rue A" },
        },
      },
    });
  });

  it("says that the shopper agrees to save it", () => {
    expect(orderBody(order, { kind: "new", value, consents: true })).toMatchObject({
      setup_future_usage: "off_session",
      payment_method_data: { allow_redisplay: "always" },
    });
  });

  it("is only the id of a saved method, and its security code when the element asks for it again", () => {
    const saved = { kind: "saved", id: "pm_1", type: "card", cvc: null } as const;
    expect(orderBody(order, saved)).toEqual({ return_url: "https://shop.test", payment_method: "pm_1" });
    expect(orderBody(order, { ...saved, cvc: "123" }).payment_method_options).toEqual({
      card: { cvc: "123" },
    });
  });

  it("carries a mandate for direct debits only", () => {
    const sepa = { ...value, data: { type: "sepa_debit", sepa_debit: { iban: "AT61" } } };
    expect(orderBody(order, { kind: "new", value: sepa, consents: false })).toMatchObject({
      mandate_data: order.mandate,
    });
    expect(orderBody(order, { kind: "new", value, consents: false })).not.toHaveProperty("mandate_data");
  });

  it("is at the top level for a PaymentMethod of its own", () => {
    const flat = orderBody({ ...order, body: {}, flat: true }, { kind: "new", value, consents: false });
    expect(flat).toMatchObject({ type: "card", billing_details: { name: "Ann" } });
  });
});
