import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PUBLISHED_CARDS, type PublishedCard } from "../conformance/published-cards";
import { TEST_CARDS } from "../src/cards/cards";
import { browser, failure, type Started, startStripe } from "./support";

let local: Started;
let stripe: Stripe;
let customer: string;

beforeAll(async () => {
  local = await startStripe();
  stripe = local.stripe;
  customer = (await stripe.customers.create()).id;
});
afterAll(() => local.close());

const ADDRESS = { line1: "1 rue de Rivoli", postal_code: "75001", country: "FR" };
const NAMES: [string, PublishedCard][] = PUBLISHED_CARDS.map((card) => [card.alias ?? card.number, card]);
const such = (wanted: (says: PublishedCard["says"]) => unknown) =>
  NAMES.filter(([, { says }]) => wanted(says));

/** The card by its number, as Stripe.js sends it: a `pm_…`, or the refusal. */
async function byNumber({ number, says }: PublishedCard): Promise<{ id: string; error?: { code: string } }> {
  const { body } = await browser(local.url).post("/v1/payment_methods", {
    type: "card",
    card: { number, exp_month: 12, exp_year: 2040, cvc: says.brand === "amex" ? "1234" : "123" },
    billing_details: { address: ADDRESS },
  });
  return body;
}

const pay = (method: string, extra: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  stripe.paymentIntents.create({
    amount: 2_000,
    currency: "eur",
    payment_method: method,
    confirm: true,
    return_url: "https://shop.test/return",
    expand: ["latest_charge.balance_transaction", "payment_method"],
    ...extra,
  });

const chargeOf = ({ latest_charge: charge }: Stripe.PaymentIntent): Stripe.Charge => {
  if (!charge || typeof charge === "string") throw new Error("no charge");
  return charge;
};

/** The shopper agrees on the bank's page. */
async function agree({ next_action: action }: { next_action: object | null }): Promise<void> {
  const source = JSON.stringify(action).match(/payatt_\w{24}/)?.[0] ?? "";
  await fetch(`${local.url}/v1/redirects/${source}/complete`, { method: "POST", body: "result=authorize" });
}

describe("Stripe's page of test cards", () => {
  it("lists the numbers that the local Stripe takes, and it takes no other but an old one", () => {
    const published = new Set(PUBLISHED_CARDS.map(({ number }) => number));
    const modelled = new Set(TEST_CARDS.map(({ number }) => number));
    expect([...published].filter((number) => !modelled.has(number))).toEqual([]);
    expect([...modelled].filter((number) => !published.has(number))).toEqual(["4000000000003063"]);
  });
});

describe("a card that simply pays", () => {
  const paying = such(
    ({ decline, challenge }) => !decline && challenge !== "always" && challenge !== "unless_off_session",
  );

  it.each(paying)("%s: by its number, with its brand, country and funding", async (_name, card) => {
    const { id } = await byNumber(card);
    const paid = await pay(id);
    expect(paid.status).toBe("succeeded");
    const method = paid.payment_method;
    const { brand, country, funding } = card.says;
    expect(typeof method === "object" && method?.card).toMatchObject({
      last4: card.number.slice(-4),
      ...(brand && { brand }),
      ...(country && { country }),
      ...(funding && { funding }),
    });
  });

  it.each(paying.filter(([, { alias }]) => alias))(
    "%s: by its id, and it is kept for later",
    async (_name, card) => {
      expect((await pay(`pm_card_${card.alias}`)).payment_method).toMatchObject({
        card: { last4: card.number.slice(-4) },
      });
      const setup = await stripe.setupIntents.create({
        payment_method: `pm_card_${card.alias}`,
        customer,
        confirm: true,
        return_url: "https://shop.test/return",
      });
      expect(setup.status).toBe("succeeded");
    },
  );
});

describe("a card that is declined", () => {
  it.each(such(({ decline }) => decline))(
    "%s: with its code, also when it is set up",
    async (_name, card) => {
      const { decline, attaches } = card.says;
      const made = await byNumber(card);
      if (made.error) {
        expect(made.error.code).toBe(decline?.code);
        return;
      }
      const refused = await failure(pay(made.id));
      expect(refused).toMatchObject({ type: "StripeCardError", ...decline });
      if (!card.alias) return;
      expect(await failure(pay(`pm_card_${card.alias}`))).toMatchObject({
        type: "StripeCardError",
        ...decline,
      });
      const attach = stripe.paymentMethods.attach(`pm_card_${card.alias}`, { customer });
      if (attaches) expect((await attach).customer).toBe(customer);
      else expect(await failure(attach)).toMatchObject({ code: decline?.code });
    },
  );
});

describe("a card with 3D Secure", () => {
  const asked = such(({ challenge }) => challenge);

  it.each(asked)("%s: asks the shopper when it has to", async (_name, card) => {
    const { challenge, afterChallenge } = card.says;
    const { id } = await byNumber(card);
    const plain = await pay(id);
    expect(plain.status).toBe(challenge === "if_asked" ? "succeeded" : "requires_action");
    const wished = await pay((await byNumber(card)).id, {
      payment_method_options: { card: { request_three_d_secure: "any" } },
    });
    expect(wished.status).toBe("requires_action");
    await agree(wished);
    const passed = await stripe.paymentIntents.retrieve(wished.id);
    if (afterChallenge) {
      expect(passed.status).toBe("requires_payment_method");
      expect(passed.last_payment_error).toMatchObject(afterChallenge);
    } else expect(passed.status).toBe("succeeded");
  });

  it.each(asked.filter(([, { alias }]) => alias))("%s: without the shopper", async (_name, card) => {
    const { challenge, afterChallenge } = card.says;
    const setup = await stripe.setupIntents.create({
      payment_method: `pm_card_${card.alias}`,
      customer,
      confirm: true,
      return_url: "https://shop.test/return",
    });
    expect(setup.status).toBe(challenge === "if_asked" ? "succeeded" : "requires_action");
    if (challenge !== "if_asked") await agree(setup);
    if (afterChallenge) return;
    const later = pay(String((await stripe.setupIntents.retrieve(setup.id)).payment_method), {
      off_session: true,
      customer,
    });
    if (challenge === "always")
      expect(await failure(later)).toMatchObject({ code: "authentication_required" });
    else expect((await later).status).toBe("succeeded");
  });
});

describe("what a card says about its payment", () => {
  it.each(such(({ risk }) => risk))("%s: its risk", async (_name, card) => {
    const intent = await pay(`pm_card_${card.alias}`).catch((error) => error.raw.payment_intent);
    const charge = await stripe.charges.retrieve(
      typeof intent.latest_charge === "string" ? intent.latest_charge : intent.latest_charge.id,
    );
    expect(charge.outcome?.risk_level).toBe(card.says.risk);
  });

  it.each(such(({ checks }) => checks))("%s: its checks, and it is paid", async (_name, card) => {
    const paid = await pay((await byNumber(card)).id);
    expect(paid.status).toBe("succeeded");
    expect(chargeOf(paid).payment_method_details?.card?.checks).toMatchObject(card.says.checks ?? {});
  });

  it.each(such(({ available }) => available))("%s: its money is available at once", async (_name, card) => {
    const { balance_transaction: money } = chargeOf(await pay(`pm_card_${card.alias}`));
    expect(typeof money === "object" && money?.status).toBe("available");
  });
});

describe("what follows a payment", () => {
  it.each(such(({ dispute }) => dispute))("%s: its dispute", async (_name, card) => {
    const paid = await pay(`pm_card_${card.alias}`);
    await local.control("clock", { advance_seconds: 60 });
    const { data } = await stripe.disputes.list({ payment_intent: paid.id });
    expect(data).toHaveLength(1);
    const { reason, inquiry } = card.says.dispute ?? {};
    expect(data[0]).toMatchObject({
      ...(reason && { reason }),
      status: inquiry ? "warning_needs_response" : "needs_response",
    });
  });

  it.each(such(({ refund }) => refund))("%s: its refund", async (_name, card) => {
    const paid = await pay(`pm_card_${card.alias}`);
    const refund = await stripe.refunds.create({ payment_intent: paid.id });
    const [first, last] = card.says.refund === "pending" ? ["pending", "succeeded"] : ["succeeded", "failed"];
    expect(refund.status).toBe(first);
    await local.control("clock", { advance_seconds: 3 * 86_400 });
    expect((await stripe.refunds.retrieve(refund.id)).status).toBe(last);
  });
});
