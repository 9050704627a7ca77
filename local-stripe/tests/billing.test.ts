import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DAY, idOf, makePlan, payOn, press, type Shop, startShop, told } from "./starters";
import { failure } from "./support";

let shop: Shop;
let stripe: Stripe;
beforeAll(async () => {
  shop = await startShop();
  stripe = shop.stripe;
});
afterAll(() => shop.stop());

async function customerWith(card = "pm_card_visa", extra: Partial<Stripe.CustomerCreateParams> = {}) {
  const customer = await stripe.customers.create({ email: "ada@example.com", ...extra });
  const method = await stripe.paymentMethods.attach(card, { customer: customer.id });
  await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: method.id } });
  return customer.id;
}

async function subscribe(extra: Partial<Stripe.SubscriptionCreateParams> = {}, customer?: string) {
  const plan = await makePlan(stripe, "Plan", 3_000);
  return stripe.subscriptions.create({
    customer: customer ?? (await customerWith()),
    items: [{ price: plan.id }],
    ...extra,
  });
}

const endOf = ({ items }: Stripe.Subscription) => items.data[0]?.current_period_end ?? 0;
async function renewed({ id }: Stripe.Subscription) {
  const now = await stripe.subscriptions.retrieve(id);
  await shop.past(endOf(now));
  return stripe.subscriptions.retrieve(id, { expand: ["latest_invoice"] });
}
const amountOf = ({ latest_invoice: invoice }: Stripe.Subscription) =>
  typeof invoice === "object" ? invoice?.amount_due : undefined;

describe("a discount of a subscription", () => {
  it("holds once, for some months, or for ever", async () => {
    const coupon = (more: Stripe.CouponCreateParams) => stripe.coupons.create({ percent_off: 50, ...more });
    const once = await coupon({ duration: "once" });
    const three = await coupon({ duration: "repeating", duration_in_months: 2 });
    const always = await coupon({ duration: "forever" });
    const prices = async (id: string) => {
      const subscription = await subscribe({
        discounts: [{ coupon: id }],
        expand: ["latest_invoice", "discounts"],
      });
      expect(subscription.discounts[0] ?? { source: { coupon: once.id } }).toMatchObject({
        source: { coupon: id },
      });
      const amounts = [amountOf(subscription)];
      for (let period = 0; period < 2; period += 1) amounts.push(amountOf(await renewed(subscription)));
      return amounts;
    };
    expect(await prices(once.id)).toEqual([1_500, 3_000, 3_000]);
    expect(await prices(three.id)).toEqual([1_500, 1_500, 3_000]);
    expect(await prices(always.id)).toEqual([1_500, 1_500, 1_500]);
  });

  it("is the promotion code of the page, waits for the end of a trial, and is gone when it is taken away", async () => {
    const coupon = await stripe.coupons.create({ amount_off: 500, currency: "usd", duration: "once" });
    const code = await stripe.promotionCodes.create({ promotion: { type: "coupon", coupon: coupon.id } });
    const plan = await makePlan(stripe, "Plan", 3_000);
    const session = await stripe.checkout.sessions.create({
      mode: "subscription",
      line_items: [{ price: plan.id, quantity: 1 }],
      success_url: "http://localhost:3000/ok",
      allow_promotion_codes: true,
      subscription_data: { trial_period_days: 7 },
    });
    await payOn(shop, session, "4242424242424242", { promotion_code: code.code });
    const { subscription: id } = await stripe.checkout.sessions.retrieve(session.id);
    const trial = await stripe.subscriptions.retrieve(idOf(id), { expand: ["discounts"] });
    expect(trial.discounts).toMatchObject([{ promotion_code: code.id }]);
    const first = await renewed(trial);
    expect([amountOf(first), first.discounts]).toEqual([2_500, []]);
    const invoice = await stripe.invoices.retrieve(idOf(first.latest_invoice));
    expect(invoice.total_discount_amounts).toMatchObject([{ amount: 500 }]);
    const other = await subscribe({
      discounts: [{ coupon: (await stripe.coupons.create({ percent_off: 10, duration: "forever" })).id }],
    });
    const changed = await stripe.subscriptions.update(other.id, { discounts: "" });
    expect(changed.discounts).toEqual([]);
  });

  it("gives no more back than was paid", async () => {
    const half = await stripe.coupons.create({ percent_off: 50, duration: "forever" });
    const subscription = await subscribe({ discounts: [{ coupon: half.id }] });
    const dearer = await makePlan(stripe, "Big", 9_000);
    const { latest_invoice: id } = await stripe.subscriptions.update(subscription.id, {
      items: [{ id: idOf(subscription.items.data[0]), price: dearer.id }],
      proration_behavior: "always_invoice",
    });
    const invoice = await stripe.invoices.retrieve(idOf(id));
    const [credit = 0, charge = 0] = invoice.lines.data.map(({ amount }) => amount);
    expect([credit, charge]).toEqual([expect.closeTo(-1_500, -2), expect.closeTo(4_500, -2)]);
  });
});

describe("time", () => {
  it("passes in order: what was due before an end is billed before it, at its own time", async () => {
    const subscription = await subscribe();
    const end = endOf(subscription);
    await stripe.subscriptions.update(subscription.id, { cancel_at: end + 40 * DAY });
    await shop.past(end + 90 * DAY);
    const over = await stripe.subscriptions.retrieve(subscription.id);
    expect(over).toMatchObject({ status: "canceled", ended_at: end + 40 * DAY });
    const { data } = await stripe.invoices.list({ subscription: subscription.id });
    expect(data.map(({ status }) => status)).toEqual(["paid", "paid", "paid"]);
    expect(data[1]?.created).toBe(end);
  });

  it("leaves the invoice of a new period open to changes for an hour", async () => {
    const customer = await customerWith();
    const subscription = await subscribe({}, customer);
    await shop.past(endOf(subscription) - 7_200);
    const { latest_invoice } = await stripe.subscriptions.retrieve(subscription.id);
    const draft = await stripe.invoices.retrieve(idOf(latest_invoice));
    expect(draft).toMatchObject({ status: "draft", number: null, amount_due: 3_000 });
    await stripe.invoiceItems.create({
      customer,
      invoice: draft.id,
      amount: 700,
      currency: "usd",
      description: "Extra",
    });
    await shop.advance(0.1);
    const paid = await stripe.invoices.retrieve(idOf(draft));
    expect(paid).toMatchObject({ status: "paid", amount_paid: 3_700 });
  });
});

describe("a trial without a payment method", () => {
  const trial = async (missing_payment_method: "cancel" | "create_invoice" | "pause") => {
    const { id: customer } = await stripe.customers.create();
    const trial_settings = { end_behavior: { missing_payment_method } };
    const subscription = await subscribe({ trial_period_days: 7, trial_settings }, customer);
    await shop.advance(8);
    return { customer, subscription: await stripe.subscriptions.retrieve(subscription.id) };
  };

  it("ends, or is paused until it is resumed", async () => {
    expect((await trial("cancel")).subscription.status).toBe("canceled");
    const { customer, subscription } = await trial("pause");
    expect(subscription.status).toBe("paused");
    expect(await told(shop, "customer.subscription.paused")).toHaveLength(1);
    const method = await stripe.paymentMethods.attach("pm_card_visa", { customer });
    await stripe.subscriptions.update(subscription.id, { default_payment_method: method.id });
    const resumed = await stripe.subscriptions.resume(subscription.id, {
      expand: ["latest_invoice"],
    });
    expect([resumed.status, amountOf(resumed)]).toEqual(["active", 3_000]);
    expect((await failure(stripe.subscriptions.resume(subscription.id))).statusCode).toBe(400);
  });

  it("leaves an invoice that nobody paid yet", async () => {
    const { subscription } = await trial("create_invoice");
    expect(subscription.status).toBe("past_due");
    const invoice = await stripe.invoices.retrieve(idOf(subscription.latest_invoice));
    expect(invoice).toMatchObject({ status: "open", amount_remaining: 3_000 });
  });

  it.each([
    ["subscription", "always"],
    ["payment", "if_required"],
  ] as const)("asks for a method in mode %s %s, unless it is told otherwise", async (mode, collection) => {
    const plan = await makePlan(stripe, "Plan", 3_000);
    const goods = { currency: "eur", unit_amount: 900, product_data: { name: "Cup" } };
    const session = await stripe.checkout.sessions.create({
      mode,
      line_items: [{ quantity: 1, ...(mode === "payment" ? { price_data: goods } : { price: plan.id }) }],
      success_url: "http://localhost:3000/ok",
    });
    expect(session.payment_method_collection).toBe(collection);
  });

  it("needs no card on the page where that is said", async () => {
    const plan = await makePlan(stripe, "Plan", 3_000);
    const session = await stripe.checkout.sessions.create({
      mode: "subscription",
      line_items: [{ price: plan.id, quantity: 1 }],
      success_url: "http://localhost:3000/ok",
      payment_method_collection: "if_required",
      subscription_data: {
        trial_period_days: 7,
        trial_settings: { end_behavior: { missing_payment_method: "cancel" } },
      },
    });
    await payOn(shop, session, "", { payment_method_data: undefined });
    const { subscription: id, status } = await stripe.checkout.sessions.retrieve(session.id);
    expect(status).toBe("complete");
    const made = await stripe.subscriptions.retrieve(idOf(id));
    expect(made).toMatchObject({ status: "trialing", default_payment_method: null });
  });
});

describe("a change of a subscription", () => {
  it("is not made when its payment must succeed and does not", async () => {
    const customer = await customerWith();
    const subscription = await subscribe({}, customer);
    const bad = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer });
    await stripe.subscriptions.update(subscription.id, { default_payment_method: bad.id });
    const dearer = await makePlan(stripe, "Big", 9_000);
    const refused = stripe.subscriptions.update(subscription.id, {
      items: [{ id: idOf(subscription.items.data[0]), price: dearer.id }],
      proration_behavior: "always_invoice",
      payment_behavior: "error_if_incomplete",
    });
    expect((await failure(refused)).code).toBe("card_declined");
    const kept = await stripe.subscriptions.retrieve(subscription.id);
    expect(kept.items.data[0]?.price.unit_amount).toBe(3_000);
    expect(kept.status).toBe("active");
  });

  it("lets collection begin again at a time", async () => {
    const subscription = await subscribe();
    const resumes_at = endOf(subscription) + DAY;
    await stripe.subscriptions.update(subscription.id, {
      pause_collection: { behavior: "keep_as_draft", resumes_at },
    });
    const paused = await renewed(subscription);
    expect(paused.latest_invoice).toMatchObject({ status: "draft", auto_advance: false });
    await shop.advance(2);
    expect((await stripe.subscriptions.retrieve(subscription.id)).pause_collection).toBeNull();
    expect((await renewed(subscription)).latest_invoice).toMatchObject({ status: "paid" });
  });

  it("has the tax of where its customer is", async () => {
    const address = { country: "DE", line1: "Weg 1", city: "Berlin", postal_code: "10115" };
    const customer = await customerWith("pm_card_visa", { address });
    const subscription = await subscribe(
      { automatic_tax: { enabled: true }, expand: ["latest_invoice"] },
      customer,
    );
    expect(subscription.latest_invoice).toMatchObject({
      subtotal: 3_000,
      total: 3_570,
      total_taxes: [{ amount: 570, tax_behavior: "exclusive", taxable_amount: 3_000 }],
      automatic_tax: { enabled: true, status: "complete" },
    });
  });

  it("knows the billing mode of each version", async () => {
    expect((await subscribe()).billing_mode.type).toBe("flexible");
    expect((await subscribe({ billing_mode: { type: "classic" } })).billing_mode.type).toBe("classic");
  });
});

describe("an invoice of one's own", () => {
  it("is a draft that can be changed, then finalized and paid", async () => {
    const customer = await customerWith();
    await stripe.invoiceItems.create({ customer, amount: 1_000, currency: "usd", description: "Work" });
    const draft = await stripe.invoices.create({ customer, pending_invoice_items_behavior: "include" });
    expect(draft).toMatchObject({ status: "draft", total: 1_000, billing_reason: "manual", parent: null });
    const price = await stripe.prices.create({
      currency: "usd",
      unit_amount: 250,
      product_data: { name: "Hour" },
    });
    const item = await stripe.invoiceItems.create({
      customer,
      invoice: draft.id,
      pricing: { price: price.id },
      quantity: 2,
    });
    await stripe.invoiceItems.update(item.id, { quantity: 4 });
    await stripe.invoices.update(idOf(draft), { description: "July" });
    expect((await stripe.invoiceItems.list({ invoice: draft.id })).data).toHaveLength(2);
    const open = await stripe.invoices.finalizeInvoice(idOf(draft), {
      expand: ["payments.data.payment.payment_intent"],
    });
    expect(open).toMatchObject({
      status: "open",
      total: 2_000,
      description: "July",
      hosted_invoice_url: expect.stringContaining("/invoices/in_"),
      payments: { data: [{ status: "open", payment: { payment_intent: { amount: 2_000 } } }] },
    });
    expect((await failure(stripe.invoiceItems.update(item.id, { quantity: 1 }))).code).toBe(
      "invoice_not_editable",
    );
    expect((await stripe.invoices.pay(idOf(draft))).status).toBe("paid");
    expect((await failure(stripe.invoices.pay(idOf(draft)))).code).toBe("invoice_not_editable");
  });

  it("says why it could not be paid, and is paid on its page with another card", async () => {
    const customer = await customerWith("pm_card_chargeCustomerFail");
    const draft = await stripe.invoices.create({ customer, auto_advance: true });
    await stripe.invoiceItems.create({ customer, invoice: draft.id, amount: 1_000, currency: "usd" });
    await shop.advance(0.1);
    const open = await stripe.invoices.retrieve(idOf(draft));
    expect(open).toMatchObject({ status: "open", attempted: true, attempt_count: 1 });
    const refused = await failure(stripe.invoices.pay(idOf(draft)));
    expect(refused).toMatchObject({ statusCode: 402, code: "card_declined" });
    const url = open.hosted_invoice_url ?? "";
    const bad = idOf((await stripe.customers.listPaymentMethods(customer)).data[0]);
    expect(await press(url, "pay", { id: bad })).toContain("refused=1");
    const good = await stripe.paymentMethods.attach("pm_card_visa", { customer });
    const stranger = await customerWith();
    const [other] = (await stripe.customers.listPaymentMethods(stranger)).data;
    expect(await press(url, "pay", { id: idOf(other) })).toContain("refused=1");
    expect(await press(url, "pay", { id: good.id })).toBe(url);
    expect((await stripe.invoices.retrieve(idOf(draft))).status).toBe("paid");
  });

  it("is deleted, voided, given up or paid elsewhere", async () => {
    const customer = await customerWith();
    const make = async () => {
      const draft = await stripe.invoices.create({ customer });
      await stripe.invoiceItems.create({ customer, invoice: draft.id, amount: 500, currency: "usd" });
      return idOf(draft);
    };
    const gone = await make();
    expect(await stripe.invoices.del(gone)).toMatchObject({ deleted: true });
    expect((await failure(stripe.invoices.retrieve(gone))).statusCode).toBe(404);
    const [given, elsewhere] = [await make(), await make()];
    await stripe.invoices.finalizeInvoice(given);
    expect((await stripe.invoices.markUncollectible(given)).status).toBe("uncollectible");
    await stripe.invoices.finalizeInvoice(elsewhere);
    const paid = await stripe.invoices.pay(elsewhere, { paid_out_of_band: true });
    expect(paid.status).toBe("paid");
    expect((await failure(stripe.invoices.del(elsewhere))).code).toBe("invoice_not_editable");
  });
});

describe("a flow of the portal", () => {
  it("is refused where the configuration turns it off, and for another customer's subscription", async () => {
    const customer = await customerWith();
    const { id: subscription } = await subscribe({}, customer);
    const { id: configuration } = await stripe.billingPortal.configurations.create({
      features: { invoice_history: { enabled: true } },
    });
    const flow_data = { type: "subscription_update", subscription_update: { subscription } } as const;
    const open = (extra: Partial<Stripe.BillingPortal.SessionCreateParams>) =>
      stripe.billingPortal.sessions.create({ customer, flow_data, ...extra });
    expect((await failure(open({ configuration }))).param).toBe("flow_data[type]");
    expect((await failure(open({ customer: await customerWith() }))).statusCode).toBe(400);
    const { url } = await open({
      flow_data: { ...flow_data, after_completion: { type: "hosted_confirmation" } },
    });
    const big = await makePlan(stripe, "Very big", 9_000);
    expect(await (await fetch(url)).text()).toContain("Choose Very big");
    const next = await press(url, "confirm_update", { id: subscription, price: big.id, quantity: "1" });
    expect(await (await fetch(next ?? "")).text()).toContain("Your plan is changed.");
    const changed = await stripe.subscriptions.retrieve(subscription);
    expect(changed.items.data[0]?.price.id).toBe(big.id);
  });

  it("puts a payment method in, in the customer's language", async () => {
    const customer = await customerWith();
    const { url } = await stripe.billingPortal.sessions.create({
      customer,
      locale: "de",
      flow_data: {
        type: "payment_method_update",
        after_completion: { type: "redirect", redirect: { return_url: "http://localhost:3000/done" } },
      },
    });
    expect(await (await fetch(url)).text()).toContain("Zahlungsmethode hinzufügen");
    const to = await press(url, "add_method", {});
    const id = /cs_test_\w+/.exec(to ?? "")?.[0] ?? "";
    expect((await stripe.checkout.sessions.retrieve(id)).success_url).toBe("http://localhost:3000/done");
  });
});
