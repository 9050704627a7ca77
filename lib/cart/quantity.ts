/** At most this many pieces of one variant. */
export const MAX_LINE_QUANTITY = 20;

/** At most this many different variants; Stripe takes 100 line items a session. */
export const MAX_LINES = 50;

/** Every way a change to the cart can be refused; each has a text in `cart.refusals.*`. */
const CART_REFUSALS = [
  "invalid_request",
  "unknown_variant",
  "unavailable",
  "sold_out",
  "over_stock",
  "over_limit",
  "cart_full",
  "changed_again",
  "cart_lost",
] as const;

export type CartRefusal = (typeof CART_REFUSALS)[number];

type QuantityRefusal = Extract<CartRefusal, "unavailable" | "sold_out" | "over_stock" | "over_limit">;

type QuantityResult =
  | { ok: true; quantity: number }
  /** `max`: the most that would be accepted for the line as a whole. */
  | { ok: false; code: QuantityRefusal; max: number };

/** The most of one line that a cart may hold. */
export function quantityLimit(available: number): number {
  return Math.max(0, Math.min(MAX_LINE_QUANTITY, available));
}

/**
 * Whether a line may hold `wanted` pieces. Putting back some of too many is always fine, even while what is left
 * is still more than there are: it makes nothing worse, and the cart tells the rest.
 */
export function decideQuantity(line: {
  wanted: number;
  current: number;
  available: number;
  sellable: boolean;
}): QuantityResult {
  const { wanted, current, available, sellable } = line;
  if (wanted < current) return { ok: true, quantity: wanted };
  const max = quantityLimit(available);
  if (!sellable) return { ok: false, code: "unavailable", max: 0 };
  if (available <= 0) return { ok: false, code: "sold_out", max: 0 };
  if (wanted > MAX_LINE_QUANTITY) return { ok: false, code: "over_limit", max };
  if (wanted > available) return { ok: false, code: "over_stock", max };
  return { ok: true, quantity: wanted };
}
