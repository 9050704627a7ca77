import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SessionId } from "@/lib/base/ids";
import { canTransition } from "@/lib/lifecycle/transitions";
import { type AttemptStatus, ORDER_STATUSES, type OrderStatus } from "@/lib/model/order";
import { decide, type OrderState } from "@/lib/orders/settle/decide";
import type { RefundEvidence } from "@/lib/orders/settle/money-back";
import { aDispute, aRefund } from "@/tests/support/money-back";
import { aQuote, evidenceFor } from "@/tests/support/quotes";

const quote = aQuote();

function order(status: OrderStatus, attempts: Record<string, AttemptStatus>): OrderState {
  return {
    status,
    quote,
    refunds: [],
    disputes: [],
    attempts: Object.entries(attempts).map(([stripeId, state]) => ({
      stripeId,
      status: state,
      paymentIntentId: null,
      paymentMethodId: null,
      captured: null,
    })),
    isBeingConfirmed: false,
  };
}

const about = (stripeId: string, changes = {}) =>
  evidenceFor(quote, { stripeId: stripeId as SessionId, ...changes });
const kinds = (state: OrderState, evidence: ReturnType<typeof about>) =>
  decide(state, evidence).map((step) => step.kind);

describe("an order that is told its session is", () => {
  it("paid, is paid", () => {
    expect(kinds(order("open", { a: "open" }), about("a"))).toEqual(["take_payment"]);
  });

  it("paid, although it was thought expired, is paid", () => {
    expect(kinds(order("expired", { a: "open" }), about("a"))).toEqual(["take_payment"]);
  });

  it("paid, by a session it had no time to record, is paid", () => {
    expect(kinds(order("open", {}), about("a"))).toEqual(["take_payment"]);
  });

  it("paid, a second time, does nothing", () => {
    expect(kinds(order("paid", { a: "paid" }), about("a"))).toEqual([]);
    expect(kinds(order("shipped", { a: "paid" }), about("a"))).toEqual([]);
  });

  it("paid, when another session had paid it, was paid twice", () => {
    expect(kinds(order("paid", { a: "paid", b: "open" }), about("b"))).toEqual(["paid_twice"]);
    expect(kinds(order("needs_attention", { a: "paid", b: "duplicate" }), about("b"))).toEqual([]);
  });

  it("paid, when the money of another had gone back, is not paid twice", () => {
    for (const status of ["refunded", "refund_pending", "charged_back"] as const) {
      expect(kinds(order(status, { a: "paid", b: "open" }), about("b"))).toEqual(["paid_when_over"]);
    }
  });

  it("paid, when it was canceled, needs a person", () => {
    expect(kinds(order("canceled", { a: "open" }), about("a"))).toEqual(["paid_after_cancel"]);
  });

  it("on its way, waits", () => {
    expect(kinds(order("open", { a: "open" }), about("a", { status: "processing" }))).toEqual(["processing"]);
  });

  it("refused by the bank, has failed", () => {
    const failed = about("a", { status: "failed" });
    expect(kinds(order("processing", { a: "processing" }), failed)).toEqual(["failed"]);
    expect(kinds(order("open", { a: "open" }), failed)).toEqual(["failed"]);
  });

  it("expired, is expired, unless another can still be paid", () => {
    const expired = about("a", { status: "expired" });
    expect(kinds(order("open", { a: "open" }), expired)).toEqual(["expired"]);
    expect(kinds(order("open", { a: "open", b: "open" }), expired)).toEqual([]);
    expect(kinds(order("open", { a: "open", b: "failed" }), expired)).toEqual(["expired"]);
    expect(kinds({ ...order("open", { a: "open" }), isBeingConfirmed: true }, expired)).toEqual([]);
  });

  it("refunded before anyone told it was paid, does both", () => {
    const refunded = about("a", { refunds: [aRefund("re_1")] });
    expect(kinds(order("open", { a: "open" }), refunded)).toEqual(["take_payment", "refund"]);
  });

  it("out of time, although another try had failed before, has failed", () => {
    const expired = about("b", { status: "expired" });
    expect(kinds(order("processing", { a: "failed", b: "open" }), expired)).toEqual(["failed"]);
  });

  it("paid otherwise than quoted, says how", () => {
    const [step] = decide(order("open", { a: "open" }), about("a", { total: quote.total - 1 }));
    expect(step).toMatchObject({ kind: "take_payment", mismatch: { reason: "amount_mismatch" } });
  });
});

const anyStatus = fc.constantFrom(...ORDER_STATUSES);
const anyAttempt = fc.constantFrom<AttemptStatus>(
  "open",
  "processing",
  "paid",
  "failed",
  "expired",
  "duplicate",
);

describe("an order that is told of its money", () => {
  const paid = order("paid", { a: "paid" });
  const told = (...refunds: RefundEvidence[]) => decide(paid, about("a", { refunds }));

  it("learns of refunds oldest first, and of what has moved on", () => {
    const first = aRefund("re_1", { createdAt: new Date(1_000) });
    const second = aRefund("re_2", { createdAt: new Date(2_000) });
    expect(told(second, first)).toEqual([
      { kind: "refund", refund: first, before: null },
      { kind: "refund", refund: second, before: null },
    ]);
    const failed = { ...first, status: "failed" as const };
    const known = { ...paid, refunds: [first] };
    expect(decide(known, about("a", { refunds: [failed] }))).toEqual([
      { kind: "refund", refund: failed, before: "succeeded" },
    ]);
  });

  it("learns nothing new from an older look at a refund", () => {
    const failed = { ...paid, refunds: [aRefund("re_1", { status: "failed" })] };
    for (const status of ["requires_action", "pending", "succeeded", "failed"] as const) {
      expect(decide(failed, about("a", { refunds: [aRefund("re_1", { status })] }))).toEqual([]);
    }
  });

  it("learns of a second payment's money too", () => {
    const twice = order("needs_attention", { a: "paid", b: "duplicate" });
    expect(kinds(twice, about("b", { refunds: [aRefund("re_1")] }))).toEqual(["refund"]);
  });

  it("believes the later of two looks at a dispute, and an appeal can take it back", () => {
    const lost = aDispute({ status: "lost", outcome: "lost", seenAt: new Date(2_000) });
    const known = { ...paid, disputes: [lost] };
    const before = aDispute({ seenAt: new Date(1_000) });
    expect(decide(known, about("a", { disputes: [before] }))).toEqual([]);
    const appeal = aDispute({ status: "appeal_needs_response", seenAt: new Date(3_000) });
    expect(decide(known, about("a", { disputes: [appeal] }))).toEqual([
      { kind: "dispute", dispute: appeal, before: lost },
    ]);
  });
});

describe("a decision", () => {
  it("never goes back: older evidence than what is on record changes nothing", () => {
    const rank = { open: 0, processing: 1, failed: 2, expired: 2, paid: 3, duplicate: 4 };
    fc.assert(
      fc.property(anyStatus, anyAttempt, anyAttempt, (status, stored, told) => {
        fc.pre(rank[told] < rank[stored]);
        expect(decide(order(status, { a: stored }), about("a", { status: told }))).toEqual([]);
      }),
    );
  });

  it("asks only for transitions that the table allows", () => {
    const target = {
      processing: "processing",
      failed: "payment_failed",
      expired: "expired",
    } as const;
    fc.assert(
      fc.property(anyStatus, anyAttempt, anyAttempt, (status, stored, told) => {
        for (const step of decide(order(status, { a: stored, b: "open" }), about("a", { status: told }))) {
          if (step.kind in target) {
            expect(canTransition(status, target[step.kind as keyof typeof target])).toBe(true);
          }
        }
      }),
    );
  });
});
