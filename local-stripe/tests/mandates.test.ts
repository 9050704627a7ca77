import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browser, failure, type Started, startStripe } from "./support";

let local: Started;
let stripe: Stripe;
let page: ReturnType<typeof browser>;

beforeAll(async () => {
  local = await startStripe();
  stripe = local.stripe;
  page = browser(local.url);
});
afterAll(() => local.close());

const DEBIT = { type: "sepa_debit", sepa_debit: { iban: "DE89370400440532013000" } } as const;
const AGREED = {
  customer_acceptance: { type: "online" as const, online: { ip_address: "203.0.113.7", user_agent: "Test" } },
};

const debit = async () => (await stripe.paymentMethods.create(DEBIT)).id;
const pay = (params: Partial<Stripe.PaymentIntentCreateParams>) =>
  stripe.paymentIntents.create({
    ...{ amount: 2_000, currency: "eur", confirm: true, return_url: "https://shop.test/done" },
    ...params,
  });
const keep = (params: Partial<Stripe.SetupIntentCreateParams>) =>
  stripe.setupIntents.create({ confirm: true, ...params });

describe("a direct debit", () => {
  it("is refused without the shopper's agreement, and nothing is made or changed", async () => {
    const refused = { statusCode: 400, code: "parameter_missing", param: "mandate_data" };
    const before = (await stripe.paymentIntents.list()).data.length;
    expect(await failure(pay({ payment_method: await debit() }))).toMatchObject(refused);
    expect(await failure(pay({ payment_method_data: DEBIT }))).toMatchObject(refused);
    expect(await failure(keep({ payment_method: await debit() }))).toMatchObject(refused);
    expect((await stripe.paymentIntents.list()).data).toHaveLength(before);

    const waiting = await stripe.paymentIntents.create({ amount: 2_000, currency: "eur" });
    const confirmed = stripe.paymentIntents.confirm(waiting.id, { payment_method: await debit() });
    expect(await failure(confirmed)).toMatchObject(refused);
    expect((await stripe.paymentIntents.retrieve(waiting.id)).status).toBe("requires_payment_method");
    const setup = await stripe.setupIntents.create({});
    const kept = stripe.setupIntents.confirm(setup.id, { payment_method: await debit() });
    expect(await failure(kept)).toMatchObject(refused);
  });

  it("starts with it, whether the merchant, the page's token or the page itself states it", async () => {
    expect(await pay({ payment_method: await debit(), mandate_data: AGREED })).toMatchObject({
      status: "processing",
    });
    const { body: token } = await page.token({ payment_method_data: DEBIT, mandate_data: AGREED });
    expect(await pay({ confirmation_token: token.id })).toMatchObject({ status: "processing" });
    const helped = await stripe.testHelpers.confirmationTokens.create({ payment_method_data: DEBIT });
    expect(await pay({ confirmation_token: helped.id })).toMatchObject({ status: "processing" });
    const { client_secret, id } = await stripe.paymentIntents.create({ amount: 2_000, currency: "eur" });
    const confirmed = await page.post(`/v1/payment_intents/${id}/confirm`, {
      client_secret,
      payment_method_data: DEBIT,
    });
    expect(confirmed.body.status).toBe("processing");
  });

  it("is not agreed to by a token whose page did not state it", async () => {
    const { body: token } = await page.token({ payment_method_data: DEBIT });
    expect(await failure(pay({ confirmation_token: token.id }))).toMatchObject({ param: "mandate_data" });
  });

  it("needs no second agreement for a saved account, but one for an account that was only attached", async () => {
    const { id: customer } = await stripe.customers.create({});
    const { payment_method: kept } = await keep({
      customer,
      payment_method: await debit(),
      mandate_data: AGREED,
    });
    const again = { customer, off_session: true };
    expect(await pay({ ...again, payment_method: String(kept) })).toMatchObject({ status: "processing" });
    const attached = await stripe.paymentMethods.attach(await debit(), { customer });
    expect(await failure(pay({ ...again, payment_method: attached.id }))).toMatchObject({
      param: "mandate_data",
    });
  });

  it("does not need one for a card", async () => {
    expect(await pay({ payment_method: "pm_card_visa" })).toMatchObject({ status: "succeeded" });
  });
});
