import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import type { PaymentIntentId } from "@/lib/base/ids";
import type { DisputeOutcome, RefundStatus } from "@/lib/model/order";
import {
  disputeEvidence,
  hasFailed,
  isNewer,
  isOnItsWay,
  isReturnedDebit,
  refundEvidence,
  refundsOf,
} from "@/lib/orders/settle/money-back";
import { aStripeDispute, aStripeRefund } from "@/tests/support/stripe-objects";

const STATUSES: readonly RefundStatus[] = ["requires_action", "pending", "succeeded", "failed", "canceled"];

describe("what a refund tells", () => {
  it("is all that an order learns of it", () => {
    expect(refundEvidence(aStripeRefund({ metadata: { refund_request: "ref_1" } }))).toEqual({
      stripeId: "re_1",
      paymentIntentId: "pi_1",
      amount: 500,
      currency: "eur",
      status: "succeeded",
      reason: "requested_by_customer",
      failureReason: null,
      requestId: "ref_1",
      createdAt: new Date("2023-11-14T22:15:00Z"),
    });
  });

  it("is no order's without a PaymentIntent", () => {
    expect(refundEvidence(aStripeRefund({ payment_intent: null }))).toBeNull();
  });

  it("says why it failed, and that it was made in Stripe's dashboard", () => {
    const refund = aStripeRefund({ status: "failed", failure_reason: "expired_or_canceled_card" });
    expect(refundEvidence(refund)).toMatchObject({
      status: "failed",
      failureReason: "expired_or_canceled_card",
      requestId: null,
    });
    expect(refundEvidence(aStripeRefund({ metadata: null }))?.requestId).toBeNull();
  });

  it.each<[string | null, RefundStatus]>([
    ...STATUSES.map((status): [string, RefundStatus] => [status, status]),
    ["a_status_of_tomorrow", "pending"],
    [null, "pending"],
  ])("of status %s is taken for %s", (status, taken) => {
    expect(refundEvidence(aStripeRefund({ status }))?.status).toBe(taken);
  });
});

describe("a refund's status", () => {
  it("moves on to what comes later, and never back", () => {
    const later = (from: RefundStatus) => STATUSES.filter((to) => isNewer(from, to));
    expect(Object.fromEntries(STATUSES.map((from) => [from, later(from)]))).toEqual({
      requires_action: ["pending", "succeeded", "failed", "canceled"],
      pending: ["succeeded", "failed", "canceled"],
      succeeded: ["failed", "canceled"],
      failed: [],
      canceled: [],
    });
  });

  it("is on its way, gone or failed", () => {
    expect(STATUSES.filter(isOnItsWay)).toEqual(["requires_action", "pending"]);
    expect(STATUSES.filter(hasFailed)).toEqual(["failed", "canceled"]);
  });
});

describe("what a dispute tells", () => {
  const seenAt = new Date("2026-11-21T12:00:00Z");
  const read = (changes: Partial<Stripe.Dispute> = {}) =>
    disputeEvidence(aStripeDispute(changes), "pi_1" as PaymentIntentId, seenAt);
  const moved = (...amounts: number[]) =>
    amounts.map((amount) => ({ amount })) as Stripe.Dispute["balance_transactions"];

  it("is all that an order learns of it", () => {
    expect(read()).toEqual({
      stripeId: "dp_1",
      paymentIntentId: "pi_1",
      amount: 2490,
      currency: "eur",
      status: "needs_response",
      reason: "fraudulent",
      outcome: null,
      evidenceDueAt: new Date("2023-11-21T20:53:20Z"),
      hasEvidence: false,
      isMoneyTaken: true,
      isRefundable: false,
      openedAt: new Date("2023-11-14T22:16:40Z"),
      seenAt,
    });
  });

  it("is whether the bank has the money now, all that it took and gave back together", () => {
    expect(read({ balance_transactions: moved() }).isMoneyTaken).toBe(false);
    expect(read({ balance_transactions: moved(-2490, 2490) }).isMoneyTaken).toBe(false);
    expect(read({ balance_transactions: moved(-2490, 2490, -2490) }).isMoneyTaken).toBe(true);
  });

  it.each<[string, number, DisputeOutcome | null]>([
    ["needs_response", -2490, null],
    ["under_review", -2490, null],
    ["warning_needs_response", 0, null],
    ["a_status_of_tomorrow", -2490, null],
    ["won", 0, "won"],
    ["lost", -2490, "lost"],
    ["lost", 0, "lost"],
    ["warning_closed", 0, "closed"],
    ["warning_closed", -2490, "lost"],
    ["prevented", 0, "closed"],
    ["prevented", -2490, "lost"],
  ])("of status %s, with %d moved, has the outcome %s", (status, amount, outcome) => {
    const changes = { status, balance_transactions: moved(amount) } as Partial<Stripe.Dispute>;
    expect(read(changes).outcome).toBe(outcome);
  });

  it("has a date for its evidence only while the bank waits for some", () => {
    expect(read({ status: "lost" }).evidenceDueAt).toBeNull();
    const none = { due_by: null, has_evidence: true } as Stripe.Dispute.EvidenceDetails;
    expect(read({ evidence_details: none })).toMatchObject({ evidenceDueAt: null, hasEvidence: true });
  });

  it.each([
    ["bank_cannot_process", true],
    ["check_returned", true],
    ["customer_initiated", true],
    ["debit_not_authorized", true],
    ["incorrect_account_details", true],
    ["insufficient_funds", true],
    ["fraudulent", false],
    ["", false],
  ])("for the reason %s is a returned debit: %s", (reason, is) => {
    expect(isReturnedDebit(reason)).toBe(is);
  });
});

describe("the refunds of a charge of which only a part was captured", () => {
  const charge = { amount: 4490, amount_captured: 2490, captured: true };
  const release = aStripeRefund({ id: "re_rest", amount: 2000, balance_transaction: null, created: 100 });
  const refund = aStripeRefund({ id: "re_1", amount: 2000, balance_transaction: "txn_1", created: 50 });
  const idsOf = (...asked: Parameters<typeof refundsOf>) =>
    refundsOf(...asked).map(({ stripeId }) => stripeId);

  it("are without the rest that was let go of, of which no money moved", () => {
    expect(idsOf(charge, [release, refund])).toEqual(["re_1"]);
  });

  it("are all of them where Stripe lists no refund of the rest", () => {
    expect(idsOf(charge, [refund])).toEqual(["re_1"]);
  });

  it("are all of them where everything was captured", () => {
    const whole = { amount: 2000, amount_captured: 2000, captured: true };
    expect(idsOf(whole, [release, refund])).toEqual(["re_rest", "re_1"]);
  });

  it("still have one that is on its way, which is not booked yet", () => {
    const pending = aStripeRefund({ id: "re_2", amount: 2000, balance_transaction: null, status: "pending" });
    expect(idsOf(charge, [pending])).toEqual(["re_2"]);
  });
});
