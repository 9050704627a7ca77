/** Assumptions that no case asks about: words beside the mark, and why not. */
export const NOT_ASKED: Readonly<Record<string, string>> = {
  "`data.line_items` and `data.payment_intent.latest_charge.refunds`":
    "a list of completed sessions needs a shopper on Stripe's hosted page",
  "in one update of a session of the preview": "the private preview is open to few accounts",
};
