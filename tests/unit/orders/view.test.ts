import { describe, expect, it } from "vitest";
import type { OrderId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import type { Quote } from "@/lib/model/quote";
import type { OrderFacts } from "@/lib/orders/settle/order-facts";
import { type OrderRecord, orderView } from "@/lib/orders/views/order-view";
import { aQuote } from "@/tests/support/quotes";

const quote = aQuote();
const facts = (changes: Partial<OrderFacts>): OrderFacts => ({
  attempts: [],
  refunds: [],
  credits: [],
  disputes: [],
  reasons: [],
  isOwed: false,
  isSent: false,
  isReady: false,
  ...changes,
});
const record: OrderRecord = {
  id: "ord_1" as OrderId,
  number: "K7Q4-M2XD",
  status: "paid",
  surface: "embedded",
  currency: currency("eur"),
  quote,
  subtotal: quote.subtotal,
  shippingTotal: 990,
  taxTotal: 0,
  taxAdded: 0,
  total: quote.total + 500,
  amountRefunded: 0,
  email: "ada@example.com",
  shippingName: "Ada Lovelace",
  shippingAddress: null,
  shippingOption: "express",
  createdAt: new Date("2026-11-21T10:00:00Z"),
};

describe("an order, to its owner", () => {
  it("has every amount in minor units and adds up", () => {
    const view = orderView(record, []);
    expect(view).toMatchObject({
      id: "ord_1",
      number: "K7Q4-M2XD",
      status: "paid",
      currency: "eur",
      lines: [
        { name: "Thing 1", unitAmount: 2000, quantity: 2, total: 4000 },
        { name: "Thing 2", unitAmount: 90, quantity: 1, total: 90 },
      ],
      discounts: [],
      shipping: 990,
      tax: { added: 0, included: 0, untold: true },
      total: 5080,
    });
    expect(view.delivery).toMatchObject({ option: "express", name: "Express delivery" });
  });

  it.each([
    ["inside the prices", { taxTotal: 581, taxAdded: 0 }, { added: 0, included: 581 }],
    ["on top of them", { taxTotal: 581, taxAdded: 581 }, { added: 581, included: 0 }],
    ["both", { taxTotal: 581, taxAdded: 98 }, { added: 98, included: 483 }],
    [
      "as an earlier version of the store wrote it down",
      { taxTotal: 98, taxAdded: null },
      { added: 98, included: 0 },
    ],
  ])("tells its tax: %s", (_how, columns, tax) => {
    const taxed = { ...record, ...columns, quote: aQuote({ tax: "stripe" }) };
    expect(orderView(taxed, []).tax).toEqual({ ...tax, untold: false });
  });

  it("claims of no prices that they contain a tax unless the store says so", () => {
    const untold = (tax: Quote["tax"]) => orderView({ ...record, quote: aQuote({ tax }) }, []).tax.untold;
    expect([untold("included"), untold("none"), untold("stripe")]).toEqual([true, false, false]);
  });

  it("names a variant by its options", () => {
    const [line] = quote.lines;
    if (!line) throw new Error("the quote has lines");
    const withOptions = { ...quote, lines: [{ ...line, optionLabel: "Sand / M" }] };
    expect(orderView({ ...record, quote: withOptions }, []).lines[0]?.name).toBe("Thing 1 — Sand / M");
  });

  it("does not show what the store and Stripe disagree about, only that a person looks at it", () => {
    const at = new Date("2026-11-21T10:05:00Z");
    const told = { code: "needs_attention", reason: "amount_mismatch", expected: "1", actual: "2" } as const;
    const skipped = { code: "effect_skipped", effect: "email.refunded", because: "it failed" } as const;
    const view = orderView(
      { ...record, status: "needs_attention" },
      [
        { at, actor: "store", toStatus: "needs_attention", detail: told },
        { at, actor: "store", toStatus: null, detail: skipped },
      ],
      facts({ reasons: [{ reason: "amount_mismatch", about: "cs_1", target: null }] }),
    );
    expect(view.attention).toBe("amount_mismatch");
    expect(view.timeline).toEqual([
      {
        at: at.toISOString(),
        actor: "store",
        status: "needs_attention",
        detail: { code: "needs_attention", reason: "amount_mismatch" },
      },
    ]);
  });
});
