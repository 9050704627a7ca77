import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { textsFor } from "@/i18n/texts.server";
import { paymentVariables } from "@/lib/config/payment-variables";
import { expiryText, methodName } from "@/lib/customers/method-name";
import { savedMethod } from "@/lib/customers/saved-method";
import { setupElementsOptions, setupParams } from "@/lib/customers/setup-options";
import { type PaymentOptions, paymentOptions } from "@/lib/payments/options";

const texts = textsFor("en", "account").paymentMethods;

function card(change: Partial<Stripe.PaymentMethod.Card> = {}): Stripe.PaymentMethod {
  const details = { brand: "visa", last4: "4242", exp_month: 2, exp_year: 2028, ...change };
  return { id: "pm_1", type: "card", card: details } as Stripe.PaymentMethod;
}

describe("a saved card", () => {
  it("is good to the end of its month, wherever on earth", () => {
    const expired = (now: string) => savedMethod(card(), null, new Date(now)).hasExpired;
    expect(expired("2028-02-29T23:59:59Z")).toBe(false);
    expect(expired("2028-03-01T11:59:59Z")).toBe(false);
    expect(expired("2028-03-01T12:00:00Z")).toBe(true);
  });

  it("has a name, whatever is known of it", () => {
    const name = (method: Stripe.PaymentMethod) => methodName(savedMethod(method, null), texts);
    expect(name(card())).toBe("Visa ending in 4242");
    expect(name(card({ brand: "unheard of" }))).toBe("Card ending in 4242");
    expect(name({ id: "pm_2", type: "link" } as Stripe.PaymentMethod)).toBe("Saved payment method");
    const debit = { id: "pm_3", type: "sepa_debit", sepa_debit: { last4: "3000" } } as Stripe.PaymentMethod;
    expect(name(debit)).toBe("Bank account ending in 3000");
  });

  it("tells its date as it is printed", () => {
    const at = (now: string) => expiryText(savedMethod(card(), null, new Date(now)), texts);
    expect(at("2027-01-01")).toBe("Expires 02/28");
    expect(at("2029-01-01")).toBe("Expired 02/28");
  });
});

describe("Elements for a card on file", () => {
  const some: PaymentOptions = {
    ...paymentOptions(z.object(paymentVariables).parse({})),
    onBehalfOf: "acct_1",
    allowedTypes: ["card", "sepa_debit"],
    excludedTypes: ["link"],
    methodConfiguration: "pmc_1",
  };
  const ways = {
    tokenId: "ctoken_1",
    stripeCustomerId: "cus_1",
    customerId: "cus_2",
    returnUrl: "https://a.test",
  };

  it("leave out what Stripe does not confirm on the server, as at the checkout", () => {
    const options = paymentOptions(z.object(paymentVariables).parse({}));
    const unsupported = ["blik", "acss_debit"];
    expect(setupElementsOptions(options, { usage: "on_session", currency: "eur" })).toMatchObject({
      excludedPaymentMethodTypes: unsupported,
    });
    expect(setupParams({ ...ways, options, usage: "on_session" })).toMatchObject({
      excluded_payment_method_types: unsupported,
    });
  });

  it.each(["on_session", "off_session"] as const)("say the same as the SetupIntent (%s)", (usage) => {
    const elements = setupElementsOptions(some, { usage, currency: "eur" });
    const intent = setupParams({ ...ways, options: some, usage });
    expect(elements).toEqual({
      mode: "setup",
      currency: "eur",
      setupFutureUsage: intent.usage,
      onBehalfOf: intent.on_behalf_of,
      allowedPaymentMethodTypes: intent.allowed_payment_method_types,
      excludedPaymentMethodTypes: intent.excluded_payment_method_types,
      paymentMethodConfiguration: intent.payment_method_configuration,
    });
  });
});
