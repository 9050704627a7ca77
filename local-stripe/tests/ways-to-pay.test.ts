import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { METHODS } from "../src/facts/payment-methods";
import { failure, makeSession, payer, type Started, startStripe } from "./support";

let local: Started;
let stripe: Stripe;

beforeAll(async () => {
  local = await startStripe();
  stripe = local.stripe;
});
afterAll(() => local.close());

const MANDATE = { customer_acceptance: { type: "offline" as const } };
const ACCOUNTS: Record<string, (number: string) => object> = {
  acss_debit: (account_number) => ({ account_number, institution_number: "000", transit_number: "11000" }),
  bacs_debit: (account_number) => ({ account_number, sort_code: "10-88-00" }),
  us_bank_account: (account_number) => ({
    account_number,
    routing_number: "110000000",
    account_holder_type: "individual",
  }),
};

const ofKind = (kind: string) => Object.entries(METHODS).filter(([, facts]) => facts.kind === kind);

function pay(type: string, given: object = {}, extra: object = {}) {
  const currency = METHODS[type]?.currencies?.[0] ?? "eur";
  return stripe.paymentIntents.create({
    amount: 2_000,
    currency,
    allowed_payment_method_types: [type],
    confirm: true,
    return_url: "http://localhost:3000/back",
    payment_method_data: { type, [type]: given, billing_details: { name: "Ada", email: "ada@example.com" } },
    ...extra,
  } as Stripe.PaymentIntentCreateParams);
}

const answer = async (intent: Stripe.PaymentIntent, url: string | null | undefined, result: string) => {
  const source = new URL(url ?? "").pathname.split("/").at(-1);
  const { body } = await payer(local.url).call(`/v1/redirects/${source}/complete`, { result });
  return {
    after: await stripe.paymentIntents.retrieve(intent.id, { expand: ["latest_charge"] }),
    back: body.return_url,
  };
};

describe("what is offered", () => {
  it("is card, iDEAL and SEPA debit, unless the merchant names others", async () => {
    const usual = await stripe.paymentIntents.create({ amount: 2_000, currency: "eur" });
    expect(usual.payment_method_types).toEqual(["card", "ideal", "sepa_debit"]);
    const allowed_payment_method_types = ["bancontact", "card", "klarna", "multibanco"] as const;
    const named = await stripe.paymentIntents.create({
      amount: 2_000,
      currency: "eur",
      allowed_payment_method_types: [...allowed_payment_method_types],
    });
    expect([...named.payment_method_types].sort()).toEqual([...allowed_payment_method_types]);
  });

  it("fits the currency", async () => {
    const given = { amount: 2_000, currency: "usd", allowed_payment_method_types: ["blik"] } as const;
    const error = await failure(
      stripe.paymentIntents.create({ ...given, allowed_payment_method_types: ["blik"] }),
    );
    expect(error.param).toBe("allowed_payment_method_types");
  });
});

describe.each(ofKind("redirect"))("%s", (type) => {
  it("is authorized on its page, or fails there", async () => {
    const intent = await pay(type);
    expect(intent.next_action?.type).toBe("redirect_to_url");
    const { after, back } = await answer(intent, intent.next_action?.redirect_to_url?.url, "authorize");
    expect(after).toMatchObject({ status: "succeeded", latest_charge: { payment_method_details: { type } } });
    expect(back).toContain("redirect_status=succeeded");
    const other = await pay(type);
    const failed = await answer(other, other.next_action?.redirect_to_url?.url, "fail");
    expect(failed.after.status).toBe("requires_payment_method");
  });

  it("needs a return_url", async () => {
    expect((await failure(pay(type, {}, { return_url: undefined }))).param).toBe("return_url");
  });
});

describe.each(Object.entries(ACCOUNTS))("%s", (type, account) => {
  it("settles days later, or fails as its account says", async () => {
    const good = await pay(type, account("000123456789"), { mandate_data: MANDATE });
    const bad = await pay(type, account("000222222227"), { mandate_data: MANDATE });
    expect([good.status, bad.status]).toEqual(["processing", "processing"]);
    await local.control("clock", { advance_seconds: 4 * 86_400 });
    expect((await stripe.paymentIntents.retrieve(good.id)).status).toBe("succeeded");
    expect((await stripe.paymentIntents.retrieve(bad.id)).status).toBe("requires_payment_method");
  });

  it("needs a mandate and an account", async () => {
    expect((await failure(pay(type, account("000123456789")))).param).toBe("mandate_data");
    expect((await failure(pay(type, {}, { mandate_data: MANDATE }))).param).toMatch(
      new RegExp(`^${type}|${type}\\[`),
    );
  });
});

describe.each([
  ["boleto", { tax_id: "000.000.000-00" }],
  ["multibanco", {}],
])("%s", (type, given) => {
  const urlOf = ({ next_action: action }: Stripe.PaymentIntent) =>
    (action?.boleto_display_details ?? action?.multibanco_display_details)?.hosted_voucher_url;

  it("waits until it is paid on its page", async () => {
    const intent = await pay(type, given);
    expect(intent).toMatchObject({
      status: "requires_action",
      next_action: { type: `${type}_display_details` },
    });
    expect((await answer(intent, urlOf(intent), "authorize")).after.status).toBe("succeeded");
  });

  it("ends by the control call, and when its days are over", async () => {
    const [paid, left] = [await pay(type, given), await pay(type, given)];
    await local.control(`payment_intents/${paid.id}/settle`);
    expect((await stripe.paymentIntents.retrieve(paid.id)).status).toBe("succeeded");
    await local.control("clock", { advance_seconds: 8 * 86_400 });
    expect((await stripe.paymentIntents.retrieve(left.id)).status).toBe("requires_payment_method");
  });
});

describe("the others", () => {
  it("link pays at once", async () => {
    expect((await pay("link")).status).toBe("succeeded");
  });

  it("blik takes six digits, and succeeds a moment later", async () => {
    const code = (digits: string) => ({ payment_method_options: { blik: { code: digits } } });
    const param = "payment_method_options[blik][code]";
    expect((await failure(pay("blik"))).param).toBe(param);
    expect((await failure(pay("blik", {}, code("12345")))).param).toBe(param);
    const intent = await pay("blik", {}, code("777123"));
    expect(intent).toMatchObject({ status: "requires_action", next_action: { type: "blik_authorize" } });
    await local.control("clock", { advance_seconds: 5 });
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe("succeeded");
  });

  it("a voucher completes its session unpaid, and pays it later", async () => {
    const session = await makeSession(stripe, { allowed_payment_method_types: ["card", "multibanco"] });
    const { body } = await payer(local.url).confirm(session, { type: "multibanco" });
    expect(body.session).toMatchObject({ status: "complete", payment_status: "unpaid" });
    await local.control(`payment_intents/${body.payment_intent.id}/settle`);
    expect((await stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe("paid");
    const { data } = await stripe.events.list({ type: "checkout.session.async_payment_succeeded" });
    expect(data.some(({ data: { object } }) => "id" in object && object.id === session.id)).toBe(true);
  });
});
