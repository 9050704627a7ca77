import type { VariantId } from "@/lib/base/ids";
import type { LinePieces, PartShare, RefundShare, RefundTerms } from "@/lib/model/refund";
import type { RefundParts } from "./refund-parts";

/** What of an order was given back by earlier refunds that did not fail. */
export type GivenBack = {
  pieces: ReadonlyMap<VariantId, number>;
  /** Minor units of the delivery, with the tax on top. */
  delivery: number;
  taxAdded: number;
  taxIncluded: number;
};

export type RefundWish = Pick<RefundTerms, "amount" | "lines" | "givenBefore" | "delivery">;

export type ShareRefusal =
  | { ok: false; code: "unknown_line" | "bad_amount" | "nothing_to_refund" }
  /** `left` is how many pieces of the line were not refunded yet. */
  | { ok: false; code: "too_many_pieces"; variantId: VariantId; left: number }
  /** `left` is minor units: of the delivery, or of all that was paid. */
  | { ok: false; code: "delivery_too_much" | "too_much"; left: number };

type ShareResult = { ok: true; share: RefundShare } | ShareRefusal;

type Sharing = { parts: RefundParts; before: GivenBack; left: number };

const NOTHING: PartShare = { goods: 0, discount: 0, taxAdded: 0, taxIncluded: 0, amount: 0 };

/**
 * What exactly a refund gives back, in minor units. Pure. A line's discounts and tax are divided over its pieces, and the last piece
 * takes what is left, so that all refunds of an order add up to what was paid, in whatever order they come.
 * @param left what can still be given back of the payment; a refund that leaves no line and no delivery takes all of it
 */
export function shareRefund(sharing: Sharing, wish: RefundWish): ShareResult {
  const { parts, before, left } = sharing;
  const { lines, delivery, amount } = isForAll(wish) ? { ...allLeft(sharing), amount: null } : wish;
  const shares: RefundShare["lines"] = [];
  for (const line of piecesByLine(lines ?? [])) {
    const share = lineShare(sharing, line);
    if ("ok" in share) return share;
    shares.push(share);
  }
  const deliveryLeft = parts.delivery.amount - before.delivery;
  const ofDelivery = delivery === true ? deliveryLeft : (delivery ?? 0);
  if (!isAmount(ofDelivery, parts.step) || !isAmount(amount ?? 0, parts.step)) {
    return { ok: false, code: "bad_amount" };
  }
  if (ofDelivery > deliveryLeft) return { ok: false, code: "delivery_too_much", left: deliveryLeft };
  const sent = deliveryShare(sharing, ofDelivery);

  const worth = shares.reduce((sum, share) => sum + share.amount, sent.amount);
  const given = Math.min(worth - Math.min(worth, wish.givenBefore ?? 0), left);
  const isComplete = ofDelivery === deliveryLeft && areAllRefunded(sharing, shares);
  const free = amount ?? (isComplete ? left - given : 0);
  if (given + free > left) return { ok: false, code: "too_much", left };
  if (given + free === 0) return { ok: false, code: "nothing_to_refund" };
  const taxOf = (tax: "taxAdded" | "taxIncluded") => {
    const taxLeft = parts[tax] - before[tax];
    const own = Math.min(
      taxLeft,
      shares.reduce((sum, share) => sum + share[tax], sent[tax]),
    );
    return own + upTo(taxLeft - own, free, left - given);
  };
  return {
    ok: true,
    share: {
      amount: given + free,
      lines: shares,
      delivery: sent,
      free,
      alreadyGiven: worth - given,
      taxAdded: taxOf("taxAdded"),
      taxIncluded: taxOf("taxIncluded"),
    },
  };
}

const isForAll = ({ amount, lines, delivery }: RefundWish) =>
  amount === null && lines === undefined && delivery === undefined;

const isAmount = (amount: number, step: number) =>
  Number.isSafeInteger(amount) && amount >= 0 && amount % step === 0;

function allLeft({ parts, before }: Sharing): { lines: LinePieces[]; delivery: true } {
  const lines = parts.lines.map(({ variantId, quantity }) => ({
    variantId,
    quantity: quantity - (before.pieces.get(variantId) ?? 0),
  }));
  return { lines: lines.filter(({ quantity }) => quantity > 0), delivery: true };
}

/** One entry a line, however often it is named. */
export function piecesByLine(lines: readonly LinePieces[]): LinePieces[] {
  const pieces = new Map<VariantId, number>();
  for (const { variantId, quantity } of lines) {
    pieces.set(variantId, (pieces.get(variantId) ?? 0) + quantity);
  }
  return Array.from(pieces, ([variantId, quantity]) => ({ variantId, quantity }));
}

function areAllRefunded({ parts, before }: Sharing, now: readonly LinePieces[]): boolean {
  return parts.lines.every(({ variantId, quantity }) => {
    const wanted = now.find((line) => line.variantId === variantId)?.quantity ?? 0;
    return (before.pieces.get(variantId) ?? 0) + wanted === quantity;
  });
}

function lineShare(
  { parts, before }: Sharing,
  { variantId, quantity }: LinePieces,
): (LinePieces & PartShare) | ShareRefusal {
  const line = parts.lines.find((one) => one.variantId === variantId);
  if (!line) return { ok: false, code: "unknown_line" };
  const from = before.pieces.get(variantId) ?? 0;
  const left = line.quantity - from;
  if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > left) {
    return { ok: false, code: "too_many_pieces", variantId, left };
  }
  const between = (whole: number, step = 1) =>
    upTo(whole, from + quantity, line.quantity, step) - upTo(whole, from, line.quantity, step);
  const goods = between(line.goods);
  const discount = between(line.discount, parts.step);
  const taxAdded = between(line.taxAdded, parts.step);
  const taxIncluded = between(line.taxIncluded);
  return { variantId, quantity, goods, discount, taxAdded, taxIncluded, amount: goods - discount + taxAdded };
}

function deliveryShare({ parts, before }: Sharing, amount: number): PartShare {
  if (amount === 0) return NOTHING;
  const whole = parts.delivery;
  const between = (tax: number) =>
    upTo(tax, before.delivery + amount, whole.amount) - upTo(tax, before.delivery, whole.amount);
  const taxAdded = between(whole.taxAdded);
  return {
    goods: amount - taxAdded,
    discount: 0,
    taxAdded,
    taxIncluded: between(whole.taxIncluded),
    amount,
  };
}

/** What of a whole falls on the first of its pieces, rounded down to the step: the last piece takes the rest. */
function upTo(whole: number, pieces: number, all: number, step = 1): number {
  if (pieces === all) return whole;
  return Math.floor((whole * pieces) / (all * step)) * step;
}
