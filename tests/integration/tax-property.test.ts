import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { OrderId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import {
  elementsSessionParams,
  previewSessionParams,
} from "@/lib/checkout/elements/elements-checkout.server";
import { PREVIEW_VERSION } from "@/lib/checkout/elements/preview";
import { embeddedSessionParams } from "@/lib/checkout/embedded/embedded-checkout.server";
import { calculateTax } from "@/lib/checkout/payment-element/tax.server";
import { couponFor } from "@/lib/checkout/sessions/coupon.server";
import type { SessionInput } from "@/lib/checkout/sessions/session-parts";
import { quoteDiscounts } from "@/lib/discounts/quote-discounts";
import { recomputeDiscounts } from "@/lib/discounts/recompute";
import type { Quote } from "@/lib/model/quote";
import type { TaxBehavior } from "@/lib/model/tax-behavior";
import { amountDue, calculatedTaxes } from "@/lib/quote/amount-due";
import { makeQuote, type QuoteInput } from "@/lib/quote/make-quote";
import { standardPlan } from "@/lib/shipping/standard-plan";
import { zoneRates } from "@/lib/shipping/zone-rates";
import { zoneOf } from "@/lib/shipping/zones";
import { testDatabase } from "@/tests/support/database";
import { codeRule, facts, NOW } from "@/tests/support/discounts";
import { testStripe } from "@/tests/support/local-stripe";
import { quoteLine } from "@/tests/support/quotes";
import { WAYS, type Way } from "@/tests/support/tax-shop";

await testDatabase();
const { stripe, control, changeAddress } = await testStripe();

const GOODS = "txcd_99999999";
const NONTAXABLE = "txcd_00000000";
const productIds = new Map<string, string>();

beforeAll(async () => {
  await control("/account", { dynamic_discounts_preview: true });
  for (const tax_code of [GOODS, NONTAXABLE]) {
    productIds.set(tax_code, (await stripe.products.create({ name: tax_code, tax_code })).id);
  }
});

/** Rates from none to 27 %, with fractions of a percent. */
const PLACES = [
  ...["FR", "DE", "FI", "HU", "IE", "CH", "AU"].map((country) => ({ country, state: "" })),
  ...["CA", "NJ", "IL", "NV"].map((state) => ({ country: "US", state })),
];

const purchases = fc.record({
  taxBehavior: fc.constantFrom<TaxBehavior>("inclusive", "exclusive"),
  /** What the account says of what the store leaves open. */
  account: fc.constantFrom<TaxBehavior>("inclusive", "exclusive"),
  place: fc.constantFrom(...PLACES),
  lines: fc.array(
    fc.record({
      unitAmount: fc.integer({ min: 60, max: 20_000 }),
      quantity: fc.integer({ min: 1, max: 7 }),
      taxCode: fc.constantFrom(GOODS, GOODS, NONTAXABLE),
      /** Of the catalogue's Price; null where the store was not told of it. */
      price: fc.constantFrom<TaxBehavior | "unspecified" | null>(
        "inclusive",
        "exclusive",
        "unspecified",
        null,
      ),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  benefit: fc.oneof(
    fc.record({
      type: fc.constant("percent" as const),
      percent: fc.integer({ min: 1, max: 9_900 }).map((n) => n / 100),
      coversShipping: fc.boolean(),
    }),
    fc.record({
      type: fc.constant("amount" as const),
      amounts: fc.integer({ min: 1, max: 5_000 }).map((eur) => ({ eur })),
    }),
    fc.constant({ type: "percent" as const, percent: 100, coversShipping: true }),
    fc.constant({ type: "percent" as const, percent: 100, coversShipping: false }),
  ),
  shippingSpeed: fc.constantFrom("standard" as const, "express" as const),
});

type QuoteLine = QuoteInput["lines"][number];
type Purchase = typeof purchases extends fc.Arbitrary<infer Value> ? Value : never;

/** The quotes of one cart, without its discount and with it. */
async function quotesOf({
  taxBehavior,
  place,
  lines,
  benefit,
  shippingSpeed,
}: Purchase): Promise<[Quote, Quote]> {
  const eur = currency("eur");
  const cart: QuoteLine[] = [];
  for (const [index, { unitAmount, quantity, taxCode, price: says }] of lines.entries()) {
    const productId = productIds.get(taxCode) ?? "";
    const params = { currency: "eur", unit_amount: unitAmount, product: productId };
    const price = await stripe.prices.create({ ...params, ...(says && { tax_behavior: says }) });
    const line = quoteLine(index, unitAmount, quantity);
    // What the store was told, or not, may be anything; what it leaves to the Price must be true.
    cart.push({
      ...line,
      priceId: price.id as typeof line.priceId,
      stripe: { productId, taxCode, taxBehavior: says },
    });
  }
  const { country } = place;
  const subtotal = cart.reduce((sum, line) => sum + line.unitAmount * line.quantity, 0);
  const zone = zoneOf(standardPlan(eur), { country });
  const shippingRates = zone
    ? zoneRates(zone, { country, currency: eur, goods: subtotal, grams: 0, tax: "stripe" }, "en")
    : [];
  const quoteWith = (codes: string[]) => {
    const result = recomputeDiscounts(
      facts({ country, subtotal, shippingRates, codes }),
      [codeRule("OFF", { benefit })],
      NOW,
    );
    return makeQuote({
      revision: 1,
      currency: eur,
      country,
      lines: cart,
      ...quoteDiscounts(result, "en", eur),
      shippingSpeed,
      tax: "stripe",
      taxBehavior,
    });
  };
  return [quoteWith([]), quoteWith(["OFF"])];
}

let orders = 0;

const sessionInput = (quote: Quote): SessionInput => ({
  orderId: `ord_${++orders}` as OrderId,
  orderNumber: String(orders),
  quote,
  locale: "en",
  storeUrl: "http://localhost:3000",
  expiresAt: new Date(Date.now() + 60 * 60_000),
  customer: null,
  settings: { billingAddress: "auto", save: { all: null, byType: {} } },
});

async function createSession(way: Exclude<Way, "payment">, quote: Quote) {
  const input = { ...sessionInput(quote), countries: [quote.country] };
  switch (way) {
    case "embedded":
      return stripe.checkout.sessions.create(embeddedSessionParams(input, await couponFor(quote)));
    case "preview": {
      const params = previewSessionParams(input, await couponFor(quote));
      return stripe.checkout.sessions.create(params, { apiVersion: PREVIEW_VERSION });
    }
    case "line_items":
      return stripe.checkout.sessions.create(elementsSessionParams(input));
  }
}

/** What Stripe asks for once the address is typed and the delivery picked, and the tax that is in it. */
async function askedBy(way: Way, quote: Quote, { country, state }: Purchase["place"]) {
  if (way === "payment") {
    const address = {
      country,
      state: state || null,
      postalCode: "75002",
      city: "Paris",
      line1: "1 rue de la Paix",
    };
    const taxed = { ...quote, calculatedTax: await calculateTax(quote, address) };
    return { total: amountDue(taxed), tax: calculatedTaxes(taxed).taxTotal };
  }
  const { id, client_secret } = await createSession(way, quote);
  const { shipping_options: options } = await stripe.checkout.sessions.retrieve(id, {
    expand: ["shipping_options.shipping_rate"],
  });
  const picked = options.find(
    ({ shipping_rate: rate }) => typeof rate === "object" && rate.metadata.speed === quote.shippingSpeed,
  )?.shipping_rate;
  const rate = typeof picked === "object" ? picked.id : picked;
  const moved = await changeAddress(client_secret ?? "", { country, state }, rate);
  expect(moved.status).toBe(200);
  const { amount_total, total_details } = await stripe.checkout.sessions.retrieve(id);
  return { total: amount_total, tax: total_details?.amount_tax };
}

describe("the same cart at the same address", () => {
  it("has the same total and the same tax on each surface, and a discount never raises the price", async () => {
    await fc.assert(
      fc.asyncProperty(purchases, async (purchase) => {
        await stripe.tax.settings.update({ defaults: { tax_behavior: purchase.account } });
        const totals: number[] = [];
        for (const quote of await quotesOf(purchase)) {
          // Stripe takes no payment below its minimum; the store tells the shopper before.
          fc.pre(quote.total === 0 || quote.total >= 50);
          const asked = [];
          for (const way of WAYS) asked.push({ way, ...(await askedBy(way, quote, purchase.place)) });
          const [first] = asked;
          expect(asked).toEqual(asked.map(({ way }) => ({ ...first, way })));
          totals.push(first?.total ?? Number.NaN);
        }
        const [listed = Number.NaN, discounted = Number.NaN] = totals;
        expect(discounted).toBeLessThanOrEqual(listed);
      }),
      { numRuns: 30 },
    );
  }, 300_000);
});
