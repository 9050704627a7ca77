// Runs beside Medusa's packages: the provider's class, called as Medusa's payment module calls it.
import assert from "node:assert/strict";
import { createRequire } from "node:module";

const require = createRequire(`${process.cwd()}/`);
const { default: StripeProvider } = require("@medusajs/payment-stripe/dist/services/stripe-provider.js");
const { default: Ideal } = require("@medusajs/payment-stripe/dist/services/stripe-ideal.js");
const Stripe = require("stripe");

const { STRIPE_SECRET_KEY: apiKey, STRIPE_WEBHOOK_SECRET: webhookSecret } = process.env;
const options = { apiKey, webhookSecret, automaticPaymentMethods: true };
const provider = new StripeProvider({}, options);
const card = { payment_method: "pm_card_visa", confirm: true, return_url: "http://localhost/return" };
const customer = { id: "cus_1", email: "ada@example.com", first_name: "Ada", last_name: "Lovelace" };
const start = (data, amount = 20, more = {}) =>
  provider.initiatePayment({
    currency_code: "eur",
    amount,
    data: { session_id: "payses_1", ...data },
    context: {},
    ...more,
  });

const drives = {
  "a payment: initiate, update, authorize, capture, refund": async () => {
    const begun = await start({});
    assert.equal(begun.status, "pending");
    const changed = await provider.updatePayment({
      currency_code: "eur",
      amount: 25,
      data: begun.data,
      context: {},
    });
    assert.equal(changed.data.amount, 2500);
    const paid = await start(card);
    assert.equal((await provider.authorizePayment({ data: paid.data })).status, "authorized");
    const { data } = await provider.capturePayment({ data: paid.data, context: {} });
    assert.equal(data.status, "succeeded");
    await provider.refundPayment({ amount: 5, data, context: {} });
    assert.equal((await provider.retrievePayment({ data })).data.amount, 20);
  },
  "a refusal, a challenge, and a payment that is cancelled": async () => {
    const refused = await start({ ...card, payment_method: "pm_card_visa_chargeDeclined" });
    assert.equal(refused.status, "error");
    const asked = await start({ ...card, payment_method: "pm_card_threeDSecure2Required" });
    assert.equal(asked.status, "requires_more");
    const { data } = await provider.cancelPayment({ data: asked.data, context: {} });
    assert.equal(data.status, "canceled");
    assert.equal((await provider.cancelPayment({ data, context: {} })).data.status, "canceled");
  },
  "an account holder and its saved cards": async () => {
    const holder = await provider.createAccountHolder({ context: { customer } });
    const context = { account_holder: holder, customer };
    await provider.updateAccountHolder({
      context: { ...context, customer: { ...customer, email: "new@example.com" } },
    });
    const client = new Stripe(apiKey);
    const setup = await provider.savePaymentMethod({
      context,
      data: { payment_method: "pm_card_visa", confirm: true, ...automatic },
    });
    assert.equal(setup.data.status, "succeeded");
    const [saved] = await provider.listPaymentMethods({ context });
    assert.equal(saved.data.card.last4, "4242");
    const paid = await start(
      { ...card, payment_method: saved.id, off_session: true, return_url: undefined },
      20,
      { context },
    );
    assert.equal(paid.status, "authorized");
    await provider.deletePaymentMethod({ context, data: { id: saved.id } });
    assert.deepEqual(await provider.listPaymentMethods({ context }), []);
    await provider.deleteAccountHolder({ context });
    assert.equal((await client.customers.retrieve(holder.id)).deleted, true);
  },
  "iDEAL, and what webhooks say of it": async () => {
    const ideal = new Ideal({}, options);
    const begun = await ideal.initiatePayment({
      currency_code: "eur",
      amount: 20,
      data: { session_id: "payses_2" },
      context: {},
    });
    assert.equal(begun.status, "pending");
    assert.deepEqual(begun.data.payment_method_types, ["ideal"]);
    const client = new Stripe(apiKey);
    const { data: events } = await client.events.list({ limit: 100 });
    const event = events.find(
      ({ type, data }) => type === "payment_intent.created" && data.object.id === begun.id,
    );
    const rawData = JSON.stringify(event);
    const signature = client.webhooks.generateTestHeaderString({ payload: rawData, secret: webhookSecret });
    const said = await ideal.getWebhookActionAndData({ rawData, headers: { "stripe-signature": signature } });
    assert.equal(said.data.session_id, "payses_2");
  },
};
const automatic = { automatic_payment_methods: { enabled: true, allow_redirects: "never" } };
await drives[process.env.DRIVE]();
