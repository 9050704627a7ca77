import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { VariantId } from "@/lib/base/ids";
import { chargeStep, currency } from "@/lib/base/money";
import type { AppliedDiscount } from "@/lib/model/quote";
import type { RefundShare } from "@/lib/model/refund";
import { givenBack, shareOfCredit } from "@/lib/orders/merchant/given-back";
import { refundParts } from "@/lib/orders/merchant/refund-parts";
import { type RefundWish, shareRefund } from "@/lib/orders/merchant/refund-share";
import { aQuote, quoteLine } from "@/tests/support/quotes";

type Paid = {
  code?: string;
  /** Price in steps of the currency, and pieces. */
  lines: readonly (readonly [number, number])[];
  discounts?: readonly number[];
  shipping?: number;
  taxAdded?: number;
  taxIncluded?: number;
  /** More or less was captured than the order's total. */
  off?: number;
};

const line = (index: number) => `var_${index}` as VariantId;

/** An order as it was paid, and all that was refunded of it so far. */
function sale({
  code = "eur",
  lines,
  discounts = [],
  shipping = 0,
  taxAdded = 0,
  taxIncluded = 0,
  off = 0,
}: Paid) {
  const money = currency(code);
  const step = chargeStep(money);
  const applied = discounts.map(
    (amount): AppliedDiscount => ({ name: "Off", reason: "", amount: amount * step }),
  );
  const quote = aQuote({
    currency: money,
    lines: lines.map(([price, quantity], index) => quoteLine(index, price * step, quantity)),
    discounts: applied,
  });
  const parts = refundParts({
    ...{ quote, currency: money, shippingTotal: shipping * step },
    ...{ taxTotal: (taxAdded + taxIncluded) * step, taxAdded: taxAdded * step },
  });
  const total = quote.subtotal - quote.discountTotal + (shipping + taxAdded) * step;
  const captured = Math.max(0, total + off * step);
  const payment = { stripeId: "pi_1", paymentIntentId: "pi_1", status: "paid" as const, captured };
  const refunds: {
    stripeId: string;
    paymentIntentId: string;
    amount: number;
    status: "succeeded" | "failed";
  }[] = [];
  const codes: {
    id: string;
    paymentIntentId: string;
    amount: number;
    share: RefundShare;
    refundsBefore: number;
  }[] = [];
  const shares = new Map<string, RefundShare>();
  const sum = () =>
    [...refunds.filter(({ status }) => status === "succeeded"), ...codes].reduce(
      (all, { amount }) => all + amount,
      0,
    );
  const before = () => {
    const credits = codes.filter(({ amount }) => amount > 0);
    for (const { id, amount, share } of credits) shares.set(id, shareOfCredit(share, amount));
    return givenBack(payment, { refunds, credits, shares }, parts);
  };
  const gone = (amount: number, share?: RefundShare) => {
    const stripeId = `re_${refunds.length}`;
    refunds.push({ stripeId, paymentIntentId: "pi_1", amount, status: "succeeded" });
    if (share) shares.set(stripeId, share);
    return stripeId;
  };
  const shareOf = (wish: Partial<RefundWish>) =>
    shareRefund({ parts, before: before(), left: captured - sum() }, { amount: null, ...wish });
  return {
    ...{ quote, parts, step, total, captured, sum, before, shareOf },
    /** Refunds what is wished, as far as that can be. */
    refund(wish: Partial<RefundWish>) {
      const result = shareOf(wish);
      return result.ok ? { ...result.share, stripeId: gone(result.share.amount, result.share) } : result;
    },
    /** Gives what is wished as a code, as far as that can be. */
    credit(wish: Partial<RefundWish>) {
      const result = shareOf(wish);
      if (!result.ok) return;
      const { share } = result;
      codes.push({
        ...{ id: `code_${codes.length}`, paymentIntentId: "pi_1", amount: share.amount, share },
        refundsBefore: refunds.length,
      });
    },
    /** Takes a part of the first code back. */
    takeBack(amount: number) {
      const [code] = codes;
      if (code) code.amount -= Math.min(code.amount, amount);
    },
    inDashboard: (amount: number) => gone(amount),
    fail(stripeId: string) {
      for (const refund of refunds) if (refund.stripeId === stripeId) refund.status = "failed";
    },
    taxes: () => Array.from(shares.values(), ({ taxAdded: tax }) => tax).reduce((all, tax) => all + tax, 0),
  };
}

const sales = fc.record({
  code: fc.constantFrom("eur", "jpy", "kwd", "isk"),
  lines: fc.array(
    fc.tuple(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 9999 })), fc.integer({ min: 1, max: 7 })),
    {
      minLength: 1,
      maxLength: 5,
    },
  ),
  discounts: fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 3 }),
  shipping: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 2000 })),
  taxIncluded: fc.nat(500),
  off: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: -5, max: 5 })),
});

/** Nothing is taxed that costs nothing; the tax is on top only in currencies without a step of their own. */
const taxedSales = fc.tuple(sales, fc.constantFrom("eur", "jpy"), fc.nat(3000)).map(([one, code, tax]) => {
  const costs = one.lines.reduce((sum, [price, quantity]) => sum + price * quantity, one.shipping);
  const off = one.discounts.reduce((sum, amount) => sum + amount, 0);
  if (costs <= off) return { ...one, taxIncluded: 0 };
  return tax < 1000 ? one : { ...one, code, taxIncluded: 0, taxAdded: tax - 1000 };
});

const wishes = fc.array(
  fc.oneof(
    fc.record({ line: fc.nat(4), quantity: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ delivery: fc.oneof(fc.constant(true as const), fc.integer({ min: 1, max: 900 })) }),
    fc.record({ amount: fc.integer({ min: 1, max: 900 }) }),
    fc.record({ credit: fc.oneof(fc.record({ amount: fc.integer({ min: 1, max: 900 }) }), fc.nat(4)) }),
    fc.record({ takenBack: fc.integer({ min: 1, max: 900 }) }),
    fc.record({ dashboard: fc.integer({ min: 1, max: 900 }) }),
  ),
  { maxLength: 12 },
);

type Order = ReturnType<typeof sale>;

function follow(order: Order, wish: typeof wishes extends fc.Arbitrary<(infer Wish)[]> ? Wish : never): void {
  if ("line" in wish) order.refund({ lines: [{ variantId: line(wish.line), quantity: wish.quantity }] });
  else if ("delivery" in wish) {
    order.refund({ delivery: wish.delivery === true ? true : wish.delivery * order.step });
  } else if ("credit" in wish) {
    const { credit } = wish;
    order.credit(
      typeof credit === "number"
        ? { lines: [{ variantId: line(credit), quantity: 1 }] }
        : { amount: credit.amount * order.step },
    );
  } else if ("takenBack" in wish) order.takeBack(wish.takenBack * order.step);
  else if ("amount" in wish) order.refund({ amount: wish.amount * order.step });
  else order.inDashboard(Math.min(wish.dashboard * order.step, order.captured - order.sum()));
}

describe("refunds and codes of one order", () => {
  it("never come to more than was paid, and their rest is all of it, tax included", () => {
    fc.assert(
      fc.property(taxedSales, wishes, (paid, steps) => {
        const order = sale(paid);
        for (const wish of steps) {
          follow(order, wish);
          expect(order.sum()).toBeLessThanOrEqual(order.captured);
        }
        order.refund({});
        expect(order.sum()).toBe(order.captured);
        const { taxAdded, taxIncluded } = order.before();
        if (order.captured > 0)
          expect([taxAdded, taxIncluded]).toEqual([order.parts.taxAdded, order.parts.taxIncluded]);
      }),
      { numRuns: 1000 },
    );
  });

  it("piece by piece come to exactly what was paid, in whatever order", () => {
    const shuffled = taxedSales.chain((paid) => {
      const pieces = paid.lines.flatMap(([, quantity], index) => Array<number>(quantity).fill(index));
      const all = [...pieces, -1];
      return fc.tuple(fc.constant(paid), fc.shuffledSubarray(all, { minLength: all.length }));
    });
    fc.assert(
      fc.property(shuffled, ([paid, pieces]) => {
        const order = sale({ ...paid, off: 0 });
        // A piece that is worth nothing alone is given back with the next one.
        let waiting: { variantId: VariantId; quantity: number }[] = [];
        for (const piece of pieces) {
          if (piece >= 0) waiting.push({ variantId: line(piece), quantity: 1 });
          const result = order.refund({ lines: waiting, ...(piece < 0 && { delivery: true as const }) });
          if ("ok" in result) expect(result.code).toBe("nothing_to_refund");
          else {
            expect(result.alreadyGiven).toBe(0);
            waiting = [];
          }
        }
        expect(order.sum()).toBe(order.captured);
      }),
      { numRuns: 500 },
    );
  });

  it("have parts that add up, none below zero, in amounts that Stripe can give back", () => {
    fc.assert(
      fc.property(taxedSales, wishes, (paid, steps) => {
        const order = sale(paid);
        for (const wish of steps) follow(order, wish);
        const result = order.shareOf({ lines: [{ variantId: line(0), quantity: 1 }], delivery: true });
        if (!result.ok) return;
        const { amount, lines, delivery, free, alreadyGiven } = result.share;
        const all = [...lines, delivery];
        expect(all.reduce((sum, part) => sum + part.amount, free - alreadyGiven)).toBe(amount);
        for (const part of all) {
          expect(part.amount).toBe(part.goods - part.discount + part.taxAdded);
          expect(
            Math.min(...Object.values(part).filter((value) => typeof value === "number")),
          ).toBeGreaterThanOrEqual(0);
        }
        expect(amount % order.step).toBe(0);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a code that was taken back in part", () => {
  it("leaves its share of the tax to the refund of what came back", () => {
    const order = sale({ lines: [[11900, 1]], taxIncluded: 1900 });
    order.credit({ lines: [{ variantId: line(0), quantity: 1 }] });
    expect(order.before()).toMatchObject({ taxIncluded: 1900 });
    order.takeBack(2380);
    expect(order.before()).toMatchObject({ taxIncluded: 1520 });
    expect(order.refund({ amount: 2380 })).toMatchObject({ amount: 2380, taxIncluded: 380 });
  });
});

describe("a refund of lines", () => {
  it("and another never give back more than was captured, each alone being right", () => {
    const order = sale({ lines: [[1000, 2]], shipping: 490 });
    expect(order.refund({ lines: [{ variantId: line(0), quantity: 2 }] })).toMatchObject({ amount: 2000 });
    expect(order.shareOf({ lines: [{ variantId: line(0), quantity: 1 }] })).toEqual({
      ...{ ok: false, code: "too_many_pieces" },
      ...{ variantId: line(0), left: 0 },
    });
    expect(order.shareOf({ amount: 491 })).toEqual({ ok: false, code: "too_much", left: 490 });
    const again = [line(0), line(0)].map((variantId) => ({ variantId, quantity: 2 }));
    expect(sale({ lines: [[1000, 2]] }).shareOf({ lines: again })).toMatchObject({ code: "too_many_pieces" });
  });

  it("is not stopped by one cent: the last piece takes what is left", () => {
    const order = sale({ lines: [[1000, 3]], discounts: [100], shipping: 490, taxAdded: 200 });
    const amounts = [1, 1, 1].map((quantity) => order.refund({ lines: [{ variantId: line(0), quantity }] }));
    expect(amounts).toMatchObject([{ amount: 1024 }, { amount: 1024 }, { amount: 1023 }]);
    expect(order.refund({ delivery: true })).toMatchObject({ amount: order.total - 3071, free: 0 });
    expect(order.sum()).toBe(order.captured);
  });

  it("takes the discounts off, as they were given", () => {
    const order = sale({
      lines: [
        [2000, 2],
        [1000, 1],
      ],
      discounts: [500, 500],
    });
    expect(order.refund({ lines: [{ variantId: line(0), quantity: 1 }] })).toMatchObject({
      amount: 1600,
      lines: [{ goods: 2000, discount: 400, amount: 1600 }],
    });
    const free = sale({ lines: [[2000, 2]], discounts: [4000] });
    expect(free.shareOf({ lines: [{ variantId: line(0), quantity: 1 }] })).toEqual({
      ok: false,
      code: "nothing_to_refund",
    });
  });

  it("gives back yen in yen, and dinars in steps of ten fils", () => {
    const yen = sale({ code: "jpy", lines: [[1250, 3]], discounts: [1000] });
    expect(yen.refund({ lines: [{ variantId: line(0), quantity: 1 }] })).toMatchObject({ amount: 917 });
    const dinars = sale({ code: "kwd", lines: [[1000, 3]], discounts: [100] });
    expect(dinars.refund({ lines: [{ variantId: line(0), quantity: 1 }] })).toMatchObject({ amount: 9670 });
    expect(dinars.shareOf({ amount: 5 })).toEqual({ ok: false, code: "bad_amount" });
  });

  it("counts what went back as an amount before, by the desk or in Stripe's dashboard", () => {
    const order = sale({ lines: [[1000, 2]], shipping: 490 });
    order.inDashboard(1000);
    expect(order.refund({ lines: [{ variantId: line(0), quantity: 1 }] })).toMatchObject({
      amount: 1000,
      alreadyGiven: 0,
    });
    expect(order.refund({ lines: [{ variantId: line(0), quantity: 1 }] })).toMatchObject({
      amount: 490,
      alreadyGiven: 510,
    });
    expect(order.shareOf({ delivery: true })).toEqual({ ok: false, code: "nothing_to_refund" });
  });

  it("that failed leaves its lines to be refunded again", () => {
    const order = sale({ lines: [[1000, 2]], shipping: 490 });
    const first = order.refund({ lines: [{ variantId: line(0), quantity: 2 }] });
    if ("ok" in first) throw new Error(first.code);
    order.fail(first.stripeId);
    expect(order.refund({ lines: [{ variantId: line(0), quantity: 2 }] })).toMatchObject({ amount: 2000 });
  });

  it("names a line of the order", () => {
    expect(sale({ lines: [[1000, 2]] }).shareOf({ lines: [{ variantId: line(7), quantity: 1 }] })).toEqual({
      ...{ ok: false, code: "unknown_line" },
    });
    for (const quantity of [0, -1, 0.5, 3]) {
      const result = sale({ lines: [[1000, 2]] }).shareOf({ lines: [{ variantId: line(0), quantity }] });
      expect(result).toMatchObject({ ok: false, code: "too_many_pieces", left: 2 });
    }
  });
});

describe("a refund of the delivery", () => {
  it("gives back what was paid for it with its tax, in parts or whole", () => {
    const order = sale({ lines: [[1000, 1]], shipping: 500, taxAdded: 300 });
    expect(order.shareOf({ delivery: 601 })).toEqual({ ok: false, code: "delivery_too_much", left: 600 });
    expect(order.refund({ delivery: 200 })).toMatchObject({ amount: 200, taxAdded: 33 });
    expect(order.refund({ delivery: true })).toMatchObject({
      amount: 400,
      taxAdded: 67,
      delivery: { goods: 333 },
    });
    expect(order.shareOf({ delivery: true })).toEqual({ ok: false, code: "nothing_to_refund" });
  });
});

describe("a refund of an amount", () => {
  it("holds its share of the tax, which lines take back no second time", () => {
    const order = sale({ lines: [[1000, 2]], taxIncluded: 320 });
    expect(order.refund({ amount: 500 })).toMatchObject({ taxIncluded: 80, free: 500, lines: [] });
    expect(order.refund({ lines: [{ variantId: line(0), quantity: 1 }] })).toMatchObject({
      taxIncluded: 160,
    });
    expect(order.refund({})).toMatchObject({ amount: 500, taxIncluded: 80 });
  });

  it("goes beside lines, and of more than was quoted all can go back", () => {
    const order = sale({ lines: [[1000, 2]], off: 5 });
    expect(order.refund({ lines: [{ variantId: line(0), quantity: 1 }], amount: 100 })).toMatchObject({
      amount: 1100,
      free: 100,
    });
    expect(order.refund({})).toMatchObject({ amount: 905, free: 0, alreadyGiven: 95 });
    expect(sale({ lines: [[1000, 2]], off: 5 }).refund({})).toMatchObject({ amount: 2005, free: 5 });
  });
});
