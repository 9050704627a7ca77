import { describe, expect, it } from "vitest";
import { COUNTED_STATUSES, countedAmount } from "@/lib/discounts/counted-orders";
import { ORDER_STATUSES, type OrderStatus } from "@/lib/model/order";

const paidAt = new Date("2026-11-01");

describe("an order counts in its customer's history", () => {
  it.each<[OrderStatus, number | null]>([
    ["paid", 2000],
    ["awaiting_stock", 2000],
    ["shipped", 2000],
    ["partially_refunded", 2000],
    ["refund_pending", 2000],
    ["refunded", 2000],
    ["needs_attention", 2000],
    ["disputed", null],
    ["charged_back", null],
    ["canceled", null],
    ["open", null],
    ["processing", null],
    ["payment_failed", null],
    ["expired", null],
  ])("while the store has its money, by what was not given back: %s, %s", (status, amount) => {
    expect(countedAmount({ status, paidAt, total: 2490, amountRefunded: 490 })).toBe(amount);
  });

  it("is looked for in the states in which it can count", () => {
    const order = { paidAt, total: 2490, amountRefunded: 0 };
    expect(COUNTED_STATUSES).toEqual(
      ORDER_STATUSES.filter((status) => countedAmount({ ...order, status }) !== null),
    );
  });

  it.each<[string, Partial<Parameters<typeof countedAmount>[0]>, number | null]>([
    ["not before it is paid", { paidAt: null }, null],
    ["not when all of it was given back, whatever its state", { amountRefunded: 2490 }, null],
    ["again when a refund has failed", { status: "refunded", amountRefunded: 0 }, 2490],
    ["as an order, when it cost nothing", { total: 0 }, 0],
  ])("%s", (_, changes, amount) => {
    expect(countedAmount({ status: "paid", paidAt, total: 2490, amountRefunded: 0, ...changes })).toBe(
      amount,
    );
  });
});
