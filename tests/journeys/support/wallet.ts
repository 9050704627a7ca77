import { expect, type Page } from "@playwright/test";
import type Stripe from "stripe";
import { z } from "zod";
import { setupToken } from "../../support/setup-token";
import { LocalStripe } from "./local-stripe";
import type { Shop } from "./shop";
import { localStripeUrl } from "./surroundings";

const CARD = { exp_month: 12, exp_year: 2034, cvc: "123" };
const object = z.object({ id: z.string() });

/** The saved cards of who is signed in on a page, arranged without the way there. */
export class Wallet {
  constructor(
    readonly page: Page,
    readonly shop: Shop,
  ) {}

  /** Adds a card as the account's page does. @returns its id at Stripe. */
  async adds(number: string): Promise<string> {
    const confirmationTokenId = await setupToken(localStripeUrl(), { number });
    const answer = await this.page.request.post("/api/account/payment-methods", {
      data: { confirmationTokenId },
    });
    expect(await answer.json()).toMatchObject({ status: "succeeded" });
    const { api } = new LocalStripe(localStripeUrl());
    const { setup_intent: intent } = await api.confirmationTokens.retrieve(confirmationTokenId);
    return z.string().parse((await api.setupIntents.retrieve(intent ?? "")).payment_method);
  }

  /** Has a card on file that was not checked by its bank. @param customerId of the account */
  async has(
    customerId: string,
    number: string,
    address: Stripe.AddressParam = { country: "FR" },
  ): Promise<string> {
    const customer = await this.stripeCustomer(customerId);
    const { api } = new LocalStripe(localStripeUrl());
    const { id } = await api.paymentMethods.create({
      type: "card",
      card: { ...CARD, number },
      allow_redisplay: "always",
      billing_details: { name: "Ada Lovelace", email: "ada@example.com", address },
    });
    await api.paymentMethods.attach(id, { customer });
    return id;
  }

  /** A token that would pay with a saved card, as a page makes it with a customer session; null when Stripe refuses. */
  async token(
    elements: { amount: number; currency: string },
    card: string,
    customerSession: string,
  ): Promise<string | null> {
    const { amount, currency } = elements;
    const response = await fetch(`${localStripeUrl()}/v1/confirmation_tokens`, {
      method: "POST",
      headers: { authorization: "Bearer pk_test_local_journeys", "content-type": "application/json" },
      body: JSON.stringify({
        payment_method: card,
        customer_session_client_secret: customerSession,
        shipping: {
          name: "Ada Lovelace",
          address: { line1: "12 Rue des Martyrs", city: "Paris", postal_code: "75009", country: "FR" },
        },
        client_context: { mode: "payment", amount, currency },
      }),
    });
    return response.ok ? object.parse(await response.json()).id : null;
  }

  /** `cus_…`, made if there is none yet. */
  async stripeCustomer(customerId: string): Promise<string> {
    expect((await this.page.request.post("/api/customer-session", { data: {} })).ok()).toBe(true);
    const [row] = await this.shop.query<{ id: string }>(
      "select stripe_customer_id as id from customers where id = $1",
      [customerId],
    );
    if (!row) throw new Error(`there is no account ${customerId}`);
    return row.id;
  }
}
