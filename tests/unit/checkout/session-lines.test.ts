import { describe, expect, it } from "vitest";
import { listedLines, pricedLines } from "@/lib/checkout/sessions/session-lines";
import { shippingOptions } from "@/lib/checkout/sessions/session-parts";
import type { PriceTaxBehavior } from "@/lib/model/quote";
import type { TaxBehavior } from "@/lib/model/tax-behavior";
import { aQuote, quoteLine } from "@/tests/support/quotes";

const taxed = (taxBehavior: TaxBehavior) => ({ tax: "stripe", taxBehavior }) as const;

const line = (taxBehavior: PriceTaxBehavior | null, productId: string | null = "prod_1") => ({
  ...quoteLine(1, 1000, 3),
  productName: "Mug",
  optionLabel: "Sand",
  stripe: { productId, taxCode: "txcd_1", taxBehavior },
});

const off = (amount: number) => [{ name: "Off", reason: "", amount }];

describe("the lines of a session", () => {
  it("are the catalogue's Prices, where these are taxed as the quote is, or nobody taxes them", () => {
    const listed = [{ price: "price_1", quantity: 3 }];
    expect(listedLines(aQuote({ lines: [line("inclusive")], ...taxed("inclusive") }))).toEqual(listed);
    expect(listedLines(aQuote({ lines: [line("exclusive")], ...taxed("exclusive") }))).toEqual(listed);
    expect(listedLines(aQuote({ lines: [line("unspecified")] }))).toEqual(listed);
    expect(listedLines(aQuote({ lines: [line(null)], tax: "none" }))).toEqual(listed);
  });

  it.each([
    ["unspecified", "inclusive"],
    ["exclusive", "inclusive"],
    [null, "inclusive"],
    ["inclusive", "exclusive"],
  ] as const)("have prices of their own where the catalogue's are %s and the quote is %s", (its, wanted) => {
    expect(listedLines(aQuote({ lines: [line(its)], ...taxed(wanted) }))).toEqual([
      {
        price_data: { currency: "eur", unit_amount: 1000, tax_behavior: wanted, product: "prod_1" },
        quantity: 3,
        metadata: { sku: "SKU-1" },
      },
    ]);
  });

  it("keep their Product, and say whether they contain the tax, when a discount is taken off them", () => {
    const quote = aQuote({ lines: [line("inclusive")], discounts: off(300), ...taxed("inclusive") });
    expect(pricedLines(quote)).toEqual([
      {
        price_data: { currency: "eur", unit_amount: 900, tax_behavior: "inclusive", product: "prod_1" },
        quantity: 3,
        metadata: { sku: "SKU-1" },
      },
    ]);
    expect(pricedLines(aQuote({ lines: [line(null)], discounts: off(300) }))[0]?.price_data).toEqual({
      currency: "eur",
      unit_amount: 900,
      product: "prod_1",
    });
  });

  it("count the pieces in their name where one price is for all of them, and keep the tax code", () => {
    const quote = aQuote({ lines: [line("inclusive")], discounts: off(100), ...taxed("inclusive") });
    expect(pricedLines(quote)).toEqual([
      {
        price_data: {
          currency: "eur",
          unit_amount: 2900,
          tax_behavior: "inclusive",
          product_data: { name: "3 × Mug · Sand", tax_code: "txcd_1" },
        },
        quantity: 1,
        metadata: { sku: "SKU-1", pieces: "3" },
      },
    ]);
  });

  it("name the goods themselves where the store knows no Product", () => {
    const { stripe: _stripe, ...bare } = line("inclusive");
    for (const unknown of [bare, line("inclusive", null)]) {
      const [told] = pricedLines(aQuote({ lines: [unknown], discounts: off(300) }));
      expect(told?.price_data?.product_data?.name).toBe("Mug · Sand");
    }
  });
});

describe("the delivery of a session", () => {
  it("contains the tax, or not, as the goods do", () => {
    const behaviors = (quote: ReturnType<typeof aQuote>) =>
      shippingOptions(quote).map(({ shipping_rate_data: rate }) => rate.tax_behavior);
    expect(behaviors(aQuote(taxed("inclusive")))).toEqual(["inclusive", "inclusive"]);
    expect(behaviors(aQuote(taxed("exclusive")))).toEqual(["exclusive", "exclusive"]);
    expect(behaviors(aQuote())).toEqual([undefined, undefined]);
  });
});
