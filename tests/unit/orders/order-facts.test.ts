import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canTransition, hasBeenPaid } from "@/lib/lifecycle/transitions";
import { ATTENTION_REASONS, type RefundStatus } from "@/lib/model/order";
import { hasFailed } from "@/lib/orders/settle/money-back";
import {
  balanceOf,
  type DisputeFacts,
  nextAutomaticStep,
  type OpenReason,
  type OrderFacts,
  ownPayment,
  type PaymentFacts,
  paidOrderStatus,
  type RefundFacts,
  refundable,
} from "@/lib/orders/settle/order-facts";

const TOTAL = 2490;

const payment = (status: PaymentFacts["status"], name = "1"): PaymentFacts => ({
  stripeId: `cs_${name}`,
  status,
  paymentIntentId: `pi_${name}`,
  captured: TOTAL,
});

const refund = (amount: number, status: RefundStatus = "succeeded", name = "1"): RefundFacts => ({
  stripeId: `re_${name}_${amount}_${status}`,
  paymentIntentId: `pi_${name}`,
  amount,
  status,
});

const dispute = (outcome: DisputeFacts["outcome"], amount = TOTAL, name = "1"): DisputeFacts => ({
  stripeId: `dp_${name}_${amount}`,
  paymentIntentId: `pi_${name}`,
  amount,
  status: outcome ?? "needs_response",
  outcome,
  isRefundable: outcome === "closed",
  seenAt: new Date(0),
});

const open = (reason: OpenReason["reason"], about = "cs_1", target: number | null = null): OpenReason => ({
  reason,
  about,
  target,
});

const facts = (changes: Partial<OrderFacts> = {}): OrderFacts => ({
  attempts: [payment("paid")],
  refunds: [],
  credits: [],
  disputes: [],
  reasons: [],
  isOwed: false,
  isSent: false,
  isReady: false,
  ...changes,
});

const twice = (changes: Partial<OrderFacts> = {}): OrderFacts =>
  facts({
    attempts: [payment("paid"), payment("duplicate", "2")],
    reasons: [open("paid_twice", "cs_2")],
    ...changes,
  });

describe("a paid order", () => {
  it.each([
    ["nothing else", {}, "paid"],
    ["its parcel gone", { isSent: true }, "shipped"],
    ["its goods owed", { isOwed: true }, "awaiting_stock"],
    ["a part gone back", { refunds: [refund(500)] }, "partially_refunded"],
    ["a part gone back after its parcel had left", { refunds: [refund(500)], isSent: true }, "shipped"],
    ["a part on its way back", { refunds: [refund(500, "pending")] }, "paid"],
    ["all on its way back", { refunds: [refund(500), refund(1990, "pending")] }, "refund_pending"],
    [
      "all on its way back, waiting for the shopper",
      { refunds: [refund(TOTAL, "requires_action")] },
      "refund_pending",
    ],
    ["all gone back", { refunds: [refund(TOTAL)], isSent: true }, "refunded"],
    ["all that was tried to send back here again", { refunds: [refund(TOTAL, "failed")] }, "paid"],
    ["a canceled refund", { refunds: [refund(TOTAL, "canceled")] }, "paid"],
    ["an open dispute", { disputes: [dispute(null)], refunds: [refund(TOTAL)] }, "disputed"],
    ["a dispute that was won", { disputes: [dispute("won")], isSent: true }, "shipped"],
    ["a question that was settled", { disputes: [dispute("closed")] }, "paid"],
    ["a dispute that was lost", { disputes: [dispute("lost")] }, "charged_back"],
    ["a part lost to the bank", { disputes: [dispute("lost", 500)] }, "partially_refunded"],
    [
      "a part lost to the bank and the rest given back",
      { disputes: [dispute("lost", 500)], refunds: [refund(1990)] },
      "refunded",
    ],
    [
      "a part lost to the bank and the rest on its way back",
      { disputes: [dispute("lost", 500)], refunds: [refund(1990, "pending")] },
      "refund_pending",
    ],
    [
      "something to look at, a part lost to the bank and the rest on its way back",
      {
        reasons: [open("out_of_stock")],
        disputes: [dispute("lost", 500)],
        refunds: [refund(1990, "pending")],
      },
      "refund_pending",
    ],
    [
      "a failed refund to look at that is not on record",
      { reasons: [open("refund_failed", "re_gone", 500)] },
      "needs_attention",
    ],
    ["something to look at", { reasons: [open("amount_mismatch")] }, "needs_attention"],
    [
      "something to look at, and all the money on its way back",
      { reasons: [open("out_of_stock")], refunds: [refund(TOTAL, "pending")] },
      "refund_pending",
    ],
  ] as const)("with %s", (_, changes, status) => {
    expect(paidOrderStatus(facts(changes as Partial<OrderFacts>))).toBe(status);
  });

  it("that cost nothing is not refunded by nothing", () => {
    const free = { ...payment("paid"), paymentIntentId: null, captured: 0 };
    expect(paidOrderStatus(facts({ attempts: [free] }))).toBe("paid");
    expect(paidOrderStatus(facts({ attempts: [free], reasons: [open("out_of_stock")] }))).toBe(
      "needs_attention",
    );
  });
});

describe("the balance of a payment", () => {
  it("is nothing where nothing was paid", () => {
    const none = facts({ attempts: [], refunds: [refund(500)], disputes: [dispute("lost")] });
    expect(balanceOf(none, ownPayment(none))).toEqual({
      captured: 0,
      refunded: 0,
      pending: 0,
      chargedBack: 0,
      credited: 0,
    });
  });

  it("counts what went back, what is on its way, and what the bank took, of this payment alone", () => {
    const order = twice({
      refunds: [
        refund(10),
        refund(20),
        refund(40, "pending"),
        refund(1, "failed"),
        refund(2, "pending", "2"),
      ],
      disputes: [dispute("lost", 80), dispute("won", 3), dispute("lost", 160, "2")],
    });
    expect(balanceOf(order, ownPayment(order))).toEqual({
      captured: TOTAL,
      refunded: 30,
      pending: 40,
      chargedBack: 80,
      credited: 0,
    });
  });

  it("leaves what can still be refunded, and never less than nothing", () => {
    expect(refundable({ captured: 100, refunded: 10, pending: 20, chargedBack: 30, credited: 5 })).toBe(35);
    expect(refundable({ captured: 100, refunded: 60, pending: 0, chargedBack: 60, credited: 0 })).toBe(0);
  });
});

describe("an order that was paid twice", () => {
  it("stays a question while both payments are there", () => {
    expect(nextAutomaticStep(twice())).toBeNull();
    expect(paidOrderStatus(twice())).toBe("needs_attention");
  });

  it("counts a refund of the second payment not against its own", () => {
    const half = twice({ refunds: [refund(500, "succeeded", "2")] });
    expect(balanceOf(half, ownPayment(half))).toMatchObject({ refunded: 0, captured: TOTAL });
    expect(nextAutomaticStep(half)).toBeNull();
    expect(paidOrderStatus(half)).toBe("needs_attention");
  });

  it("is settled once the second payment has gone back, by a refund or by its bank", () => {
    for (const changes of [
      { refunds: [refund(TOTAL, "succeeded", "2")] },
      { disputes: [dispute("lost", TOTAL, "2")] },
      { refunds: [refund(490, "succeeded", "2")], disputes: [dispute("lost", 2000, "2")] },
    ]) {
      expect(nextAutomaticStep(twice(changes))).toEqual({ kind: "answer", open: open("paid_twice", "cs_2") });
    }
    expect(nextAutomaticStep(twice({ refunds: [refund(TOTAL, "pending", "2")] }))).toBeNull();
  });

  it("is paid by the second payment when its own has gone back", () => {
    const first = twice({ refunds: [refund(TOTAL)] });
    expect(nextAutomaticStep(first)).toMatchObject({
      kind: "stand_in",
      own: { stripeId: "cs_1" },
      other: { stripeId: "cs_2" },
    });
  });

  it("is paid by the second, and still looked at when that was another sum than quoted", () => {
    const reasons = [open("paid_twice", "cs_2"), open("amount_mismatch", "cs_2")];
    const rest = settled(twice({ refunds: [refund(TOTAL)], reasons }));
    expect(ownPayment(rest)?.stripeId).toBe("cs_2");
    expect(paidOrderStatus(rest)).toBe("needs_attention");
  });

  it("is not, while some of the second has gone back too, or it was another sum", () => {
    const both = [refund(TOTAL), refund(1, "succeeded", "2")];
    expect(nextAutomaticStep(twice({ refunds: both }))).toBeNull();
    const attempts = [payment("paid"), { ...payment("duplicate", "2"), captured: TOTAL + 1 }];
    expect(nextAutomaticStep(twice({ attempts, refunds: [refund(TOTAL)] }))).toBeNull();
    expect(paidOrderStatus(twice({ attempts, refunds: [refund(TOTAL)] }))).toBe("needs_attention");
  });
});

describe("a refund that failed", () => {
  const failed = refund(500, "failed");
  const reason = open("refund_failed", failed.stripeId, 500);

  it("is a question until as much has gone back by another", () => {
    const waiting = facts({ refunds: [failed], reasons: [reason] });
    expect(paidOrderStatus(waiting)).toBe("needs_attention");
    expect(nextAutomaticStep(waiting)).toBeNull();
    expect(nextAutomaticStep({ ...waiting, refunds: [failed, refund(499)] })).toBeNull();
    expect(nextAutomaticStep({ ...waiting, refunds: [failed, refund(500)] })).toMatchObject({
      kind: "answer",
    });
  });

  it("is not made up for by a refund that had gone back before", () => {
    const later = open("refund_failed", failed.stripeId, 1500);
    expect(nextAutomaticStep(facts({ refunds: [refund(1000), failed], reasons: [later] }))).toBeNull();
  });

  it("of the second payment stays a question when the first has gone back", () => {
    const ofSecond = refund(TOTAL, "failed", "2");
    const order = twice({
      refunds: [refund(TOTAL), ofSecond],
      reasons: [open("refund_failed", ofSecond.stripeId, TOTAL)],
    });
    expect(paidOrderStatus(order)).toBe("needs_attention");
  });
});

/** Stripe refunds no more than was taken. */
const isPossible = ({ refunds }: Pick<OrderFacts, "refunds">) =>
  ["pi_1", "pi_2"].every((id) => {
    const live = refunds.filter((one) => one.paymentIntentId === id && !hasFailed(one.status));
    return live.reduce((sum, { amount }) => sum + amount, 0) <= TOTAL;
  });

const anyFacts = fc
  .record({
    refunds: fc.array(
      fc.record({
        stripeId: fc.uuid().map((id) => `re_${id}`),
        paymentIntentId: fc.constantFrom("pi_1", "pi_2"),
        amount: fc.constantFrom(1, 490, 2000, TOTAL),
        status: fc.constantFrom<RefundStatus>(
          "requires_action",
          "pending",
          "succeeded",
          "failed",
          "canceled",
        ),
      }),
      { maxLength: 4 },
    ),
    disputes: fc.array(
      fc
        .constantFrom(null, "won", "lost", "closed")
        .map((outcome) => dispute(outcome as DisputeFacts["outcome"])),
      { maxLength: 1 },
    ),
    reasons: fc.uniqueArray(
      fc
        .constantFrom(...ATTENTION_REASONS.filter((reason) => reason !== "refund_failed"))
        .map((reason) => open(reason, reason === "paid_twice" ? "cs_2" : "cs_1")),
      { maxLength: 2, selector: ({ reason }) => reason },
    ),
    isOwed: fc.boolean(),
    isSent: fc.boolean(),
  })
  .filter(isPossible);

/** All that follows from facts has been carried out. */
function settled(given: OrderFacts): OrderFacts {
  const next = nextAutomaticStep(given);
  if (!next) return given;
  const reasons = given.reasons.filter((reason) => reason !== next.open);
  if (next.kind === "answer") return settled({ ...given, reasons });
  const attempts = given.attempts.map((attempt) => {
    if (attempt === next.own) return { ...attempt, status: "duplicate" as const };
    return attempt === next.other ? { ...attempt, status: "paid" as const } : attempt;
  });
  return settled({ ...given, attempts, reasons });
}

const build = (given: Partial<OrderFacts>): OrderFacts =>
  facts({ ...given, attempts: [payment("paid"), payment("duplicate", "2")] });

describe("any facts", () => {
  it("put a paid order into a paid state, and come to rest", () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const rest = settled(build(given));
        expect(nextAutomaticStep(rest)).toBeNull();
        expect(hasBeenPaid(paidOrderStatus(rest))).toBe(true);
        expect(refundable(balanceOf(rest, ownPayment(rest)))).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("say the same in whatever order they became known", () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const { refunds, disputes, reasons } = given;
        const turned = {
          ...given,
          refunds: refunds.toReversed(),
          disputes: disputes.toReversed(),
          reasons: reasons.toReversed(),
        };
        expect(paidOrderStatus(build(turned))).toBe(paidOrderStatus(build(given)));
      }),
    );
  });

  /** What can happen to an order from one moment to the next. */
  const changes: ((given: OrderFacts) => OrderFacts[])[] = [
    ({ refunds, ...rest }) =>
      [1, 490, 2000, TOTAL].flatMap((amount) =>
        (["pending", "succeeded"] as const).map((status) => ({
          ...rest,
          refunds: [...refunds, { ...refund(amount, status), stripeId: "re_new" }],
        })),
      ),
    ({ refunds, reasons, ...rest }) =>
      refunds.flatMap((one) => {
        const others = refunds.filter((other) => other !== one);
        if (one.status === "failed" || one.status === "canceled") return [];
        const succeeded = {
          ...rest,
          reasons,
          refunds: [...others, { ...one, status: "succeeded" as const }],
        };
        const failed = {
          ...rest,
          refunds: [...others, { ...one, status: "failed" as const }],
          reasons: [...reasons, open("refund_failed", one.stripeId, Number.MAX_SAFE_INTEGER)],
        };
        return one.status === "succeeded" ? [failed] : [succeeded, failed];
      }),
    (given) => (given.disputes.length === 0 ? [{ ...given, disputes: [dispute(null)] }] : []),
    ({ disputes, ...rest }): OrderFacts[] =>
      disputes.flatMap((one): OrderFacts[] =>
        one.outcome === null
          ? (["won", "lost", "closed"] as const).map((outcome) => ({
              ...rest,
              disputes: [{ ...one, outcome }],
            }))
          : [{ ...rest, disputes: [{ ...one, outcome: null }] }],
      ),
    (given) => [{ ...given, reasons: [...given.reasons, open("amount_mismatch")] }],
    (given) =>
      given.reasons.map((answered) => ({
        ...given,
        reasons: given.reasons.filter((one) => one !== answered),
      })),
    (given) =>
      paidOrderStatus(given) === "paid" || paidOrderStatus(given) === "partially_refunded"
        ? [{ ...given, isSent: true }]
        : [],
    (given) => (paidOrderStatus(given) === "awaiting_stock" ? [{ ...given, isOwed: false }] : []),
  ];

  it("that change one at a time lead only where the table of transitions allows", () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const before = settled(build(given));
        for (const next of changes
          .flatMap((change) => change(before))
          .filter(isPossible)
          .map(settled)) {
          const [from, to] = [paidOrderStatus(before), paidOrderStatus(next)];
          expect(from === to || canTransition(from, to), `${from} -> ${to}`).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
