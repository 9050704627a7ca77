import { describe, expect, it } from "vitest";
import {
  canPay,
  canTransition,
  hasBeenPaid,
  isOver,
  isToBeSent,
  TRANSITIONS,
} from "@/lib/lifecycle/transitions";
import { ORDER_STATUSES, type OrderStatus } from "@/lib/model/order";

const reachable = (from: OrderStatus, seen = new Set<OrderStatus>()): Set<OrderStatus> => {
  for (const next of TRANSITIONS[from]) {
    if (!seen.has(next)) reachable(next, seen.add(next));
  }
  return seen;
};

const all = (...statuses: OrderStatus[]) => ORDER_STATUSES.filter((status) => statuses.includes(status));
const allBut = (...statuses: OrderStatus[]) => ORDER_STATUSES.filter((status) => !statuses.includes(status));
const without = (from: readonly OrderStatus[], ...statuses: OrderStatus[]) =>
  from.filter((status) => !statuses.includes(status));

describe("the states of an order", () => {
  it("are paid once the money came, whatever has become of it since", () => {
    expect(ORDER_STATUSES.filter(hasBeenPaid)).toEqual(
      allBut("open", "processing", "payment_failed", "expired", "canceled"),
    );
  });

  it("let the shopper pay while no payment can be on its way, and none has come", () => {
    expect(ORDER_STATUSES.filter(canPay)).toEqual(all("open", "payment_failed", "expired"));
  });

  it("have the goods sent while the money is there and nothing is asked", () => {
    expect(ORDER_STATUSES.filter(isToBeSent)).toEqual(all("paid", "partially_refunded"));
  });

  it("are over when the money has gone back, or is on its way back, or was never taken", () => {
    expect(ORDER_STATUSES.filter(isOver)).toEqual(
      all("refund_pending", "refunded", "charged_back", "canceled"),
    );
    expect(ORDER_STATUSES.filter((status) => isOver(status) && isToBeSent(status))).toEqual([]);
  });
});

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

  it("lets nobody pay what is paid", () => {
    expect(ORDER_STATUSES.filter((status) => canPay(status) && hasBeenPaid(status))).toEqual([]);
  });

  const unpaid = all("open", "processing", "payment_failed", "expired");
  const paid = ORDER_STATUSES.filter(hasBeenPaid);
  /** Where an order with all its money, or some of it, can stand while nobody asks anything. */
  const withMoney = all("paid", "awaiting_stock", "shipped", "partially_refunded");
  const questions = all("disputed", "needs_attention");

  it.each<[OrderStatus, string, readonly OrderStatus[]]>([
    ["open", "by a shopper who tries again", without(unpaid, "open", "processing")],
    ["processing", "whenever a payment takes days", without(unpaid, "processing")],
    ["payment_failed", "while a payment is awaited", all("open", "processing")],
    ["expired", "when nobody has begun to pay", all("open")],
    [
      "canceled",
      "while no payment is on its way, and no goods and no money have left",
      all("open", "payment_failed", "expired", "paid", "awaiting_stock", "needs_attention"),
    ],
    [
      "paid",
      "when the money comes, however late, when the goods do, once nothing is asked any more, or a parcel is taken back",
      [...unpaid, "awaiting_stock", "shipped", ...questions],
    ],
    ["awaiting_stock", "by an answer to a question", questions],
    ["shipped", "once the goods were to be sent", [...ORDER_STATUSES.filter(isToBeSent), ...questions]],
    [
      "partially_refunded",
      "while the goods have not left, or not after all",
      without([...withMoney, ...questions], "partially_refunded"),
    ],
    ["refund_pending", "while there is money to give back", [...withMoney, ...questions]],
    ["refunded", "when all of it has gone back", [...withMoney, "refund_pending", ...questions]],
    ["disputed", "by the payer's bank, whenever it was paid", without(paid, "disputed")],
    ["charged_back", "when a question ends so", questions],
    ["needs_attention", "from anywhere", allBut("needs_attention")],
  ])("leads to %s %s", (to, _when, from) => {
    expect(ORDER_STATUSES.filter((status) => canTransition(status, to))).toEqual(all(...from));
  });
});
