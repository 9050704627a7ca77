/** At most `max` in `seconds`. */
type Bound = { max: number; seconds: number };

type Bounds = {
  /** One cart, and one account. */
  shopper?: Bound;
  /** One e-mail address, whoever asks. */
  mailbox?: Bound;
  /** One e-mail address, asked for from one address. */
  mailboxFromAddress?: Bound;
  /** One connection: a household, an office, a school. */
  address?: Bound;
  /** The block it is of: an IPv4 /24, an IPv6 /48. */
  network?: Bound;
};

const MINUTES = 60;
const HOURS = 60 * MINUTES;
const DAYS = 24 * HOURS;

const bound = (max: number, seconds: number): Bound => ({ max, seconds });

/** How long a sign-in code and link are good for. */
export const SECRET_SECONDS = 10 * MINUTES;

/**
 * Every bound of the store; docs/limits.md says why each is what it is. What goes well has wide bounds, as many people share an address;
 * what goes wrong (`wrong…`, `declined…`) has narrow ones, as a person gives up soon and a program does not.
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
    address: bound(40, HOURS),
    network: bound(120, HOURS),
  },
  wrongDiscountCode: {
    shopper: bound(15, HOURS),
    address: bound(60, HOURS),
    network: bound(240, HOURS),
  },
  // The mailbox's is as long as a link is good: while it is full, a link in it still works.
  signInMail: { mailbox: bound(12, SECRET_SECONDS), mailboxFromAddress: bound(6, SECRET_SECONDS) },
  mailsFromHere: { address: bound(60, 10 * MINUTES), network: bound(240, 10 * MINUTES) },
  accountMail: { shopper: bound(6, 10 * MINUTES) },
  wrongSignInCode: {
    mailbox: bound(100, DAYS),
    address: bound(30, 10 * MINUTES),
    network: bound(120, 10 * MINUTES),
  },
  accountCode: { shopper: bound(20, 10 * MINUTES) },
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
} as const satisfies Record<string, Bounds>;

/** What unpaid checkouts of several carts may keep of one variant: the larger of so many pieces and that share of what is on hand. */
export const HELD_BOUNDS = {
  address: { pieces: 20, share: 0.25 },
  network: { pieces: 40, share: 0.5 },
} as const;

/** A checkout that was not touched for so long gives its goods to somebody else who wants them, unless a payment is under way. */
export const IDLE_SECONDS = 15 * MINUTES;

export type CountedKind = keyof typeof BOUNDS;
export type LimitKind = CountedKind | "heldStock";
export type BoundScope = keyof Bounds;

export const boundsOf = (kind: CountedKind): Bounds => BOUNDS[kind];

/** For a value of an address of the store's own pages. */
export function isLimitKind(value: unknown): value is LimitKind {
  return typeof value === "string" && (value === "heldStock" || Object.hasOwn(BOUNDS, value));
}
