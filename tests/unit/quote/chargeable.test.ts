import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currency, isChargeable } from "@/lib/base/money";
import { nominalAmount } from "@/lib/base/money-nominal";
import { quoteDiscounts } from "@/lib/discounts/quote-discounts";
import { recomputeDiscounts } from "@/lib/discounts/recompute";
import { seedDiscountRules } from "@/lib/discounts/seed-data";
import type { DiscountRule } from "@/lib/model/discount";
import { parseRule } from "@/lib/model/discount-conditions";
import { makeQuote } from "@/lib/quote/make-quote";
import { repricedLines } from "@/lib/quote/repriced-lines";
import { standardPlan } from "@/lib/shipping/standard-plan";
import { zoneRates } from "@/lib/shipping/zone-rates";
import { servedCountries, zoneOf } from "@/lib/shipping/zones";
import { codeRule, facts, NOW } from "@/tests/support/discounts";
import { quoteLine } from "@/tests/support/quotes";

/** One of each kind that Stripe's page on currencies tells apart. */
const CODES = ["eur", "usd", "jpy", "clp", "kwd", "tnd", "isk", "ugx", "huf", "twd"] as const;

const seeded = (code: string): DiscountRule[] =>
  seedDiscountRules(currency(code), NOW).flatMap((row) => {
    const parsed = parseRule({
      startsAt: null,
      endsAt: null,
      totalLimit: null,
      perCustomerLimit: null,
      code: null,
      ...row,
    });
    return parsed.ok ? [parsed.rule] : [];
  });

const percentRule = (percent: number, coversShipping: boolean) =>
  codeRule("PERCENT", { benefit: { type: "percent", percent, coversShipping } });

const carts = fc.record({
  code: fc.constantFrom(...CODES),
  country: fc.constantFrom(...servedCountries(standardPlan(currency("eur")))),
  lines: fc.array(fc.tuple(fc.double({ min: 0.5, max: 900, noNaN: true }), fc.integer({ min: 1, max: 12 })), {
    minLength: 1,
    maxLength: 6,
  }),
  percent: fc.integer({ min: 1, max: 10_000 }).map((n) => n / 100),
  coversShipping: fc.boolean(),
  codes: fc.subarray(["PERCENT", "TENOFF", "FIVEOFF50", "ONCE"]),
});

describe("every amount that the store makes", () => {
  it("is one that Stripe charges, whatever the currency, the cart and its discounts", () => {
    fc.assert(
      fc.property(carts, ({ code, country, lines, percent, coversShipping, codes }) => {
        const its = currency(code);
        const cart = lines.map(([euros, quantity], index) =>
          quoteLine(index, nominalAmount(euros, its), quantity),
        );
        const subtotal = cart.reduce((sum, line) => sum + line.unitAmount * line.quantity, 0);
        const zone = zoneOf(standardPlan(its), { country });
        const shippingRates = zone
          ? zoneRates(zone, { country, currency: its, goods: subtotal, grams: 0, tax: "none" }, "en")
          : [];
        const result = recomputeDiscounts(
          facts({ currency: its, country, subtotal, shippingRates, codes }),
          [...seeded(code), percentRule(percent, coversShipping)],
          NOW,
        );
        const quote = makeQuote({
          revision: 1,
          currency: its,
          country,
          lines: cart,
          ...quoteDiscounts(result, "en", its),
          tax: "included",
        });
        const amounts = {
          unit: quote.lines.map((line) => line.unitAmount),
          line: quote.lines.map((line) => line.total),
          discount: [...quote.discounts.map((discount) => discount.amount), quote.discountTotal],
          rate: quote.shippingRates.flatMap((rate) => [rate.amount, rate.listAmount ?? 0]),
          repriced: repricedLines(quote).map((line) => line.unitAmount),
          total: [quote.subtotal, quote.shippingTotal, quote.total],
        };
        for (const [what, made] of Object.entries(amounts)) {
          expect([what, made.filter((amount) => !isChargeable(amount, its))]).toEqual([what, []]);
        }
      }),
      { numRuns: 500 },
    );
  });
});
