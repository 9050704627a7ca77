import { describe, expect, it } from "vitest";
import type { SessionId } from "@/lib/base/ids";
import { canTransition } from "@/lib/lifecycle/transitions";
import { type AttemptStatus, ORDER_STATUSES, type OrderStatus } from "@/lib/model/order";
import { decide, type OrderState, type Step } from "@/lib/orders/settle/decide";
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

  it("expired, when all others have, is expired", () => {
    const expired = about("a", { status: "expired" });
    expect(kinds(order("open", { a: "open", b: "expired", c: "failed" }), expired)).toEqual(["expired"]);
  });

  it("open, by a session it had no time to record, does nothing", () => {
    expect(decide(order("open", {}), about("a", { status: "open" }))).toEqual([]);
    expect(decide(order("open", {}), about("a", { status: "duplicate" }))).toEqual([]);
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

  it("tells its refunds and its disputes apart by their ids", () => {
    const refunds = [aRefund("re_1"), aRefund("re_2")];
    const disputes = [aDispute(), aDispute({ stripeId: "dp_2" })];
    const failed = aRefund("re_2", { status: "failed" });
    const later = aDispute({ stripeId: "dp_2", seenAt: new Date(1) });
    expect(
      decide({ ...paid, refunds, disputes }, about("a", { refunds: [failed], disputes: [later] })),
    ).toEqual([
      { kind: "refund", refund: failed, before: "succeeded" },
      { kind: "dispute", dispute: later, before: disputes[1] },
    ]);
    const known = { ...paid, refunds: refunds.slice(0, 1), disputes: disputes.slice(0, 1) };
    const second = aRefund("re_2");
    const other = aDispute({ stripeId: "dp_2" });
    expect(decide(known, about("a", { refunds: [second], disputes: [other] }))).toEqual([
      { kind: "refund", refund: second, before: null },
      { kind: "dispute", dispute: other, before: null },
    ]);
  });

  it("learns nothing from the same look at a dispute", () => {
    expect(decide({ ...paid, disputes: [aDispute()] }, about("a", { disputes: [aDispute()] }))).toEqual([]);
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

const ATTEMPT_STATUSES: readonly AttemptStatus[] = [
  "open",
  "processing",
  "paid",
  "failed",
  "expired",
  "duplicate",
];

/** What an order can still be told about a payment of this status. */
const NEWS = {
  open: ["processing", "paid", "failed", "expired"],
  processing: ["paid", "failed", "expired"],
  paid: [],
  failed: ["paid", "expired"],
  expired: ["paid", "failed"],
  duplicate: [],
} as const satisfies Record<AttemptStatus, readonly AttemptStatus[]>;

describe("a decision", () => {
  it.each(ATTEMPT_STATUSES)(
    "never goes back: of a payment that is %s, only what comes later is news",
    (stored) => {
      const movesSome = (told: AttemptStatus) =>
        ORDER_STATUSES.some(
          (status) => decide(order(status, { a: stored }), about("a", { status: told })).length > 0,
        );
      expect(ATTEMPT_STATUSES.filter(movesSome)).toEqual(NEWS[stored]);
    },
  );

  it("asks only for transitions that the table allows", () => {
    /** Where each step leads; what becomes of refunds and disputes is told of all of them together. */
    const target = {
      take_payment: ["paid", "needs_attention"],
      paid_after_cancel: ["needs_attention"],
      paid_twice: ["needs_attention"],
      paid_when_over: ["needs_attention"],
      processing: ["processing"],
      failed: ["payment_failed"],
      expired: ["expired"],
      refund: [],
      dispute: [],
    } as const satisfies Record<Step["kind"], readonly OrderStatus[]>;
    const asked = new Set<Step["kind"]>();
    for (const status of ORDER_STATUSES) {
      for (const stored of ATTEMPT_STATUSES) {
        for (const other of ATTEMPT_STATUSES) {
          for (const told of ATTEMPT_STATUSES) {
            for (const { kind } of decide(
              order(status, { a: stored, b: other }),
              about("a", { status: told }),
            )) {
              asked.add(kind);
              for (const next of target[kind]) {
                const allowed = next === status || canTransition(status, next);
                expect({ status, kind, next, allowed }).toEqual({ status, kind, next, allowed: true });
              }
            }
          }
        }
      }
    }
    expect([...asked].sort()).toEqual(
      Object.keys(target)
        .filter((kind) => kind !== "refund" && kind !== "dispute")
        .sort(),
    );
  });
});
