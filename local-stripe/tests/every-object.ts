import type Stripe from "stripe";
import { browser, makePrice, makeSession, payer, type Started } from "./support";

const ADDRESS = { line1: "1 rue de Rivoli", city: "Paris", postal_code: "75001", country: "FR" };
const RETURN = "https://shop.test/return";

/** Real calls of every resource, with what is rare in each. */
export async function everyObject({ stripe, url, control }: Started): Promise<unknown[]> {
  const found: unknown[] = [];
  const keep = <T>(answer: T): T => {
    found.push(answer);
    return answer;
  };
  const product = keep(
    await stripe.products.create({ name: "Mug", description: "Stoneware", images: ["https://a.test/b.png"] }),
  );
  const price = keep(await makePrice(stripe, 2_500, { lookup_key: "mug", tax_behavior: "inclusive" }));
  keep(await stripe.prices.retrieve(price.id, { expand: ["product", "currency_options"] }));
  const customer = keep(
    await stripe.customers.create({
      email: "ada@example.com",
      address: ADDRESS,
      shipping: { name: "Ada", address: ADDRESS },
    }),
  );
  const saved = keep(await stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id }));
  keep(
    await stripe.paymentMethods.create({
      type: "sepa_debit",
      sepa_debit: { iban: "DE89370400440532013000" },
      billing_details: { name: "Ada", email: "ada@example.com" },
    }),
  );
  keep(await stripe.paymentMethods.create({ type: "ideal", ideal: { bank: "ing" } }));
  keep(
    await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: saved.id } }),
  );
  const coupon = keep(await stripe.coupons.create({ percent_off: 10, duration: "once" }));
  keep(
    await stripe.coupons.create({ amount_off: 500, currency: "eur", duration: "once", max_redemptions: 3 }),
  );
  const code = keep(
    await stripe.promotionCodes.create({ promotion: { type: "coupon", coupon: coupon.id }, code: "TEN" }),
  );
  keep(await stripe.promotionCodes.retrieve(code.id, { expand: ["promotion.coupon"] }));
  const rate = keep(
    await stripe.shippingRates.create({
      display_name: "Post",
      type: "fixed_amount",
      fixed_amount: { amount: 500, currency: "eur" },
      delivery_estimate: { minimum: { unit: "day", value: 2 }, maximum: { unit: "day", value: 4 } },
    }),
  );
  const intent = (method: string, extra: object = {}) =>
    stripe.paymentIntents.create({
      amount: 2_000,
      currency: "eur",
      payment_method: method,
      confirm: true,
      return_url: RETURN,
      shipping: { name: "Ada", address: ADDRESS },
      expand: ["latest_charge.balance_transaction", "latest_charge.refunds", "payment_method", "customer"],
      ...extra,
    });
  keep(await stripe.paymentIntents.create({ amount: 2_000, currency: "eur" }));
  const paid = keep(await intent("pm_card_visa"));
  keep(await intent("pm_card_amex", { customer: customer.id, setup_future_usage: "off_session" }));
  keep(await intent("pm_card_visa_chargeDeclined").catch((error) => error.raw.payment_intent));
  keep(
    await intent("pm_card_visa_chargeDeclined").catch(
      (error) => error.raw.payment_intent.last_payment_error.payment_method,
    ),
  );
  keep(await intent("pm_card_authenticationRequired"));
  keep(await intent("pm_card_riskLevelElevated"));
  keep(await intent("pm_card_avsFail"));
  const held = keep(await intent("pm_card_visa", { capture_method: "manual" }));
  keep(await stripe.paymentIntents.capture(held.id, { amount_to_capture: 1_500 }));
  keep(await stripe.paymentIntents.cancel((await intent("pm_card_visa", { capture_method: "manual" })).id));
  keep(
    await stripe.paymentIntents.create({
      amount: 2_000,
      currency: "eur",
      allowed_payment_method_types: ["sepa_debit"],
      payment_method_data: {
        type: "sepa_debit",
        sepa_debit: { iban: "DE89370400440532013000" },
        billing_details: { name: "Ada", email: "ada@example.com" },
      },
      mandate_data: { customer_acceptance: { type: "offline" } },
      confirm: true,
      return_url: RETURN,
      expand: ["latest_charge"],
    }),
  );
  keep(
    await stripe.paymentIntents.create({
      amount: 2_000,
      currency: "eur",
      allowed_payment_method_types: ["ideal"],
      payment_method_data: { type: "ideal" },
      confirm: true,
      return_url: RETURN,
    }),
  );
  keep(
    await stripe.refunds.create({
      payment_intent: paid.id,
      amount: 500,
      expand: ["balance_transaction", "charge"],
    }),
  );
  keep(await stripe.refunds.create({ payment_intent: (await intent("pm_card_refundFail")).id }));
  keep(await stripe.refunds.create({ payment_intent: (await intent("pm_card_pendingRefund")).id }));
  await intent("pm_card_createDispute");
  await intent("pm_card_createDisputeInquiry");
  keep(await stripe.setupIntents.create({ customer: customer.id }));
  keep(
    await stripe.setupIntents.create({ payment_method: "pm_card_visa", confirm: true, return_url: RETURN }),
  );
  keep(
    await stripe.setupIntents.create({
      payment_method: "pm_card_authenticationRequired",
      confirm: true,
      return_url: RETURN,
    }),
  );
  keep(
    await stripe.setupIntents
      .create({ payment_method: "pm_card_visa_chargeDeclined", confirm: true, return_url: RETURN })
      .catch((error) => error.raw.setup_intent),
  );
  keep(
    await stripe.customerSessions.create({
      customer: customer.id,
      components: { payment_element: { enabled: true } },
    }),
  );
  const token = await browser(url).token();
  keep(await stripe.confirmationTokens.retrieve(token.body.id));
  keep(await stripe.testHelpers.confirmationTokens.create({ payment_method: "pm_card_visa" }));
  const session = keep(
    await makeSession(stripe, {
      customer: customer.id,
      allow_promotion_codes: true,
      automatic_tax: { enabled: true },
      shipping_address_collection: { allowed_countries: ["FR"] },
      shipping_options: [{ shipping_rate: rate.id }],
      phone_number_collection: { enabled: true },
      custom_text: { submit: { message: "Thank you" } },
      saved_payment_method_options: { payment_method_save: "enabled" },
      customer_update: { address: "auto", shipping: "auto", name: "auto" },
    } as Partial<Stripe.Checkout.SessionCreateParams>),
  );
  keep(await stripe.checkout.sessions.listLineItems(session.id));
  const simple = await makeSession(stripe, { discounts: [{ coupon: coupon.id }] });
  await payer(url).card(simple, "4242424242424242");
  keep(
    await stripe.checkout.sessions.retrieve(simple.id, {
      expand: ["line_items", "payment_intent.latest_charge", "customer", "total_details.breakdown"],
    }),
  );
  keep(await stripe.checkout.sessions.expire((await makeSession(stripe)).id));
  for (const ui_mode of ["elements", "hosted_page"] as const) {
    keep(
      await makeSession(stripe, {
        ui_mode,
        ...(ui_mode === "hosted_page" && { success_url: RETURN, return_url: undefined }),
      } as Partial<Stripe.Checkout.SessionCreateParams>),
    );
  }
  keep(await stripe.tax.settings.retrieve());
  const calculation = keep(
    await stripe.tax.calculations.create({
      currency: "eur",
      line_items: [{ amount: 1_000, reference: "mug" }],
      shipping_cost: { amount: 500 },
      customer_details: { address: ADDRESS, address_source: "shipping" },
      expand: ["line_items"],
    }),
  );
  keep(await stripe.tax.calculations.listLineItems(calculation.id ?? ""));
  keep(await stripe.webhookEndpoints.create({ url: "http://127.0.0.1:9/hook", enabled_events: ["*"] }));
  await control("clock", { advance_seconds: 60 });
  await control("clock", { advance_seconds: 3 * 86_400 });
  await control("clock", { advance_seconds: 3 * 86_400 });
  await control("clock", { advance_seconds: 3_700 });
  const dispute = (await stripe.disputes.list({ expand: ["data.charge"] })).data.map(keep)[0];
  if (dispute)
    keep(await stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: "winning_evidence" } }));
  keep(await stripe.accounts.retrieveCurrent());
  keep(await stripe.balance.retrieve());
  keep(await stripe.customers.del((await stripe.customers.create()).id));
  keep(await stripe.products.del(product.id));
  keep(await stripe.coupons.del((await stripe.coupons.create({ percent_off: 5, duration: "once" })).id));
  for (const list of [
    stripe.balanceTransactions,
    stripe.charges,
    stripe.payouts,
    stripe.refunds,
    stripe.products,
    stripe.shippingRates,
    stripe.paymentIntents,
    stripe.webhookEndpoints,
  ]) {
    keep(await list.list({ limit: 100 }));
  }
  for await (const event of stripe.events.list({ limit: 100 })) {
    keep(event);
    keep(event.data.object);
  }
  return found;
}
