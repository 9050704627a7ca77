import type { VariantId } from "@/lib/base/ids";
import { quantityLimit } from "./quantity";
import type { Cart, CartLine } from "./types";

/** A change since the shopper last saw the cart, which the shopper must accept. */
export type CartProblem =
  /** Amounts in minor units. */
  | { code: "price_changed"; variantId: VariantId; before: number; now: number }
  | { code: "quantity_reduced"; variantId: VariantId; wanted: number; available: number }
  | { code: "sold_out"; variantId: VariantId }
  | { code: "unavailable" | "not_in_currency"; variantId: VariantId };

/** The changes to accept before the cart can be paid; empty when there are none. */
export function cartProblems(cart: Pick<Cart, "lines">): CartProblem[] {
  return cart.lines.flatMap(lineProblems);
}

/** A line that can't be bought has only that problem; another may have both a new price and a smaller quantity. */
export function lineProblems(line: CartLine): CartProblem[] {
  const { variantId } = line;
  if (!line.isForSale) return [{ code: "unavailable", variantId }];
  if (!line.isInCurrency) return [{ code: "not_in_currency", variantId }];
  if (line.available <= 0) return [{ code: "sold_out", variantId }];
  const problems: CartProblem[] = [];
  if (line.unitAmount !== line.seenUnitAmount) {
    problems.push({ code: "price_changed", variantId, before: line.seenUnitAmount, now: line.unitAmount });
  }
  const available = quantityLimit(line.available);
  if (line.quantity > available) {
    problems.push({ code: "quantity_reduced", variantId, wanted: line.quantity, available });
  }
  return problems;
}

/** Names exactly the changes that were shown, so that accepting one price never accepts another. */
export function problemsToken(problems: readonly CartProblem[]): string {
  return problems
    .map((problem) => {
      if (problem.code === "price_changed") return `${problem.variantId}:price:${problem.now}`;
      if (problem.code === "quantity_reduced") return `${problem.variantId}:quantity:${problem.available}`;
      return `${problem.variantId}:${problem.code}`;
    })
    .sort()
    .join(",");
}

export function acceptProblems(lines: readonly CartLine[]): CartLine[] {
  return lines
    .filter((line) => line.isForSale && line.isInCurrency && line.available > 0)
    .map((line) => ({
      ...line,
      seenUnitAmount: line.unitAmount,
      quantity: Math.min(line.quantity, quantityLimit(line.available)),
    }));
}
