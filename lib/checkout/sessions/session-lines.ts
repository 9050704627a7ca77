import type Stripe from "stripe";
import type { Quote, QuoteLine } from "@/lib/model/quote";
import { type RepricedLine, repricedLines } from "@/lib/quote/repriced-lines";

type LineParam = Stripe.Checkout.SessionCreateParams.LineItem;

/** The quote's lines at their catalogue prices. Pure. */
export function listedLines(quote: Quote): LineParam[] {
  return quote.lines.map((line) =>
    isTaxedAsQuoted(quote, line)
      ? { price: line.priceId, quantity: line.quantity }
      : madeLine(quote, {
          line,
          unitAmount: line.unitAmount,
          quantity: line.quantity,
          pieces: line.quantity,
        }),
  );
}

/** The same, or, when there is a discount, at prices that contain it. Pure. */
export function pricedLines(quote: Quote): LineParam[] {
  if (quote.discountTotal === 0) return listedLines(quote);
  return repricedLines(quote).map((line) => madeLine(quote, line));
}

/** With Stripe Tax a Price of the catalogue is good only if it contains the tax, or not, as the quote does. */
function isTaxedAsQuoted({ taxBehavior }: Quote, { stripe }: QuoteLine): boolean {
  return taxBehavior === undefined || stripe?.taxBehavior === taxBehavior;
}

/**
 * A line whose price is made for the occasion, so that its SKU has to say what it is. It is of the same Product as ever, and
 * taxed alike; only several pieces at one price need a name of their own.
 */
function madeLine(quote: Quote, { line, unitAmount, quantity, pieces }: RepricedLine): LineParam {
  const isOne = pieces !== quantity;
  const { productId = null, taxCode = null } = line.stripe ?? {};
  const name = [line.productName, line.optionLabel].filter(Boolean).join(" · ");
  return {
    price_data: {
      currency: quote.currency,
      unit_amount: unitAmount,
      ...(quote.taxBehavior && { tax_behavior: quote.taxBehavior }),
      ...(productId !== null && !isOne
        ? { product: productId }
        : {
            product_data: {
              name: isOne ? `${pieces} × ${name}` : name,
              ...(taxCode !== null && { tax_code: taxCode }),
            },
          }),
    },
    quantity,
    metadata: { sku: line.sku, ...(isOne && { pieces: String(pieces) }) },
  };
}
