import type Stripe from "stripe";
import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { paymentVariables } from "@/lib/config/payment-variables";
import { testDatabase } from "@/tests/support/database";
import { elementsShop, gold } from "@/tests/support/elements-shop";
import { IBANS, testStripe } from "@/tests/support/local-stripe";
import { paymentShop, type TokenOptions } from "@/tests/support/payment-shop";
import { setSettings } from "@/tests/support/settings";

const { db } = await testDatabase();
const { stripe, url } = await testStripe();
const { shopperWith } = elementsShop(db, stripe);
const { begin } = paymentShop(db, url);

const variables = z.object(paymentVariables);

afterEach(() => vi.restoreAllMocks());

const UNSUPPORTED = ["blik", "acss_debit"];

/** A member pays at a store with these variables; Stripe is told what Elements with the page's options tell it. */
async function intentWith(
  source: Record<string, string>,
  wish: Partial<TokenOptions> = {},
): Promise<Stripe.PaymentIntent> {
  await setSettings(variables.parse(source));
  const checkout = await begin(await shopperWith(2, gold));
  const { captureMethod, setupFutureUsage } = checkout.elements;
  const result = await checkout.pays({
    captureMethod: captureMethod === "manual" ? "manual" : undefined,
    ...(setupFutureUsage && { futureUsage: setupFutureUsage }),
    ...wish,
  });
  if (!result.ok) throw new Error(result.code);
  return stripe.paymentIntents.retrieve(result.paymentIntentId);
}

describe("the PaymentIntent of an order", () => {
  it("accepts every payment method that the dashboard allows, and charges at once, by default", async () => {
    const intent = await intentWith({});
    expect(intent).toMatchObject({ setup_future_usage: null, status: "succeeded" });
    expect(intent.payment_method_types).toContain("sepa_debit");
  });

  it("leaves out methods that Stripe does not confirm on the server, also on the page", async () => {
    const checkout = await begin(await shopperWith(1, gold));
    expect(checkout.elements).toMatchObject({ excludedPaymentMethodTypes: UNSUPPORTED });
    expect(await intentWith({})).toMatchObject({ excluded_payment_method_types: UNSUPPORTED });
    expect(await intentWith({ PAYMENT_METHODS_EXCLUDED: "ideal" })).toMatchObject({
      excluded_payment_method_types: [...UNSUPPORTED, "ideal"],
    });
  });

  it.each(["automatic", "automatic_async"])(
    "is captured at once, %s, when the merchant says so",
    async (mode) => {
      expect(await intentWith({ PAYMENT_CAPTURE: mode })).toMatchObject({
        capture_method: mode,
        status: "succeeded",
      });
    },
  );

  it("may be paid in instalments when cards are listed", async () => {
    const intent = await intentWith({ PAYMENT_METHODS: "card,ideal", PAYMENT_INSTALLMENTS: "on" });
    expect(intent.payment_method_options?.card).toMatchObject({ installments: { enabled: true } });
  });

  it("is the same when the page may also create PaymentMethods", async () => {
    const intent = await intentWith({ PAYMENT_METHOD_CREATION: "manual" });
    expect(intent).toMatchObject({
      status: "succeeded",
      payment_method_options: { card: { installments: null } },
    });
  });

  it("saves the payment method, for all types", async () => {
    const intent = await intentWith({ PAYMENT_SAVE: "off_session" });
    expect(intent).toMatchObject({ setup_future_usage: "off_session", status: "succeeded" });
  });

  it("saves cards only, when the merchant says so", async () => {
    const source = { PAYMENT_SAVE: "card=off_session" };
    const intent = await intentWith(source);
    expect(intent.payment_method_options?.card).toMatchObject({ setup_future_usage: "off_session" });
    expect(intent.setup_future_usage).toBeNull();
  });

  it("only authorizes, for all types or for cards", async () => {
    expect(await intentWith({ PAYMENT_CAPTURE: "manual" })).toMatchObject({
      capture_method: "manual",
      status: "requires_capture",
    });
    expect(await intentWith({ PAYMENT_CAPTURE: "card=manual" })).toMatchObject({
      payment_method_options: { card: { capture_method: "manual" } },
      status: "requires_capture",
    });
    expect(await intentWith({ PAYMENT_CAPTURE: "card=manual" }, { iban: IBANS.success })).toMatchObject({
      status: "processing",
    });
  });

  it("accepts the listed payment methods, or all but some", async () => {
    const listed = await intentWith({ PAYMENT_METHODS: "card,ideal" });
    expect([...listed.payment_method_types].sort()).toEqual(["card", "ideal"]);
    const others = await intentWith({ PAYMENT_METHODS_EXCLUDED: "ideal" });
    expect(others.payment_method_types).toContain("card");
    expect(others.payment_method_types).not.toContain("ideal");
  });

  it("has the merchant's configuration of payment methods, and the account it is made for", async () => {
    const intent = await intentWith({
      PAYMENT_METHOD_CONFIGURATION: "pmc_1",
      PAYMENT_ON_BEHALF_OF: "acct_1",
    });
    expect(intent).toMatchObject({
      on_behalf_of: "acct_1",
      payment_method_configuration_details: { id: "pmc_1" },
    });
  });

  it("asks for the security code of a saved card again", async () => {
    const intent = await intentWith({ PAYMENT_REQUIRE_CVC: "on" });
    expect(intent.payment_method_options?.card).toMatchObject({ require_cvc_recollection: true });
  });
});
