import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { failure, payer, type Started, startStripe } from "./support";

let local: Started;
let stripe: Stripe;

beforeAll(async () => {
  local = await startStripe();
  stripe = local.stripe;
});
afterAll(() => local.close());

const pay = (method = "pm_card_visa") =>
  stripe.paymentIntents.create({
    amount: 2_000,
    currency: "eur",
    payment_method: method,
    confirm: true,
    return_url: "https://shop.test/return",
  });

/** The one dispute of a payment. */
async function disputeOf(intent: string): Promise<Stripe.Dispute> {
  const { data } = await stripe.disputes.list({ payment_intent: intent });
  const [dispute] = data;
  if (!dispute || data.length > 1) throw new Error(`${intent} has ${data.length} disputes`);
  return dispute;
}

async function disputed(method: string): Promise<Stripe.Dispute> {
  const intent = await pay(method);
  await local.control("clock", { advance_seconds: 60 });
  return disputeOf(intent.id);
}

async function typesAbout(dispute: Stripe.Dispute): Promise<string[]> {
  const events = await stripe.events.list({ limit: 100 });
  return events.data
    .filter((event) => JSON.stringify(event.data.object).includes(dispute.id))
    .map((event) => event.type)
    .reverse();
}

describe("a card that is disputed", () => {
  it.each([
    ["pm_card_createDispute", "fraudulent"],
    ["pm_card_createDisputeProductNotReceived", "product_not_received"],
  ])("%s pays, and then takes its money back: %s", async (method, reason) => {
    const dispute = await disputed(method);
    expect(dispute).toMatchObject({
      object: "dispute",
      id: expect.stringMatching(/^dp_\w{24}$/),
      amount: 2_000,
      reason,
      status: "needs_response",
      is_charge_refundable: false,
      evidence_details: { has_evidence: false, past_due: false, submission_count: 0 },
      payment_method_details: { type: "card", card: { case_type: "chargeback", brand: "visa" } },
      balance_transactions: [
        { type: "adjustment", reporting_category: "dispute", amount: -2_000, source: dispute.id },
      ],
    });
    expect(await typesAbout(dispute)).toEqual(["charge.dispute.created", "charge.dispute.funds_withdrawn"]);
    const charge = await stripe.charges.retrieve(String(dispute.charge));
    expect(charge).toMatchObject({ disputed: true, refunded: false, status: "succeeded" });
  });

  it("pm_card_createDisputeInquiry opens an inquiry, and no money moves", async () => {
    const dispute = await disputed("pm_card_createDisputeInquiry");
    expect(dispute).toMatchObject({
      status: "warning_needs_response",
      is_charge_refundable: true,
      balance_transactions: [],
      payment_method_details: { card: { case_type: "inquiry" } },
    });
    expect(await typesAbout(dispute)).toEqual(["charge.dispute.created"]);
  });

  it("has its charge disputed once, however old that is", async () => {
    const dispute = await disputed("pm_card_createDispute");
    await local.control(`disputes/${dispute.id}/close`, { outcome: "won" });
    await local.control("clock", { advance_seconds: 3_600 });
    expect((await disputeOf(String(dispute.payment_intent))).id).toBe(dispute.id);
  });
});

describe("evidence", () => {
  const submit = (dispute: Stripe.Dispute, text: string, more: Stripe.DisputeUpdateParams = {}) =>
    stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: text }, ...more });

  it("that wins brings the money back", async () => {
    const dispute = await disputed("pm_card_createDispute");
    const answered = await submit(dispute, "winning_evidence");
    expect(answered).toMatchObject({
      status: "under_review",
      evidence: { uncategorized_text: "winning_evidence" },
      evidence_details: { has_evidence: true, submission_count: 1, submission_method: "manual" },
    });
    const won = await stripe.disputes.retrieve(dispute.id);
    expect(won.status).toBe("won");
    expect(won.balance_transactions.map(({ amount }) => amount)).toEqual([-2_000, 2_000]);
    expect(await typesAbout(dispute)).toEqual([
      "charge.dispute.created",
      "charge.dispute.funds_withdrawn",
      "charge.dispute.updated",
      "charge.dispute.funds_reinstated",
      "charge.dispute.closed",
    ]);
  });

  it("that loses leaves the money gone", async () => {
    const dispute = await disputed("pm_card_createDispute");
    await submit(dispute, "losing_evidence");
    const lost = await stripe.disputes.retrieve(dispute.id);
    expect(lost).toMatchObject({ status: "lost", is_charge_refundable: false });
    expect(lost.balance_transactions).toHaveLength(1);
    await expect(submit(lost, "winning_evidence")).rejects.toMatchObject({ param: "evidence" });
  });

  it("that is only staged is not submitted, and unknown fields are refused", async () => {
    const dispute = await disputed("pm_card_createDispute");
    const staged = await submit(dispute, "winning_evidence", { submit: false });
    expect(staged).toMatchObject({
      status: "needs_response",
      evidence_details: { has_evidence: true, submission_count: 0 },
    });
    expect((await stripe.disputes.retrieve(dispute.id)).status).toBe("needs_response");
    const unknown = { evidence: { cause: "x" } } as object;
    await expect(stripe.disputes.update(dispute.id, unknown)).rejects.toMatchObject({
      code: "parameter_unknown",
      param: "evidence[cause]",
    });
  });

  it("ends an inquiry without money, or escalates it", async () => {
    const asked = await disputed("pm_card_createDisputeInquiry");
    await submit(asked, "winning_evidence");
    expect(await stripe.disputes.retrieve(asked.id)).toMatchObject({
      status: "warning_closed",
      balance_transactions: [],
    });
    const escalated = await disputed("pm_card_createDisputeInquiry");
    await submit(escalated, "escalate_inquiry_evidence");
    const now = await stripe.disputes.retrieve(escalated.id);
    expect(now).toMatchObject({ status: "needs_response", is_charge_refundable: false });
    expect(now.balance_transactions).toHaveLength(1);
  });
});

describe("a dispute", () => {
  it("that nobody answers in time is lost", async () => {
    const dispute = await disputed("pm_card_createDispute");
    await local.control("clock", { advance_seconds: 10 * 86_400 });
    expect(await stripe.disputes.retrieve(dispute.id)).toMatchObject({
      status: "lost",
      evidence_details: { past_due: true },
    });
  });

  it("can be closed by the merchant, once", async () => {
    const dispute = await disputed("pm_card_createDispute");
    expect((await stripe.disputes.close(dispute.id)).status).toBe("lost");
    expect((await failure(stripe.disputes.close(dispute.id))).message).toContain("already closed");
  });

  it("blocks refunds, and an inquiry ends with a refund", async () => {
    const dispute = await disputed("pm_card_createDispute");
    const payment_intent = String(dispute.payment_intent);
    await expect(stripe.refunds.create({ payment_intent })).rejects.toMatchObject({
      code: "charge_disputed",
    });
    const asked = await disputed("pm_card_createDisputeInquiry");
    await stripe.refunds.create({ payment_intent: String(asked.payment_intent) });
    expect((await stripe.disputes.retrieve(asked.id)).status).toBe("warning_closed");
  });

  it("can be opened and decided by the control API, also for a part", async () => {
    const intent = await pay();
    const opened = await local.control(`payment_intents/${intent.id}/dispute`, {
      amount: 500,
      reason: "duplicate",
    });
    expect(opened).toMatchObject({ status: 200, body: { amount: 500, reason: "duplicate" } });
    const { id } = await disputeOf(intent.id);
    expect((await local.control(`disputes/${id}/close`, { outcome: "warning_closed" })).status).toBe(400);
    expect((await local.control(`disputes/${id}/close`, { outcome: "won" })).body).toMatchObject({
      status: "won",
    });
    expect((await local.control(`disputes/${id}/close`)).status).toBe(400);
    expect((await local.control("payment_intents/pi_none/dispute")).status).toBe(404);
  });

  it("about a debit is lost at once, with nothing to answer, because the bank takes the money back", async () => {
    const price = await stripe.prices.create({
      currency: "eur",
      unit_amount: 2_000,
      product_data: { name: "Mug" },
    });
    const session = await stripe.checkout.sessions.create({
      ui_mode: "embedded_page",
      mode: "payment",
      line_items: [{ price: price.id, quantity: 1 }],
      return_url: "http://localhost:3000/return",
    });
    await payer(local.url).sepa(session);
    const { payment_intent } = await stripe.checkout.sessions.retrieve(session.id);
    await local.control(`payment_intents/${payment_intent}/settle`);
    await local.control(`payment_intents/${payment_intent}/dispute`, { reason: "insufficient_funds" });
    const dispute = await disputeOf(String(payment_intent));
    expect(dispute).toMatchObject({
      status: "lost",
      reason: "insufficient_funds",
      evidence_details: { due_by: null },
      payment_method_details: { type: "sepa_debit" },
    });
    expect(await typesAbout(dispute)).toEqual([
      "charge.dispute.created",
      "charge.dispute.funds_withdrawn",
      "charge.dispute.closed",
    ]);
  });
});

describe("a refund", () => {
  it("that is pending can fail or be canceled, and its money is available again", async () => {
    for (const status of ["failed", "canceled"] as const) {
      const intent = await pay("pm_card_pendingRefund");
      const refund = await stripe.refunds.create({ payment_intent: intent.id });
      const reason = status === "failed" ? { failure_reason: "declined" } : {};
      await local.control(`refunds/${refund.id}/end`, { status, ...reason });
      const ended = await stripe.refunds.retrieve(refund.id);
      expect(ended).toMatchObject({ status, ...reason });
      expect(ended).not.toHaveProperty("pending_reason");
      const charge = await stripe.charges.retrieve(String(refund.charge));
      expect(charge).toMatchObject({ amount_refunded: 0, refunded: false });
      expect((await local.control(`refunds/${refund.id}/end`, { status: "succeeded" })).status).toBe(400);
    }
  });
});
