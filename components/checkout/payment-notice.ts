/** Why the shopper has not paid yet. */
export type PaymentNotice =
  | { kind: "look_again"; gone: { name: string; reason: string | null }[] }
  | { kind: "look_at_cart"; message: string }
  | { kind: "declined" | "incomplete" | "failed"; message: string }
  | { kind: "in_progress"; message: string; orderId: string | null }
  /** `unknown`: the answer was lost, and the page is finding out. `not_charged`: it has found out. `still_open`: not paid so far. */
  | { kind: "unknown" | "not_charged" | "still_open" }
  /** `saved_renewed`: saved methods could no longer be used, and were loaded again. */
  | { kind: "not_completed" | "saved_renewed" };
