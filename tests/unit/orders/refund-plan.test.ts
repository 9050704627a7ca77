import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasBeenPaid } from "@/lib/lifecycle/transitions";
import { ORDER_STATUSES, type OrderStatus } from "@/lib/model/order";
import type { RefundTerms } from "@/lib/model/refund";
import { planRefund as planRefundOf } from "@/lib/orders/merchant/refund-plan";
import type { OrderFacts } from "@/lib/orders/settle/order-facts";
import { aQuote, quoteLine } from "@/tests/support/quotes";

const facts = (changes: Partial<OrderFacts> = {}): OrderFacts => ({
  attempts: [{ stripeId: "cs_1", status: "paid", paymentIntentId: "pi_1", captured: 2490 }],
  refunds: [],
  credits: [],
  disputes: [],
  reasons: [],
  isOwed: false,
  isSent: false,
  isReady: false,
  ...changes,
});

const twice = (changes: Partial<OrderFacts> = {}) =>
  facts({
    attempts: [
      { stripeId: "cs_1", status: "paid", paymentIntentId: "pi_1", captured: 2490 },
      { stripeId: "cs_2", status: "duplicate", paymentIntentId: "pi_2", captured: 2490 },
    ],
    ...changes,
  });

const gone = (amount: number, paymentIntentId = "pi_1") => ({
  stripeId: `re_${amount}`,
  paymentIntentId,
  amount,
  status: "succeeded" as const,
});

const quote = aQuote({ lines: [quoteLine(1, 2000, 1)] });

const order = (status: OrderStatus) => ({
  ...{ status, quote, currency: quote.currency },
  ...{ shippingTotal: 490, taxTotal: 0, taxAdded: 0 },
});

const planRefund = (status: OrderStatus, given: OrderFacts, wish: RefundTerms) =>
  planRefundOf({ order: order(status), facts: given, shares: new Map() }, wish);

const whole = { amount: null, payment: null, restock: false, outside: false };

describe("a refund", () => {
  it("without an amount is all that was taken and is still here, to the last cent", () => {
    expect(planRefund("paid", facts(), whole)).toMatchObject({
      ok: true,
      paymentIntentId: "pi_1",
      amount: 2490,
    });
    expect(planRefund("shipped", facts({ refunds: [gone(1)] }), whole)).toMatchObject({ amount: 2489 });
  });

  it("of what was paid, not of what was quoted", () => {
    const attempts = [{ stripeId: "cs_1", status: "paid" as const, paymentIntentId: "pi_1", captured: 2489 }];
    expect(planRefund("needs_attention", facts({ attempts }), whole)).toMatchObject({ amount: 2489 });
  });

  it("of more than is left is refused, and says what is left", () => {
    const wish = { ...whole, amount: 2000 };
    expect(planRefund("paid", facts({ refunds: [gone(500)] }), wish)).toEqual({
      ok: false,
      code: "too_much",
      left: 1990,
    });
  });

  it("of an order that nothing was paid for is refused", () => {
    for (const status of ORDER_STATUSES.filter((one) => !hasBeenPaid(one))) {
      expect(planRefund(status, facts(), whole)).toEqual({ ok: false, code: "not_paid", status });
    }
  });

  it("of an order that Stripe took nothing for is refused", () => {
    const free = { stripeId: "free_1", status: "paid", paymentIntentId: null, captured: 0 } as const;
    for (const attempts of [[free], [{ ...free, captured: 2490 }], []]) {
      expect(planRefund("paid", facts({ attempts }), whole)).toEqual({
        ok: false,
        code: "nothing_to_refund",
      });
    }
  });

  it("of an order that was paid twice says which payment it means", () => {
    expect(planRefund("needs_attention", twice(), whole)).toEqual({ ok: false, code: "which_payment" });
    for (const [payment, id] of [
      ["own", "pi_1"],
      ["second", "pi_2"],
    ] as const) {
      expect(planRefund("needs_attention", twice(), { ...whole, payment })).toMatchObject({
        paymentIntentId: id,
        amount: 2490,
      });
    }
    const settled = twice({ refunds: [gone(2490, "pi_2")] });
    expect(planRefund("paid", settled, whole)).toMatchObject({ paymentIntentId: "pi_1" });
    expect(planRefund("paid", settled, { ...whole, payment: "second" })).toEqual({
      ok: false,
      code: "no_second_payment",
    });
  });

  it("waits for the bank while the payment is disputed, unless the bank only asks", () => {
    const dispute = {
      stripeId: "dp_1",
      paymentIntentId: "pi_1",
      amount: 2490,
      status: "needs_response",
      outcome: null,
      seenAt: new Date(0),
    };
    const disputed = facts({ disputes: [{ ...dispute, isRefundable: false }] });
    expect(planRefund("disputed", disputed, whole)).toEqual({ ok: false, code: "disputed" });
    const asked = facts({ disputes: [{ ...dispute, isRefundable: true }] });
    expect(planRefund("disputed", asked, whole)).toMatchObject({ ok: true });
    const lost = facts({ disputes: [{ ...dispute, outcome: "lost" as const, isRefundable: false }] });
    expect(planRefund("charged_back", lost, whole)).toEqual({ ok: false, code: "nothing_to_refund" });
    const ofSecond = twice({ disputes: [{ ...dispute, paymentIntentId: "pi_2", isRefundable: false }] });
    const plan = (payment: "own" | "second") => planRefund("disputed", ofSecond, { ...whole, payment });
    expect(plan("own")).toMatchObject({ ok: true, paymentIntentId: "pi_1" });
    expect(plan("second")).toEqual({ ok: false, code: "disputed" });
  });

  it("puts goods back on sale only when they are not to be sent any more", () => {
    const restock = { ...whole, restock: true };
    expect(planRefund("paid", facts(), restock)).toMatchObject({ ok: true, amount: 2490 });
    expect(planRefund("paid", facts({ refunds: [gone(500)] }), restock)).toMatchObject({ amount: 1990 });
    const part = { ...restock, amount: 500 };
    expect(planRefund("paid", facts(), part)).toEqual({ ok: false, code: "goods_to_be_sent" });
    expect(planRefund("shipped", facts({ isSent: true }), part)).toMatchObject({ ok: true, amount: 500 });
    for (const payment of ["own", "second"] as const) {
      const plan = planRefund("needs_attention", twice(), { ...restock, payment });
      expect(plan).toEqual({ ok: false, code: "goods_to_be_sent" });
    }
  });

  it("never comes, with all that has gone back, to more than was taken", () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 2490 }), { maxLength: 5 });
    fc.assert(
      fc.property(amounts, fc.option(fc.integer({ min: 1, max: 3000 })), (made, amount) => {
        const plan = planRefund("paid", facts({ refunds: made.map((one) => gone(one)) }), {
          ...whole,
          amount,
        });
        const before = made.reduce((sum, one) => sum + one, 0);
        if (plan.ok) expect(before + plan.amount).toBeLessThanOrEqual(2490);
      }),
    );
  });
});
