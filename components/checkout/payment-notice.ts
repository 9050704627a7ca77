/** Why the shopper is not on the way to the order yet. */
export type PaymentNotice =
  | { kind: "look_again"; gone: { name: string; reason: string | null }[] }
  | { kind: "look_at_cart"; message: string }
  | { kind: "declined" | "incomplete" | "failed"; message: string }
  | { kind: "in_progress"; message: string; orderId: string | null }
  /** `unknown`: the answer was lost, and the page is finding out. `not_charged`: it has found out. `still_open`: nothing came of it so far. */
  | { kind: "unknown" | "not_charged" | "still_open" }
  /** `saved_renewed`: what was saved could no longer be paid with as the page showed it, and is shown anew. */
  | { kind: "not_completed" | "saved_renewed" };
