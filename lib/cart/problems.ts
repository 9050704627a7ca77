import type { VariantId } from "@/lib/base/ids";
import { quantityLimit } from "./quantity";
import type { Cart, CartLine } from "./types";

/** A difference between what the shopper last saw and what is true now. It is told and accepted, never applied silently. */
export type CartProblem =
  /** Amounts in minor units. */
  | { code: "price_changed"; variantId: VariantId; before: number; now: number }
  | { code: "quantity_reduced"; variantId: VariantId; wanted: number; available: number }
  | { code: "sold_out"; variantId: VariantId }
  | { code: "unavailable"; variantId: VariantId };

/** A line that is in the catalogue and known to Stripe. */
export function isSellable(line: Pick<CartLine, "active" | "priceId">): boolean {
  return line.active && line.priceId !== null;
}

/** What the shopper must accept before the cart can be paid, line by line. Empty: it can be paid as it is. */
export function cartProblems(cart: Pick<Cart, "lines">): CartProblem[] {
  return cart.lines.flatMap(lineProblems);
}

/** A line that can't be bought has that one problem; another may have a new price and too few pieces at once. */
export function lineProblems(line: CartLine): CartProblem[] {
  const { variantId } = line;
  if (!isSellable(line)) return [{ code: "unavailable", variantId }];
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

/**
 * Names exactly the changes that were shown. "Accept" sends it back, so that a shopper who accepts one price never
 * gets another that came in between.
 */
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

/** The lines once every problem is accepted: new prices seen, quantities cut, what can't be bought gone. */
export function acceptProblems(lines: readonly CartLine[]): CartLine[] {
  return lines
    .filter((line) => isSellable(line) && line.available > 0)
    .map((line) => ({
      ...line,
      seenUnitAmount: line.unitAmount,
      quantity: Math.min(line.quantity, quantityLimit(line.available)),
    }));
}
