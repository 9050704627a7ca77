import { REFUSAL_CODES, type RefusalCode, type RefusedRule } from "@/lib/model/discount";

type Treatment = {
  /** Shown although nobody asked for the discount, because the shopper can reach it. */
  offered?: true | ((refusal: RefusedRule["refusal"]) => boolean);
  /** The code is kept, because another address or a fuller cart can make it apply. */
  waits?: true;
  /** The code does not exist or is not this shopper's, so it counts as guessing. */
  guess?: true;
};

/** An empty entry is shown once, and only to whoever asked for the discount. */
const TREATMENT: Record<RefusalCode, Treatment> = {
  unknown_code: { guess: true },
  not_started: { guess: true },
  expired: { guess: true },
  sign_in_required: {},
  no_loyalty_tier: {},
  not_for_customer: { guess: true },
  account_required: {},
  account_required_first_order: { offered: true },
  not_in_segment: {},
  not_first_order: {},
  too_many_orders: {},
  too_few_orders: { offered: (refusal) => refusal.code === "too_few_orders" && refusal.missing === 1 },
  spent_too_little: {},
  ordered_too_recently: {},
  ordered_too_long_ago: {},
  not_bought_before: {},
  not_for_region: { waits: true },
  not_for_currency: {},
  already_used: {},
  limit_reached: {},
  below_minimum: { offered: true, waits: true },
  not_combinable: { offered: true, waits: true },
  nothing_left: {},
  costs_more: { offered: true, waits: true },
};

/** Without being asked, the store shows only discounts that lost to a better one or that the shopper can reach. */
export function isOffered(refusal: RefusedRule["refusal"]): boolean {
  const { offered = false } = TREATMENT[refusal.code];
  return typeof offered === "function" ? offered(refusal) : offered;
}

export const waits = ({ code }: RefusedRule["refusal"]): boolean => TREATMENT[code].waits ?? false;

export function isGuess(code: string): boolean {
  const refusal = REFUSAL_CODES.find((one) => one === code);
  return refusal !== undefined && TREATMENT[refusal].guess === true;
}
