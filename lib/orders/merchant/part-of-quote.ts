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
  /** An amount above what these pieces cost, or one that their delivery alone comes to. */
  | { ok: false; code: "capture_too_much" | "capture_too_little" }
  | ShareRefusal;

/** What is taken in place of what the kept pieces come to, in minor units; `name` is what the reduction is called on the invoice. */
export type AgreedAmount = { amount: number; name: string };

/**
 * What an order asks for when only some of its pieces are sent: discounts and tax are divided as a refund of the others would, and the delivery stays. Less
 * than they come to is a reduction of their price, with its share of the tax. Pure.
 * What Stripe Tax calculated for all of the goods can't be divided here, as Stripe keeps its own books of it.
 */
export function partOfQuote(
  order: PaidOrder,
  kept: readonly LinePieces[],
  agreed: AgreedAmount | null = null,
): QuotePart {
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
  if (dropped.length === 0 && !agreed) return { ok: false, code: "all_kept" };

  const parts = refundParts(order);
  const nothing = { pieces: new Map<never, number>(), delivery: 0, taxAdded: 0, taxIncluded: 0 };
  const sharing = { parts, before: nothing, left: amountDue(quote) };
  if (agreed) return reduced(quote, keptOf, { sharing, dropped, agreed });
  const shared = shareRefund(sharing, { lines: dropped, amount: null });
  if (!shared.ok) {
    // Goods that cost nothing are no reason to take less.
    return shared.code === "nothing_to_refund" ? { ok: false, code: "all_kept" } : shared;
  }
  const rest = without(quote, keptOf, shared.share);
  return { ok: true, quote: rest, amount: amountDue(rest), letGo: shared.share.amount };
}

type Reduced = { sharing: Parameters<typeof shareRefund>[0]; dropped: LinePieces[]; agreed: AgreedAmount };

/** The kept pieces for an agreed amount: the other pieces and the reduction go as one refund of both would. */
function reduced(
  quote: Quote,
  keptOf: (variantId: string) => number,
  { sharing, dropped, agreed: { amount: wanted, name } }: Reduced,
): QuotePart {
  const { parts, left } = sharing;
  const others = dropped.length > 0 ? shareRefund(sharing, { lines: dropped, amount: null }) : null;
  if (others && !others.ok && others.code !== "nothing_to_refund") return others;
  const free = left - (others?.ok ? others.share.amount : 0) - wanted;
  if (free < 0) return { ok: false, code: "capture_too_much" };
  if (free === 0) return dropped.length > 0 ? partWithout() : { ok: false, code: "all_kept" };
  const shared = shareRefund(sharing, { lines: dropped, amount: free });
  if (!shared.ok) return shared;
  const { share } = shared;
  const rest = without(quote, keptOf, share);
  // The delivery stays as it is, so the goods alone are reduced.
  const taxOfLines = share.lines.reduce((sum, { taxAdded }) => sum + taxAdded, 0);
  const off = free - (share.taxAdded - taxOfLines);
  if (off >= rest.subtotal - rest.discountTotal) return { ok: false, code: "capture_too_little" };
  if (off % parts.step !== 0) return { ok: false, code: "bad_amount" };
  const part: Quote = {
    ...rest,
    discounts: [...rest.discounts, { name, reason: "", amount: off }],
    discountTotal: rest.discountTotal + off,
    total: rest.total - off,
  };
  return { ok: true, quote: part, amount: amountDue(part), letGo: share.amount };

  function partWithout(): QuotePart {
    if (!others?.ok) return { ok: false, code: "all_kept" };
    const quoteOfRest = without(quote, keptOf, others.share);
    return { ok: true, quote: quoteOfRest, amount: amountDue(quoteOfRest), letGo: others.share.amount };
  }
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
