import type { CartLineView, CartView } from "./view";

export type AddedLine = Omit<CartLineView, "quantity" | "problems">;

export function withAdded(cart: CartView, added: AddedLine, quantity: number): CartView {
  const held = cart.lines.some((line) => line.variantId === added.variantId);
  const lines = held
    ? cart.lines.map((line) =>
        line.variantId === added.variantId ? { ...line, quantity: line.quantity + quantity } : line,
      )
    : [...cart.lines, { ...added, quantity, problems: [] }];
  return { ...cart, ...sums(lines), lines };
}

export function withQuantity(cart: CartView, variantId: string, quantity: number): CartView {
  const lines = cart.lines.flatMap((line) => {
    if (line.variantId !== variantId) return [line];
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
  return { ...cart, ...sums(lines), lines };
}

function sums(lines: readonly CartLineView[]): Pick<CartView, "count" | "subtotal"> {
  return {
    count: lines.reduce((sum, line) => sum + line.quantity, 0),
    subtotal: lines.reduce((sum, line) => sum + line.unitAmount * line.quantity, 0),
  };
}
