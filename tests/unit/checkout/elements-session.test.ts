import { describe, expect, it } from "vitest";
import type { OrderId } from "@/lib/base/ids";
import {
  elementsSessionParams,
  previewSessionParams,
} from "@/lib/checkout/elements/elements-checkout.server";
import type { SessionInput } from "@/lib/checkout/sessions/session-parts";
import { aQuote } from "@/tests/support/quotes";

type Input = SessionInput & { countries: readonly string[] };

const input = (settings: SessionInput["settings"]): Input => ({
  orderId: "ord_1" as OrderId,
  orderNumber: "K7Q4-M2XD",
  quote: aQuote(),
  locale: "en",
  storeUrl: "https://store.test",
  expiresAt: new Date("2026-11-21T12:00:00Z"),
  customer: null,
  countries: ["FR", "IS"],
  settings,
});

describe.each([
  ["repriced lines", elementsSessionParams],
  ["the preview", (given: Input) => previewSessionParams(given, null)],
])("a session for our own page, with %s", (_strategy, params) => {
  it("follows the merchant's settings, less what Stripe takes on its own page only", () => {
    const save = { all: null, byType: { card: "off_session", acss_debit: "on_session" } } as const;
    expect(params(input({ billingAddress: "required", save }))).toMatchObject({
      ui_mode: "elements",
      billing_address_collection: "required",
      payment_method_options: { card: { setup_future_usage: "off_session" } },
    });
    const { payment_method_options } = params(input({ billingAddress: "required", save }));
    expect(payment_method_options).not.toHaveProperty("acss_debit");
    const all = params(input({ billingAddress: "auto", save: { all: "off_session", byType: {} } }));
    expect(all).toMatchObject({ payment_intent_data: { setup_future_usage: "off_session" } });
    expect(all).not.toHaveProperty("payment_method_options");
  });

  it("looks like the store without Stripe's branding, which is refused here", () => {
    const plain = params(input({ billingAddress: "auto", save: { all: null, byType: {} } }));
    expect(plain).not.toHaveProperty("branding_settings");
  });

  it("takes an address wherever anything is delivered", () => {
    expect(params(input({ billingAddress: "auto", save: { all: null, byType: {} } }))).toMatchObject({
      shipping_address_collection: { allowed_countries: ["FR", "IS"] },
    });
  });
});
