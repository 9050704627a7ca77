/** A part of an answer: what it names must be there. `"<text>"`, `"<number>"` and `"<some>"` stand for any such value. */
export type Expected = unknown;

interface Timed {
  /**
   * Seconds that pass before. The local Stripe's clock is moved; at Stripe the call is made again and again until it answers as expected, for as
   * long, and the case is left out when that is more than two minutes.
   */
  after?: number;
  /** The same at Stripe, where test payments may settle sooner than real ones. */
  atStripe?: number;
}

export interface RequestStep extends Timed {
  /** What later steps call its answer: `{customer.id}`. */
  as?: string;
  /** `POST /v1/customers`. */
  request: string;
  body?: Record<string, unknown>;
  /** Instead of the form that the body is sent as. */
  json?: boolean;
  /** Sent with the body, as its `file`. */
  file?: { name: string; type: string; content: string };
  version?: string;
  key?: "secret" | "publishable";
  headers?: Record<string, string>;
  /** The answer is about the account itself: of its values only the kinds are kept. */
  isOfAccount?: true;
  status: number;
  expect?: Expected;
}

/** What only the local Stripe's control can do; Stripe has none, so its case is left out there. */
export interface ControlStep {
  /** `POST payment_intents/{intent.id}/settle`. */
  control: string;
  body?: Record<string, unknown>;
}

/** The shopper fills a Payment Element in on a merchant's page, and pays. */
export interface Payment {
  /** `{intent.client_secret}` */
  clientSecret: string;
  /** `{session.customer_session.client_secret}`: shows the box to keep the card. */
  customerSession?: string;
  card: string;
  challenge?: "complete" | "fail";
}

/** Something that a page with Stripe.js says, or the page at an address. */
export interface Look {
  /** Of the page's own, with `stripe` in it: `typeof stripe.elements`. */
  says: string;
}

interface Visit {
  /** `{session.url}` */
  visit: string;
  /** Whether the page shows such a text. */
  shows: string;
}

export interface BrowserStep {
  as?: string;
  browser: Payment | Look | Visit;
  /** What `confirmPayment` or the page answers. */
  expect: Expected;
}

export type Step = RequestStep | ControlStep | BrowserStep;

export interface Case {
  name: string;
  /** Words that stand beside the mark "assumed" in code or docs: each says which assumption is asked about. */
  assumes?: readonly string[];
  /** The page that says it, when it is no assumption. */
  source?: string;
  steps: readonly Step[];
}

/** A call that answers 200. @param expect a part of the answer */
export function asks(
  request: string,
  body: Record<string, unknown> = {},
  expect: Expected = {},
  more: Partial<RequestStep> = {},
): RequestStep {
  return { request, body, status: 200, expect, ...more };
}

/** A call that answers 400, unless `more` says another status. @param error a part of the error */
export function refuses(
  request: string,
  body: Record<string, unknown>,
  error: Expected,
  more: Partial<RequestStep> = {},
): RequestStep {
  return { request, body, status: 400, expect: { error }, ...more };
}
