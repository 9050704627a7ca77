import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SessionId } from "@/lib/ids";
import { decide, type OrderState } from "@/lib/orders/decide";
import { canTransition } from "@/lib/orders/transitions";
import { type AttemptStatus, ORDER_STATUSES, type OrderStatus } from "@/lib/orders/types";
import { aQuote, evidenceFor } from "@/tests/support/quotes";

const quote = aQuote();

function order(status: OrderStatus, attempts: Record<string, AttemptStatus>): OrderState {
  return {
    status,
    quote,
    total: quote.total,
    amountRefunded: 0,
    attempts: Object.entries(attempts).map(([stripeId, state]) => ({
      stripeId,
      status: state,
      paymentMethodId: null,
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

  it("refunded, in part and then whole, follows", () => {
    const paid = order("paid", { a: "paid" });
    expect(decide(paid, about("a", { amountRefunded: 100 }))).toEqual([
      { kind: "refunded", amount: 100, full: false },
    ]);
    const partly = { ...order("partially_refunded", { a: "paid" }), amountRefunded: 100 };
    expect(decide(partly, about("a", { amountRefunded: 100 }))).toEqual([]);
    expect(decide(partly, about("a", { amountRefunded: quote.total }))).toEqual([
      { kind: "refunded", amount: quote.total, full: true },
    ]);
  });

  it("refunded before anyone told it was paid, does both", () => {
    const steps = kinds(order("open", { a: "open" }), about("a", { amountRefunded: quote.total }));
    expect(steps).toEqual(["take_payment", "refunded"]);
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
      disputed: "disputed",
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
