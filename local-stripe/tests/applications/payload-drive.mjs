// Runs beside Payload's packages: the Stripe plugin and the Stripe adapter of its shop, with as much of Payload as they call.
import assert from "node:assert/strict";
import { stripeAdapter } from "@payloadcms/plugin-ecommerce/payments/stripe";
import { stripePlugin, stripeProxy } from "@payloadcms/plugin-stripe";

const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret } = process.env;
const said = [];
const logger = { info() {}, error: (entry) => said.push(entry.err?.message ?? entry) };
const call = async (stripeMethod, ...stripeArgs) => {
  const answer = await stripeProxy({ stripeSecretKey: secretKey, stripeMethod, stripeArgs });
  assert.equal(answer.status, 200, answer.message);
  return answer.data;
};

const drives = {
  "plugin: a document that is kept in step with a customer": async () => {
    const sync = [
      {
        collection: "customers",
        stripeResourceType: "customers",
        stripeResourceTypeSingular: "customer",
        fields: [{ fieldPath: "name", stripeProperty: "name" }],
      },
    ];
    const config = stripePlugin({ stripeSecretKey: secretKey, sync, logs: true })({
      collections: [{ slug: "customers", fields: [] }],
    });
    const { hooks } = config.collections[0];
    const req = { payload: { logger } };
    const made = await hooks.beforeValidate[0]({ data: { name: "Ada" }, operation: "create", req });
    assert.match(made.stripeID, /^cus_/);
    await hooks.beforeChange[0]({
      data: { ...made, name: "Grace", skipSync: false },
      originalDoc: made,
      operation: "update",
      req,
    });
    assert.equal((await call("customers.retrieve", made.stripeID)).name, "Grace");
    await hooks.afterDelete[0]({ doc: made, req });
    assert.equal((await call("customers.retrieve", made.stripeID)).deleted, true);
  },
  "plugin: calls by its REST proxy, old names of 2022-08-01 included": async () => {
    const product = await call("products.create", { name: "Mug" });
    const plan = await call("prices.create", {
      product: product.id,
      currency: "usd",
      unit_amount: 900,
      recurring: { interval: "month" },
    });
    const customer = await call("customers.create", { email: "ada@example.com", source: "tok_visa" });
    const subscription = await call("subscriptions.create", {
      customer: customer.id,
      items: [{ price: plan.id }],
    });
    assert.equal(subscription.status, "active");
    assert.ok((await call("subscriptions.list", { customer: customer.id, limit: 100 })).data.length === 1);
    const intent = await call("paymentIntents.create", {
      amount: 2000,
      currency: "usd",
      customer: customer.id,
    });
    assert.deepEqual(intent.payment_method_types, ["card"]);
    const charge = await call("charges.create", { amount: 900, currency: "usd", customer: customer.id });
    assert.equal((await call("refunds.create", { charge: charge.id })).status, "succeeded");
  },
  "plugin: its webhook, signed": async () => {
    const types = [];
    const config = stripePlugin({
      stripeSecretKey: secretKey,
      stripeWebhooksEndpointSecret: webhookSecret,
      webhooks: ({ event }) => types.push(event.type),
    })({ collections: [] });
    const { default: Stripe } = await import("stripe");
    const client = new Stripe(secretKey, { apiVersion: "2022-08-01" });
    await client.customers.create({ email: "ada@example.com" });
    const { data } = await client.events.list({ type: "customer.created", limit: 1 });
    const payload = JSON.stringify(data[0]);
    const signature = client.webhooks.generateTestHeaderString({ payload, secret: webhookSecret });
    const req = {
      text: async () => payload,
      headers: new Headers({ "stripe-signature": signature }),
      payload: { logger },
    };
    const answer = await config.endpoints.find(({ path }) => path === "/stripe/webhooks").handler(req);
    assert.equal(answer.status, 200, String(said));
    for (let turn = 0; turn < 50 && types.length === 0; turn += 1) await new Promise(setImmediate);
    assert.deepEqual(types, ["customer.created"]);
  },
  "shop: its Stripe adapter, from the cart to the order": async () => {
    const adapter = stripeAdapter({ secretKey, webhookSecret });
    const transactions = [];
    const payload = {
      logger,
      create: async ({ data }) => transactions[transactions.push({ id: "tr_1", ...data }) - 1],
      find: async () => ({ totalDocs: 1, docs: transactions }),
    };
    const req = { payload, user: null };
    const cart = { id: "cart_1", subtotal: 2400, items: [{ product: "mug", quantity: 2 }] };
    const purchase = {
      customerEmail: "ada@example.com",
      currency: "usd",
      cart,
      billingAddress: {},
      shippingAddress: { city: "Paris" },
    };
    const begun = await adapter.initiatePayment({ data: purchase, req, transactionsSlug: "transactions" });
    await call("paymentIntents.confirm", begun.paymentIntentID, {
      payment_method: "pm_card_visa",
      return_url: "http://localhost/done",
    });
    const finalizeOrder = async ({ orderData }) => ({ id: "order_1", ...orderData });
    const data = {
      paymentIntentID: begun.paymentIntentID,
      customerEmail: "ada@example.com",
      cartID: "cart_1",
    };
    const order = await adapter.confirmOrder({ data, finalizeOrder, req, transactionsSlug: "transactions" });
    assert.equal(order.orderID, "order_1");
  },
};
await drives[process.env.DRIVE]();
