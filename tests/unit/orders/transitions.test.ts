import { describe, expect, it } from "vitest";
import { canPay, hasBeenPaid, TRANSITIONS } from "@/lib/lifecycle/transitions";
import { ORDER_STATUSES, type OrderStatus } from "@/lib/model/order";

const reachable = (from: OrderStatus, seen = new Set<OrderStatus>()): Set<OrderStatus> => {
  for (const next of TRANSITIONS[from]) {
    if (!seen.has(next)) reachable(next, seen.add(next));
  }
  return seen;
};

describe("the table of transitions", () => {
  it("knows every state, and every state but the first can be reached from it", () => {
    expect(Object.keys(TRANSITIONS).sort()).toEqual([...ORDER_STATUSES].sort());
    for (const status of ORDER_STATUSES) expect(reachable("open")).toContain(status);
  });

  it("never takes a paid order back to an unpaid state", () => {
    for (const status of ORDER_STATUSES.filter(hasBeenPaid)) {
      for (const next of TRANSITIONS[status]) {
        expect(["open", "processing", "payment_failed", "expired"], `${status} -> ${next}`).not.toContain(
          next,
        );
      }
    }
  });

  it("lets a person look at an order in any state that has money in it", () => {
    for (const status of ORDER_STATUSES.filter((s) => hasBeenPaid(s) && s !== "needs_attention")) {
      expect(TRANSITIONS[status]).toContain("needs_attention");
    }
  });

  it("lets nobody pay what is paid", () => {
    expect(ORDER_STATUSES.filter((status) => canPay(status) && hasBeenPaid(status))).toEqual([]);
  });
});
