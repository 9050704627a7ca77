import type Stripe from "stripe";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Started, startStripe } from "./support";

const DAY = 86_400;
const HOUR = 3_600;
const PAYOUT_KEYS: Record<keyof Stripe.Payout, true> = {
  id: true,
  object: true,
  amount: true,
  application_fee: true,
  application_fee_amount: true,
  arrival_date: true,
  automatic: true,
  balance_transaction: true,
  created: true,
  currency: true,
  description: true,
  destination: true,
  failure_balance_transaction: true,
  failure_code: true,
  failure_message: true,
  livemode: true,
  metadata: true,
  method: true,
  original_payout: true,
  payout_method: true,
  reconciliation_status: true,
  reversed_by: true,
  source_type: true,
  statement_descriptor: true,
  status: true,
  trace_id: true,
  type: true,
};
const TRANSACTION_KEYS: Record<keyof Stripe.BalanceTransaction, true> = {
  id: true,
  object: true,
  amount: true,
  available_on: true,
  balance_type: true,
  created: true,
  currency: true,
  description: true,
  exchange_rate: true,
  fee: true,
  fee_details: true,
  net: true,
  reporting_category: true,
  source: true,
  status: true,
  type: true,
};

let local: Started;
let stripe: Stripe;

beforeAll(async () => {
  local = await startStripe();
  stripe = local.stripe;
});
beforeEach(() => local.control("reset"));
afterAll(() => local.close());

const pay = (amount = 10_000, more: { currency?: string; payment_method?: string } = {}) =>
  stripe.paymentIntents.create({
    amount,
    currency: "eur",
    payment_method: "pm_card_visa",
    confirm: true,
    return_url: "http://localhost:3000/return",
    ...more,
  });

const advance = (seconds: number) => local.control("clock", { advance_seconds: seconds });
const inPayout = async (payout: string) =>
  (await stripe.balanceTransactions.list({ payout, limit: 100 })).data;
const onlyPayout = async (): Promise<Stripe.Payout> => {
  const { data } = await stripe.payouts.list();
  expect(data).toHaveLength(1);
  const [payout] = data;
  if (!payout) throw new Error("There is no payout.");
  return payout;
};
const types = async () => (await stripe.events.list({ limit: 100 })).data.map(({ type }) => type).reverse();

describe("the balance", () => {
  it("has what was charged less its fee as pending, and from the day after tomorrow on as available", async () => {
    await pay();
    expect(await stripe.balance.retrieve()).toMatchObject({
      object: "balance",
      livemode: false,
      available: [{ amount: 0, currency: "eur", source_types: { card: 0 } }],
      pending: [{ amount: 9_825, currency: "eur", source_types: { card: 9_825 } }],
    });
    const [charge] = (await stripe.balanceTransactions.list()).data;
    expect(Object.keys(charge ?? {}).sort()).toEqual(Object.keys(TRANSACTION_KEYS).sort());
    expect((charge?.available_on ?? 1) % DAY).toBe(0);
    await advance(2 * DAY);
    expect(await stripe.balance.retrieve()).toMatchObject({
      available: [{ amount: 0, currency: "eur" }],
      pending: [{ amount: 0, currency: "eur" }],
    });
    expect(await types()).toEqual(expect.arrayContaining(["balance.available", "payout.created"]));
  });

  it("has the money of Stripe's bypass cards at once", async () => {
    await pay(10_000, { payment_method: "pm_card_bypassPending" });
    expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 9_825 }]);
  });
});

describe("a payout", () => {
  it("is made once a day for each currency, and is the sum of what is in it", async () => {
    const first = await pay();
    await pay(2_000, { currency: "usd" });
    const refund = await stripe.refunds.create({ payment_intent: first.id, amount: 3_000 });
    await advance(2 * DAY);
    const { data } = await stripe.payouts.list();
    expect(data.map(({ amount, currency }) => [currency, amount]).sort()).toEqual([
      ["eur", 6_825],
      ["usd", 1_945],
    ]);
    await advance(HOUR);
    for (const { id, amount, currency } of data) {
      const found = await inPayout(id);
      const others = found.filter(({ type }) => type !== "payout");
      expect(others.reduce((sum, { net }) => sum + net, 0)).toBe(amount);
      expect(found.every((one) => one.currency === currency)).toBe(true);
      expect(found.filter(({ type }) => type === "payout")).toMatchObject([
        {
          amount: -amount,
          fee: 0,
          net: -amount,
          source: id,
          status: "available",
          reporting_category: "payout",
        },
      ]);
    }
    const euro = data.find(({ currency }) => currency === "eur");
    expect((await inPayout(euro?.id ?? "")).map(({ type, source }) => [type, source])).toContainEqual([
      "refund",
      refund.id,
    ]);
    await advance(HOUR);
    expect((await stripe.payouts.list()).data).toHaveLength(2);
  });

  it("has every key of the SDK's type, and lists nothing before it is reconciled", async () => {
    await pay();
    await advance(2 * DAY);
    const payout = await onlyPayout();
    expect(Object.keys(payout).sort()).toEqual(Object.keys(PAYOUT_KEYS).sort());
    expect(payout).toMatchObject({
      status: "pending",
      reconciliation_status: "in_progress",
      automatic: true,
    });
    expect(await inPayout(payout.id)).toEqual([]);
    await advance(HOUR);
    expect(await stripe.payouts.retrieve(payout.id)).toMatchObject({
      status: "in_transit",
      reconciliation_status: "completed",
    });
    await advance(2 * DAY);
    expect((await stripe.payouts.retrieve(payout.id)).status).toBe("paid");
    expect((await types()).filter((type) => type.startsWith("payout."))).toEqual([
      "payout.created",
      "payout.updated",
      "payout.reconciliation_completed",
      "payout.paid",
    ]);
  });

  it("that fails brings its money back, into the next one", async () => {
    await pay();
    await advance(2 * DAY);
    const payout = await onlyPayout();
    const failed = await local.control(`payouts/${payout.id}/end`, { status: "failed" });
    expect(failed.body).toMatchObject({ status: "failed", failure_code: "account_closed" });
    expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 9_825 }]);
    await local.control("payouts");
    const { data } = await stripe.payouts.list({ status: "pending" });
    expect(data).toMatchObject([{ amount: 9_825 }]);
    await advance(HOUR);
    expect((await inPayout(data[0]?.id ?? "")).map(({ type }) => type)).toEqual(["payout", "payout_failure"]);
    expect((await local.control(`payouts/${payout.id}/end`, { status: "paid" })).status).toBe(400);
    expect((await local.control("payouts/po_none/end", { status: "paid" })).status).toBe(404);
  });

  it("waits while more is owed than is there", async () => {
    const intent = await pay(1_000);
    await local.control(`payment_intents/${intent.id}/dispute`);
    await advance(2 * DAY);
    expect((await stripe.payouts.list()).data).toEqual([]);
    expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: -40 - 2_000 }]);
    await pay(10_000);
    await advance(2 * DAY);
    expect((await onlyPayout()).amount).toBe(9_825 - 2_040);
  });

  it("can be asked for by its day, its state, and page by page", async () => {
    for (let day = 0; day < 3; day += 1) {
      await pay(10_000, { payment_method: "pm_card_bypassPending" });
      await local.control("payouts");
    }
    const [newest, middle, oldest] = (await stripe.payouts.list()).data;
    const page = await stripe.payouts.list({ limit: 1, starting_after: newest?.id ?? "" });
    expect(page).toMatchObject({ has_more: true, data: [{ id: middle?.id }] });
    const arrival = oldest?.arrival_date ?? 0;
    expect((await stripe.payouts.list({ arrival_date: { lt: arrival } })).data).toEqual([]);
    expect((await stripe.payouts.list({ arrival_date: arrival, status: "paid" })).data).toEqual([]);
    expect((await stripe.payouts.list({ created: { gte: oldest?.created ?? 0 } })).data).toHaveLength(3);
  });
});

describe("balance transactions", () => {
  it("of charge, refund, dispute and its reversal add up to the balance", async () => {
    const first = await pay();
    await stripe.refunds.create({ payment_intent: first.id, amount: 1_000 });
    const second = await pay(5_000);
    const { body } = await local.control(`payment_intents/${second.id}/dispute`);
    await local.control(`disputes/${body.id}/close`, { outcome: "won" });
    const { data } = await stripe.balanceTransactions.list({ currency: "eur", limit: 100 });
    expect(data.map(({ reporting_category, amount, fee }) => [reporting_category, amount, fee])).toEqual([
      ["dispute_reversal", 5_000, 0],
      ["dispute", -5_000, 2_000],
      ["charge", 5_000, 100],
      ["refund", -1_000, 0],
      ["charge", 10_000, 175],
    ]);
    expect(data.every(({ amount, fee, net }) => net === amount - fee)).toBe(true);
    const net = data.reduce((sum, one) => sum + one.net, 0);
    expect((await stripe.balance.retrieve()).pending).toMatchObject([{ amount: net }]);
  });
});
