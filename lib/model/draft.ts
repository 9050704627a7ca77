/** `ready`: put together, and nobody was asked to pay yet. `sent`: a shopper can pay it. */
export const DRAFT_STATES = ["ready", "sent", "paid", "run_out", "ended"] as const;

export type DraftState = (typeof DRAFT_STATES)[number];

/** What staff take off the goods: nothing, a part, an amount, or all above a price. */
export const DRAFT_REDUCTIONS = ["none", "percent", "amount", "price"] as const;

export type DraftReduction = (typeof DRAFT_REDUCTIONS)[number];
