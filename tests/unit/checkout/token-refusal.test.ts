import { describe, expect, it } from "vitest";
import { lacksCvc, spentOrExpired, tokenRefusal } from "@/lib/payments/token-refusal";

type Token = Parameters<typeof lacksCvc>[0];

const NOW = 1_800_000_000_000;
const later = NOW / 1000 + 60;

const card = (customer: string | null): Token["payment_method_preview"] => ({
  type: "card",
  billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
  customer,
  customer_account: null,
  card: {
    brand: "visa",
    checks: null,
    country: "FR",
    display_brand: null,
    exp_month: 12,
    exp_year: 2034,
    funding: "credit",
    generated_from: null,
    last4: "4242",
    networks: null,
    regulated_status: null,
    three_d_secure_usage: null,
    wallet: null,
  },
});

const token = (changes: Partial<Token> = {}): Token => ({
  payment_intent: null,
  setup_intent: null,
  expires_at: later,
  payment_method_options: null,
  payment_method_preview: card(null),
  ...changes,
});

const withCvc = { card: { cvc_token: "cvctok_1" } };
const terms: Parameters<typeof tokenRefusal>[1]["refusal"] = { code: null, param: "amount" };
const refusedTo = (stripeCustomerId: string | null, changes: Partial<Token> = {}, refusal = terms) =>
  tokenRefusal(token(changes), { stripeCustomerId, refusal }, NOW);

describe("a ConfirmationToken", () => {
  it("can be tried while it is neither used nor too old", () => {
    expect(spentOrExpired(token(), NOW)).toBeNull();
    expect(spentOrExpired(token({ payment_intent: "pi_1", expires_at: null }), NOW)).toBe("token_used");
    expect(spentOrExpired(token({ setup_intent: "seti_1", expires_at: null }), NOW)).toBe("token_used");
    expect(spentOrExpired(token({ expires_at: NOW / 1000 }), NOW)).toBe("token_expired");
  });

  it("lacks the security code when its card is a saved one, and nobody typed it", () => {
    expect(lacksCvc(token({ payment_method_preview: card("cus_1") }))).toBe(true);
    expect(lacksCvc(token({ payment_method_preview: card("cus_1"), payment_method_options: withCvc }))).toBe(
      false,
    );
    expect(lacksCvc(token())).toBe(false);
  });
});

describe("a ConfirmationToken that Stripe has refused", () => {
  it("was used or too old, as it says itself", () => {
    expect(refusedTo(null, { payment_intent: "pi_1" })).toBe("token_used");
    expect(refusedTo(null, { expires_at: NOW / 1000 - 1 })).toBe("token_expired");
  });

  it("holds the card of another customer", () => {
    const payment_method_preview = card("cus_owner");
    expect(refusedTo("cus_thief", { payment_method_preview })).toBe("token_mismatched");
    expect(refusedTo(null, { payment_method_preview })).toBe("token_mismatched");
    expect(refusedTo("cus_owner", { payment_method_preview })).toBeNull();
  });

  it("holds something that is gone", () => {
    expect(refusedTo(null, {}, { code: "resource_missing", param: "payment_method" })).toBe(
      "token_mismatched",
    );
  });

  it("is too old by Stripe's clock, where Stripe refuses it as such", () => {
    expect(refusedTo(null, {}, { code: null, param: "confirmation_token" })).toBe("token_expired");
  });

  it("was made for other terms, where nothing speaks against itself", () => {
    expect(refusedTo(null)).toBeNull();
  });
});
