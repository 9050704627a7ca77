import type Stripe from "stripe";
import type { Quote, QuoteLine } from "@/lib/model/quote";
import { type RepricedLine, repricedLines } from "@/lib/quote/repriced-lines";

type LineParam = Stripe.Checkout.SessionCreateParams.LineItem;

export function listedLines(quote: Quote): LineParam[] {
  return quote.lines.map((line) =>
    line.priceId !== null && isTaxedAsQuoted(quote, line)
      ? { price: line.priceId, quantity: line.quantity }
      : madeLine(quote, {
          line,
          unitAmount: line.unitAmount,
          quantity: line.quantity,
          pieces: line.quantity,
        }),
  );
}

export function pricedLines(quote: Quote): LineParam[] {
  if (quote.discountTotal === 0) return listedLines(quote);
  return repricedLines(quote).map((line) => madeLine(quote, line));
}

/** With Stripe Tax a catalogue Price can be used only if it includes or excludes the tax as the quote does. */
function isTaxedAsQuoted({ taxBehavior }: Quote, { stripe }: QuoteLine): boolean {
  return taxBehavior === undefined || stripe?.taxBehavior === taxBehavior;
}

/** A line with its own price, on the same Product so that tax is equal. Its SKU is in the metadata; several pieces sold as one need a name. */
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
