import { describe, expect, it } from "vitest";
import type { OrderId } from "@/lib/base/ids";
import { embeddedSessionParams } from "@/lib/checkout/embedded/embedded-checkout.server";
import { shop } from "@/lib/config/shop";
import { aQuote } from "@/tests/support/quotes";

const params = (changes = {}, coupon: string | null = null) =>
  embeddedSessionParams(
    {
      orderId: "ord_1" as OrderId,
      orderNumber: "K7Q4-M2XD",
      quote: aQuote(),
      locale: "en",
      storeUrl: "https://store.test",
      expiresAt: new Date("2026-11-21T12:00:00.900Z"),
      customer: null,
      settings: { billingAddress: "auto", save: { all: null, byType: {} } },
      ...changes,
    },
    coupon,
  );

describe("the session of an embedded checkout", () => {
  it("takes its lines by price, so that no amount of ours can differ from the catalogue's", () => {
    expect(params().line_items).toEqual([
      { price: "price_1", quantity: 2 },
      { price: "price_2", quantity: 1 },
    ]);
  });

  it("offers both deliveries, and only addresses that share their rates", () => {
    expect(params().shipping_options?.map((option) => option.shipping_rate_data?.fixed_amount)).toEqual([
      { amount: 490, currency: "eur" },
      { amount: 990, currency: "eur" },
    ]);
    const countries = params().shipping_address_collection?.allowed_countries;
    expect(countries?.[0]).toBe("FR");
    expect(countries).not.toContain("US");
  });

  it("takes the quote's discounts off as one coupon, and only where all of them hold", () => {
    expect(params()).not.toHaveProperty("discounts");
    const discount = { name: "For Belgium", reason: "", amount: 500, countries: ["FR", "BE", "DE"] };
    const discounted = params({ quote: aQuote({ discounts: [discount] }) }, "quote_1");
    expect(discounted.discounts).toEqual([{ coupon: "quote_1" }]);
    expect(discounted.shipping_address_collection?.allowed_countries).toEqual(["FR", "BE"]);
  });

  it("comes back to the shopper's language, with the placeholder as Stripe wants it", () => {
    expect(params().return_url).toBe("https://store.test/checkout/return?session_id={CHECKOUT_SESSION_ID}");
    expect(params({ locale: "fr" })).toMatchObject({
      locale: "fr",
      return_url: "https://store.test/fr/checkout/return?session_id={CHECKOUT_SESSION_ID}",
    });
  });

  it("says beside Stripe's button what the EU's rules want, where they hold", () => {
    const said = params({ locale: "de" }).custom_text;
    expect(said).toMatchObject({ submit: { message: expect.stringContaining("zahlungspflichtig") } });
    expect(JSON.stringify(said)).toContain("https://store.test/de/legal/returns");
    expect(params({ quote: aQuote({ country: "US" }) })).not.toHaveProperty("custom_text");
  });

  it("ends at a whole second, never later than the stock is held", () => {
    expect(params().expires_at).toBe(Date.parse("2026-11-21T12:00:00Z") / 1000);
  });

  it("carries the order's id on the session and on the payment", () => {
    expect(params()).toMatchObject({
      client_reference_id: "ord_1",
      metadata: { order_id: "ord_1", quote_revision: "1" },
      payment_intent_data: { metadata: { order_id: "ord_1" } },
    });
  });

  it("shows a customer's saved cards as the merchant has set it, and a guest none", () => {
    expect(params()).not.toHaveProperty("customer");
    const savedMethods = { redisplay: ["always", "limited"], save: true, remove: false };
    expect(params({ customer: { stripeCustomerId: "cus_1", savedMethods } })).toMatchObject({
      customer: "cus_1",
      customer_update: { address: "auto", name: "auto", shipping: "auto" },
      saved_payment_method_options: {
        allow_redisplay_filters: ["always", "limited"],
        payment_method_save: "enabled",
        payment_method_remove: "disabled",
      },
    });
  });

  it("asks for as much of a billing address as the merchant wants", () => {
    expect(params().billing_address_collection).toBe("auto");
    const settings = { billingAddress: "required", save: { all: null, byType: {} } };
    expect(params({ settings }).billing_address_collection).toBe("required");
  });

  it("keeps what is paid with as the merchant has set it, for all types or for some", () => {
    expect(params().payment_intent_data).not.toHaveProperty("setup_future_usage");
    expect(params()).not.toHaveProperty("payment_method_options");
    const saving = (save: object) => params({ settings: { billingAddress: "auto", save } });
    const all = saving({ all: "on_session", byType: {} });
    expect(all.payment_intent_data).toMatchObject({
      setup_future_usage: "on_session",
      metadata: { order_id: "ord_1" },
    });
    expect(all).not.toHaveProperty("payment_method_options");
    const some = saving({ all: null, byType: { card: "off_session", acss_debit: "on_session" } });
    expect(some.payment_intent_data).not.toHaveProperty("setup_future_usage");
    expect(some.payment_method_options).toEqual({
      card: { setup_future_usage: "off_session" },
      acss_debit: { setup_future_usage: "on_session" },
    });
  });

  it("looks like the store: its name, its colours, its round corners", () => {
    expect(params().branding_settings).toEqual({
      display_name: shop().name,
      background_color: shop().theme.light.raised,
      button_color: shop().theme.light.action,
      border_style: "rounded",
    });
  });

  it("leaves the ways to pay to the Stripe account: BLIK and ACSS work on Stripe's own page", () => {
    expect(params()).not.toHaveProperty("excluded_payment_method_types");
    expect(params()).not.toHaveProperty("allowed_payment_method_types");
  });

  it("asks for tax only when the quote leaves it to Stripe", () => {
    expect(params().automatic_tax).toEqual({ enabled: false });
    expect(params({ quote: aQuote({ tax: "stripe" }) }).automatic_tax).toEqual({ enabled: true });
  });
});
