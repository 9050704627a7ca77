import { REFUSAL_CODES, type RefusalCode, type RefusedRule } from "@/lib/model/discount";

type Treatment = {
  /** Told although nobody asked for the discount: it is within the shopper's reach. */
  offered?: true | ((refusal: RefusedRule["refusal"]) => boolean);
  /** Another address, or a fuller cart, can bring it back: its code is asked for again. */
  waits?: true;
  /** What somebody gets who guesses codes: it does not exist, or is not this shopper's to use now. */
  guess?: true;
};

/** What follows from each refusal. Nothing for those that are told once, and only to whoever asked. */
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
};

/**
 * Of the discounts nobody asked for, the shopper hears of those that lost to a better one, and of those within reach: by a larger cart, by this
 * very order, by an account. Others are for other people, places and times.
 */
export function isOffered(refusal: RefusedRule["refusal"]): boolean {
  const { offered = false } = TREATMENT[refusal.code];
  return typeof offered === "function" ? offered(refusal) : offered;
}

export const waits = ({ code }: RefusedRule["refusal"]): boolean => TREATMENT[code].waits ?? false;

/** @param code of a change that was not made, for whatever reason. */
export function isGuess(code: string): boolean {
  const refusal = REFUSAL_CODES.find((one) => one === code);
  return refusal !== undefined && TREATMENT[refusal].guess === true;
}
