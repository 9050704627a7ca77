import { describe, expect, it } from "vitest";
import { joinTimeline } from "@/lib/desk/orders/order-history";
import { ORDER_STATUSES } from "@/lib/model/order";
import { whyInState } from "@/lib/orders/merchant/why";

const at = new Date("2026-11-20T12:00:00Z");
const nothing = { reasons: [], timeline: [], shipment: null };

describe("why an order is in its state", () => {
  it("is said of every state", () => {
    for (const status of ORDER_STATUSES) expect(whyInState({ ...nothing, status }).key).toBe(status);
  });

  it("names Stripe's code after a failed payment, and the questions that are open", () => {
    const failed = {
      at,
      toStatus: "payment_failed" as const,
      detail: { code: "payment_failed" as const, reason: "insufficient_funds" },
    };
    expect(whyInState({ ...nothing, status: "payment_failed", timeline: [failed] })).toEqual({
      ...{ key: "payment_failed_code", since: at, code: "insufficient_funds" },
    });
    const reasons = [
      { reason: "paid_twice" as const, answeredAt: null },
      { reason: "out_of_stock" as const, answeredAt: at },
      { reason: "paid_twice" as const, answeredAt: null },
    ];
    expect(whyInState({ ...nothing, status: "needs_attention", reasons })).toMatchObject({
      reasons: ["paid_twice"],
    });
  });

  it("tells a checkout that was looked at from one that was begun, and goods to send from goods to collect", () => {
    const begun = { at, toStatus: null, detail: { code: "payment_started" as const } };
    expect(whyInState({ ...nothing, status: "open", timeline: [begun] }).key).toBe("open_begun");
    expect(whyInState({ ...nothing, status: "paid", shipment: "ready" }).key).toBe("paid_ready");
  });
});

describe("the history of an order", () => {
  it("joins what happened, what Stripe reported and what was written, newest first", () => {
    const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000);
    const mail = { effect: "email.order_confirmed" as const, createdAt: at, deadAt: null, skipped: null };
    const history = joinTimeline({
      timeline: [
        { at, actor: "stripe", toStatus: "paid", detail: { code: "paid", stripeId: "cs_1" } },
        {
          at: later(3),
          actor: "store",
          toStatus: null,
          detail: { code: "email_sent", email: "order_confirmed" },
        },
      ],
      changes: [],
      events: [
        { id: "evt_1", type: "payment_intent.succeeded", at: later(1), processedAt: null, lastError: null },
      ],
      emails: [
        { ...mail, id: 1, doneAt: later(3) },
        { ...mail, id: 2, doneAt: null },
        { ...mail, id: 3, doneAt: null, deadAt: later(4) },
        { ...mail, id: 4, doneAt: later(5), skipped: "order_over" },
      ],
    });
    expect(
      history.map((entry) => (entry.kind === "email" ? `${entry.id} ${entry.state}` : entry.kind)),
    ).toEqual([...["1 sent", "event", "step", "2 waiting", "3 failed"]]);
  });

  it("says who of the staff made a step, and tells a change of its own that no step tells", () => {
    const second = (seconds: number) => new Date(at.getTime() + seconds * 1000);
    const step = (seconds: number) => ({
      ...{ at: second(seconds), actor: "merchant" as const, toStatus: null },
      detail: { code: "accepted" as const },
    });
    const change = (id: number, by: string, from: number, to: number | null) => ({
      ...{ id, by, at: second(from), endedAt: to === null ? null : second(to) },
      ...{ action: "order.decide" as const, outcome: to === null ? null : ("done" as const) },
    });
    const history = joinTimeline({
      timeline: [step(5), step(25), step(45)],
      changes: [
        change(1, "Anna", 4, 6),
        // Two at the same moment: nobody knows who of them it was.
        change(2, "Anna", 20, 30),
        change(3, "Ben", 24, 26),
        // It never ended, so it may have been this or nothing.
        change(4, "Ben", 40, null),
      ],
      events: [],
      emails: [],
    });
    expect(history.map((entry) => `${entry.kind} ${"by" in entry ? entry.by : ""}`)).toEqual([
      "step null",
      "change Ben",
      "step null",
      "change Ben",
      "change Anna",
      "step Anna",
    ]);
  });
});
