import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { type CustomerId, newCustomerId } from "@/lib/base/ids";
import { env } from "@/lib/config/env";
import { openCustomerSession } from "@/lib/customers/customer-session.server";
import { ensureStripeCustomer } from "@/lib/customers/stripe-customer.server";
import type { Customer } from "@/lib/model/customer";
import { testDatabase } from "@/tests/support/database";
import { elementsShop } from "@/tests/support/elements-shop";
import { testStripe } from "@/tests/support/local-stripe";
import { paymentShop } from "@/tests/support/payment-shop";

const { db } = await testDatabase();
const { stripe, url } = await testStripe();
const { shopperWith } = elementsShop(db, stripe);
const { begin, orderOf } = paymentShop(db, url);

const newCustomer = (): Customer => {
  const id: CustomerId = newCustomerId();
  return { id, email: `${id}@example.com`, name: null, givenTier: null, stripeCustomerId: null };
};

/** A shopper at the checkout whose account has a card on file, and what their page pays with it. */
async function checkoutWithCard(card = "pm_card_visa") {
  const customer = newCustomer();
  const shopper = await shopperWith(2, customer);
  const stripeCustomerId = await ensureStripeCustomer(customer.id);
  const { id } = await stripe.paymentMethods.attach(card, { customer: stripeCustomerId });
  await stripe.paymentMethods.update(id, { allow_redisplay: "always" });
  const checkout = await begin(shopper);
  const opened = await openCustomerSession(customer, new Headers());
  if (!opened.ok) throw new Error(opened.code);
  return {
    ...checkout,
    card: id,
    customerSession: opened.clientSecret,
    /** The token of a saved card, with its security code where the shopper typed it. */
    async token(cvc?: string): Promise<string> {
      const response = await fetch(`${url}/v1/confirmation_tokens`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: "Bearer pk_test_local_tests" },
        body: JSON.stringify({
          payment_method: id,
          customer_session_client_secret: opened.clientSecret,
          ...(cvc && { payment_method_options: { card: { cvc } } }),
          shipping: {
            name: "Ada Lovelace",
            address: { line1: "1 rue de la Paix", city: "Paris", postal_code: "75002", country: "FR" },
          },
          client_context: { mode: "payment", amount: checkout.amount, currency: "eur" },
        }),
      });
      return z.object({ id: z.string() }).parse(await response.json()).id;
    },
  };
}

async function withSettings(change: Partial<ReturnType<typeof env>>, work: () => Promise<void>) {
  const spy = vi.spyOn(await import("@/lib/config/env"), "env").mockReturnValue({ ...env(), ...change });
  await work().finally(() => spy.mockRestore());
}

describe("a saved card", () => {
  it("pays without its security code, when the merchant does not ask for it", async () => {
    const { token, confirm, orderId } = await checkoutWithCard();
    expect(await confirm(await token())).toMatchObject({ ok: true, status: "succeeded" });
    expect((await orderOf(orderId)).status).toBe("paid");
  });

  it.each([true, false])(
    "pays only with its security code, when the merchant asks for it (rules: %s)",
    async (rules) => {
      await withSettings({ PAYMENT_REQUIRE_CVC: true, PAYMENT_RULES: rules }, async () => {
        const { token, confirm, orderId, card } = await checkoutWithCard();
        expect(await confirm(await token())).toEqual({ ok: false, code: "cvc_required" });
        expect((await orderOf(orderId)).status).toBe("open");
        expect(await confirm(await token("123"))).toMatchObject({ ok: true, status: "succeeded" });
        expect((await orderOf(orderId)).status).toBe("paid");
        const { data } = await stripe.paymentIntents.list({ limit: 5 });
        expect(
          data.find((intent) => intent.payment_method === card)?.payment_method_options?.card,
        ).toMatchObject({
          require_cvc_recollection: true,
        });
      });
    },
  );

  it("that its bank declines can be replaced by another one", async () => {
    const { token, confirm, pays, orderId } = await checkoutWithCard("pm_card_chargeCustomerFail");
    expect(await confirm(await token())).toMatchObject({ ok: false, code: "card_declined" });
    expect(await pays()).toMatchObject({ ok: true });
    expect((await orderOf(orderId)).status).toBe("paid");
  });

  it("that was removed from the account meanwhile pays nothing", async () => {
    const { token, confirm, card, orderId } = await checkoutWithCard();
    const id = await token();
    await stripe.paymentMethods.detach(card);
    expect(await confirm(id)).toMatchObject({ ok: false });
    expect((await orderOf(orderId)).status).toBe("open");
  });

  it("of another customer pays nothing, even with a token that names it", async () => {
    const owner = await checkoutWithCard();
    const stranger = await checkoutWithCard();
    expect(await stranger.confirm(await owner.token())).toEqual({ ok: false, code: "token_mismatched" });
    expect((await orderOf(stranger.orderId)).status).toBe("open");
    // The token was never theirs to use up.
    expect(await owner.confirm(await owner.token())).toMatchObject({ ok: true });
  });
});
