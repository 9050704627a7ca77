type Bound = {
  max: number;
  seconds: number;
  /** From how many on the bank is asked about the next card: only for declined payments. */
  bankFrom?: number;
};

type Bounds = {
  shopper?: Bound;
  mailbox?: Bound;
  mailboxFromAddress?: Bound;
  /** Limits per connection: a household, an office, a school. */
  address?: Bound;
  /** Limits per block of addresses: an IPv4 /24, an IPv6 /48. */
  network?: Bound;
  /** Limits per range of cards, whoever pays with them. */
  cards?: Bound;
  /** Whether some range of cards is being tried at all. */
  spree?: Bound;
};

const MINUTES = 60;
const HOURS = 60 * MINUTES;
const DAYS = 24 * HOURS;

const bound = (max: number, seconds: number, bankFrom?: number): Bound => ({
  max,
  seconds,
  ...(bankFrom !== undefined && { bankFrom }),
});

/** The largest number that the counter's column holds. */
const NEVER = 2 ** 31 - 1;

export const SECRET_SECONDS = 10 * MINUTES;

/**
 * The store's limits; docs/limits.md gives the reasons. What fails (`wrong…`, `declined…`) has narrow limits; what succeeds has
 * wide ones, as many people share an address.
 */
export const BOUNDS = {
  checkoutStart: {
    shopper: bound(30, 10 * MINUTES),
    address: bound(120, 10 * MINUTES),
    network: bound(480, 10 * MINUTES),
  },
  checkoutChange: {
    shopper: bound(120, 10 * MINUTES),
    address: bound(480, 10 * MINUTES),
    network: bound(1920, 10 * MINUTES),
  },
  payment: {
    shopper: bound(20, 10 * MINUTES),
    address: bound(120, 10 * MINUTES),
    network: bound(480, 10 * MINUTES),
  },
  declinedPayment: {
    shopper: bound(10, HOURS),
    mailbox: bound(30, HOURS, 12),
    address: bound(40, HOURS, 15),
    network: bound(120, HOURS, 45),
    // Thousands of people have a card of one range, so it is never refused.
    cards: bound(NEVER, HOURS, 25),
    spree: bound(NEVER, HOURS, 1),
  },
  wrongDiscountCode: {
    shopper: bound(15, HOURS),
    address: bound(60, HOURS),
    network: bound(240, HOURS),
  },
  // As long as a link is valid: while the limit is reached, a link that was sent still works.
  signInMail: { mailbox: bound(12, SECRET_SECONDS), mailboxFromAddress: bound(6, SECRET_SECONDS) },
  mailsFromHere: { address: bound(60, 10 * MINUTES), network: bound(240, 10 * MINUTES) },
  accountMail: { shopper: bound(6, 10 * MINUTES) },
  wrongSignInCode: {
    mailbox: bound(100, DAYS),
    address: bound(30, 10 * MINUTES),
    network: bound(120, 10 * MINUTES),
  },
  accountCode: { shopper: bound(20, 10 * MINUTES) },
  // Nobody can be kept out by others who ask for codes: a mailbox alone has much room.
  staffMail: { mailbox: bound(60, 10 * MINUTES), mailboxFromAddress: bound(6, 10 * MINUTES) },
  wrongStaffCode: { address: bound(30, 10 * MINUTES), network: bound(120, 10 * MINUTES) },
  wrongSecondFactor: { shopper: bound(10, 15 * MINUTES) },
  wrongSignInLink: { address: bound(60, 10 * MINUTES), network: bound(240, 10 * MINUTES) },
  addCard: {
    shopper: bound(12, 10 * MINUTES),
    address: bound(40, 10 * MINUTES),
    network: bound(160, 10 * MINUTES),
  },
  changeCard: {
    shopper: bound(60, 10 * MINUTES),
    address: bound(240, 10 * MINUTES),
    network: bound(960, 10 * MINUTES),
  },
  savedCards: {
    shopper: bound(60, 10 * MINUTES),
    address: bound(240, 10 * MINUTES),
    network: bound(960, 10 * MINUTES),
  },
  // Each is an e-mail to somebody who may not have asked.
  newsMail: { mailbox: bound(4, DAYS), address: bound(20, HOURS), network: bound(80, HOURS) },
  wrongNewsLink: { address: bound(60, 10 * MINUTES), network: bound(240, 10 * MINUTES) },
  goodsFeed: { address: bound(30, HOURS), network: bound(120, HOURS) },
  policyReport: { address: bound(30, 10 * MINUTES), network: bound(120, 10 * MINUTES) },
} as const satisfies Record<string, Bounds>;

/** How much of a variant the unpaid checkouts of several carts may hold: the larger of the pieces and the share of stock. */
export const HELD_BOUNDS = {
  address: { pieces: 20, share: 0.25 },
  network: { pieces: 40, share: 0.5 },
} as const;

/** Seconds without a change after which a checkout's goods may go to another shopper, unless a payment is under way. */
export const IDLE_SECONDS = 15 * MINUTES;

export type CountedKind = keyof typeof BOUNDS;
export type LimitKind = CountedKind | "heldStock";
export type BoundScope = keyof Bounds;

export const boundsOf = (kind: CountedKind): Bounds => BOUNDS[kind];

export function isLimitKind(value: unknown): value is LimitKind {
  return typeof value === "string" && (value === "heldStock" || Object.hasOwn(BOUNDS, value));
}
