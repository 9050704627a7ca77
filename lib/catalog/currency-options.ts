import type Stripe from "stripe";
import { currency, isChargeable } from "@/lib/base/money";
import type { PriceAtStripe } from "@/lib/db/schema/stripe-list";
import type { PricesByCurrency } from "@/lib/model/price";
import type { PriceTaxBehavior } from "@/lib/model/quote";

/** The metadata of a Price that says which prices in other currencies it was given, as Stripe does not show them in a list. */
const SET_PRICES = "currencies";

/** "jpy:3800 usd:2599". */
const textOf = (prices: PricesByCurrency): string =>
  Object.keys(prices)
    .sort()
    .map((code) => `${code}:${prices[code]?.amount}`)
    .join(" ");

const codesIn = (text: string) => text.split(" ").flatMap((one) => one.split(":", 1)[0] || []);

/** What a Price needs of a variant's prices in other currencies. One that is taken away can't be taken from a Price, so a new Price is made. */
export function currencyStep(
  prices: PricesByCurrency,
  price: Pick<PriceAtStripe, "metadata">,
): "keep" | "edit" | "replace" {
  const said = price.metadata[SET_PRICES] ?? "";
  if (said === textOf(prices)) return "keep";
  return codesIn(said).every((code) => prices[code]) ? "edit" : "replace";
}

/** The parameters of a Price with prices in other currencies; nothing for a variant that never had any. */
export function currencyParams(
  prices: PricesByCurrency,
  behavior: PriceTaxBehavior,
): { metadata: Record<string, string>; options: Pick<Stripe.PriceCreateParams, "currency_options"> } {
  const options = Object.entries(prices).map(
    ([code, { amount }]) => [code, { unit_amount: amount, tax_behavior: behavior }] as const,
  );
  if (options.length === 0) return { metadata: {}, options: {} };
  return {
    metadata: { [SET_PRICES]: textOf(prices) },
    options: { currency_options: Object.fromEntries(options) },
  };
}

/** The prices in other currencies that a merchant has given a Price at Stripe. What can't be charged by the piece is left out. */
export function pricesAtStripe({
  currency: own,
  currency_options: options = {},
}: PriceAtStripe): PricesByCurrency {
  return Object.fromEntries(
    Object.entries(options).flatMap(([code, { unit_amount: amount }]) =>
      code !== own && amount !== null && isChargeable(amount, currency(code)) ? [[code, { amount }]] : [],
    ),
  );
}
