export type NextStep =
  | { kind: "try_again" }
  | { kind: "cart" }
  | { kind: "browse" }
  | { kind: "order"; orderId: string };

/**
 * What the shopper can do about an error of the checkout; an unknown code is worth another try.
 * @param orderId of the error, or the order to be paid again
 */
export function nextStep(code: string, orderId: string | null): NextStep {
  switch (code) {
    case "cart_empty":
    case "not_found":
      return { kind: "browse" };
    case "cart_changed":
    case "cart_total_changed":
    case "out_of_stock":
    case "not_served":
    case "payment_in_progress":
    case "not_payable":
      return orderId ? { kind: "order", orderId } : { kind: "cart" };
    default:
      return { kind: "try_again" };
  }
}
