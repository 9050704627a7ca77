import { allocate, chargeStep } from "@/lib/base/money";
import type { Quote } from "@/lib/model/quote";
import type { LinePieces, RefundShare } from "@/lib/model/refund";
import { amountDue } from "@/lib/quote/amount-due";
import { type PaidOrder, refundParts } from "./refund-parts";
import { piecesByLine, type ShareRefusal, shareRefund } from "./refund-share";

export type QuotePart =
  | {
      ok: true;
      /** Of what is kept; its revision is the caller's. */
      quote: Quote;
      /** Minor units: what is taken, and what is let go of. */
      amount: number;
      letGo: number;
    }
  | { ok: false; code: "nothing_kept" | "all_kept" | "tax_calculated" }
  | ShareRefusal;

/**
 * What an order asks for when only some of its pieces are sent: discounts and tax are divided as a refund of the others would, and the delivery stays. Pure.
 * What Stripe Tax calculated for all of the goods can't be divided here, as Stripe keeps its own books of it.
 */
export function partOfQuote(order: PaidOrder, kept: readonly LinePieces[]): QuotePart {
  const { quote } = order;
  if (quote.calculatedTax?.calculation) return { ok: false, code: "tax_calculated" };
  const wanted = piecesByLine(kept.filter(({ quantity }) => quantity !== 0));
  const stranger = wanted.some(({ variantId }) => !quote.lines.some((line) => line.variantId === variantId));
  if (stranger) return { ok: false, code: "unknown_line" };
  if (wanted.length === 0) return { ok: false, code: "nothing_kept" };
  const keptOf = (variantId: string) => wanted.find((line) => line.variantId === variantId)?.quantity ?? 0;
  for (const { variantId, quantity } of quote.lines) {
    const pieces = keptOf(variantId);
    if (!Number.isSafeInteger(pieces) || pieces < 0 || pieces > quantity)
      return { ok: false, code: "too_many_pieces", variantId, left: quantity };
  }
  const dropped = quote.lines.flatMap(({ variantId, quantity }) => {
    const pieces = quantity - keptOf(variantId);
    return pieces > 0 ? [{ variantId, quantity: pieces }] : [];
  });
  if (dropped.length === 0) return { ok: false, code: "all_kept" };

  const parts = refundParts(order);
  const nothing = { pieces: new Map<never, number>(), delivery: 0, taxAdded: 0, taxIncluded: 0 };
  const shared = shareRefund(
    { parts, before: nothing, left: amountDue(quote) },
    { lines: dropped, amount: null },
  );
  if (!shared.ok) {
    // Goods that cost nothing are no reason to take less.
    return shared.code === "nothing_to_refund" ? { ok: false, code: "all_kept" } : shared;
  }
  const rest = without(quote, keptOf, shared.share);
  return { ok: true, quote: rest, amount: amountDue(rest), letGo: shared.share.amount };
}

function without(quote: Quote, keptOf: (variantId: string) => number, share: RefundShare): Quote {
  const lines = quote.lines.flatMap((line) => {
    const quantity = keptOf(line.variantId);
    return quantity > 0 ? [{ ...line, quantity, total: line.unitAmount * quantity }] : [];
  });
  const subtotal = lines.reduce((sum, line) => sum + line.total, 0);
  const discountTotal = quote.discountTotal - share.lines.reduce((sum, line) => sum + line.discount, 0);
  const { calculatedTax } = quote;
  return {
    ...quote,
    lines,
    subtotal,
    discounts: discountsOf(quote, discountTotal),
    discountTotal,
    ...(calculatedTax && {
      calculatedTax: {
        ...calculatedTax,
        amount: calculatedTax.amount - share.taxAdded,
        ...(calculatedTax.included !== undefined && {
          included: calculatedTax.included - share.taxIncluded,
        }),
      },
    }),
    total: subtotal - discountTotal + quote.shippingTotal,
  };
}

/** Each discount in proportion. One of which nothing is left stays when it took something off the delivery. */
function discountsOf({ discounts, currency }: Quote, total: number): Quote["discounts"] {
  if (discounts.length === 0) return [];
  const step = chargeStep(currency);
  const shares = allocate(
    total / step,
    discounts.map(({ amount }) => amount),
  );
  return discounts
    .map((discount, index) => ({ ...discount, amount: (shares[index] ?? 0) * step }))
    .filter(({ amount, shippingAmount = 0 }) => amount > 0 || shippingAmount > 0);
}
