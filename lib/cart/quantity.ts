export const MAX_LINE_QUANTITY = 20;

/** The most variants in a cart. Stripe takes 100 line items per session. */
export const MAX_LINES = 50;

const CART_REFUSALS = [
  "invalid_request",
  "unknown_variant",
  "unavailable",
  "not_in_currency",
  "sold_out",
  "over_stock",
  "over_limit",
  "cart_full",
  "changed_again",
  "not_served",
  "cart_lost",
] as const;

export type CartRefusal = (typeof CART_REFUSALS)[number];

type QuantityRefusal = Extract<CartRefusal, "unavailable" | "sold_out" | "over_stock" | "over_limit">;

type QuantityResult = { ok: true; quantity: number } | { ok: false; code: QuantityRefusal; max: number };

export function quantityLimit(available: number): number {
  return Math.max(0, Math.min(MAX_LINE_QUANTITY, available));
}

/** Whether a line may hold `wanted` pieces. Fewer than before is always allowed, even if stock is still too low. */
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
