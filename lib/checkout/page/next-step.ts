/** What a shopper can do about a checkout that couldn't start. */
export type NextStep =
  | { kind: "try_again" }
  | { kind: "cart" }
  | { kind: "browse" }
  | { kind: "order"; orderId: string };

/**
 * The way on from an error of the checkout's API, by its code; a code we don't know is worth another try.
 *
 * @param orderId the order the error names, or the one that was to be paid again.
 */
export function nextStep(code: string, orderId: string | null): NextStep {
  switch (code) {
    case "cart_empty":
    case "not_found":
      return { kind: "browse" };
    case "cart_changed":
    case "cart_total_changed":
    case "out_of_stock":
    case "payment_in_progress":
    case "not_payable":
      return orderId ? { kind: "order", orderId } : { kind: "cart" };
    default:
      return { kind: "try_again" };
  }
}
