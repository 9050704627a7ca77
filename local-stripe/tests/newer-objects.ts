import type Stripe from "stripe";
import type { Started } from "./support";

/** Tokens and sources, the other ways to pay, subscriptions and the portal. */
export async function newerObjects({ stripe }: Started): Promise<unknown[]> {
  const found: unknown[] = [];
  const keep = <T>(answer: T): T => {
    found.push(answer);
    return answer;
  };
  keep(
    await stripe.tokens.create({
      card: { number: "4242424242424242", exp_month: "12", exp_year: "2040", cvc: "123" },
    }),
  );
  const customer = keep(await stripe.customers.create({ email: "bob@example.com", source: "tok_visa" }));
  keep(await stripe.customers.createSource(customer.id, { source: "tok_mastercard" }));
  keep(await stripe.charges.create({ amount: 500, currency: "eur", customer: customer.id }));
  const billing_details = { name: "Bob", email: "bob@example.com" };
  const account = { account_number: "000123456789" };
  const ways = [
    { currency: "eur", type: "bancontact", bancontact: {} },
    { currency: "eur", type: "klarna", klarna: {} },
    { currency: "eur", type: "multibanco", multibanco: {} },
    { currency: "eur", type: "p24", p24: {} },
    { currency: "eur", type: "paypal", paypal: {} },
    { currency: "eur", type: "link", link: {} },
    { currency: "brl", type: "boleto", boleto: { tax_id: "000.000.000-00" } },
    { currency: "gbp", type: "bacs_debit", bacs_debit: { ...account, sort_code: "108800" } },
    {
      currency: "cad",
      type: "acss_debit",
      acss_debit: { ...account, institution_number: "000", transit_number: "11000" },
    },
    {
      currency: "usd",
      type: "us_bank_account",
      us_bank_account: { ...account, routing_number: "110000000", account_holder_type: "individual" },
    },
  ];
  for (const { currency, ...data } of ways) {
    const params: object = {
      amount: 2_000,
      currency,
      allowed_payment_method_types: [data.type],
      payment_method_data: { ...data, billing_details },
      mandate_data: { customer_acceptance: { type: "offline" } },
      confirm: true,
      return_url: "https://shop.test/return",
      expand: ["payment_method"],
    };
    keep(await stripe.paymentIntents.create(params as Stripe.PaymentIntentCreateParams));
  }
  const price = keep(
    await stripe.prices.create({
      currency: "eur",
      unit_amount: 3_000,
      recurring: { interval: "month", trial_period_days: 7 },
      product_data: { name: "Plan" },
    }),
  );
  const items = [{ price: price.id }];
  const subscription = keep(
    await stripe.subscriptions.create({
      customer: customer.id,
      items,
      expand: ["latest_invoice", "items.data.price.product"],
    }),
  );
  keep(
    await stripe.subscriptions.create({
      customer: customer.id,
      items,
      payment_behavior: "default_incomplete",
    }),
  );
  const coupon = await stripe.coupons.create({ percent_off: 10, duration: "forever" });
  const discounted = keep(
    await stripe.subscriptions.create({
      customer: customer.id,
      items,
      discounts: [{ coupon: coupon.id }],
      expand: ["discounts", "latest_invoice.payments"],
    }),
  );
  keep(await stripe.subscriptionSchedules.create({ from_subscription: discounted.id }));
  keep(await stripe.invoiceItems.create({ customer: customer.id, amount: 100, currency: "eur" }));
  keep(await stripe.invoices.create({ customer: customer.id }));
  keep(await stripe.subscriptions.cancel(subscription.id));
  keep(await stripe.invoices.list({ customer: customer.id }));
  keep(
    await stripe.billingPortal.configurations.create({ features: { invoice_history: { enabled: true } } }),
  );
  keep(await stripe.paymentLinks.create({ line_items: [{ price: price.id, quantity: 1 }] }));
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: Math.floor(Date.now() / 1000) });
  keep(clock);
  keep(await stripe.billingPortal.sessions.create({ customer: customer.id }));
  keep(
    await stripe.checkout.sessions.create({
      mode: "setup",
      currency: "eur",
      success_url: "https://shop.test/ok",
    }),
  );
  keep(
    await stripe.checkout.sessions.create({
      mode: "subscription",
      line_items: [{ price: price.id, quantity: 1 }],
      success_url: "https://shop.test/ok",
    }),
  );
  return found;
}
