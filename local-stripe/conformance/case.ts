/** A part of an answer: what it names must be there. `"<text>"`, `"<number>"` and `"<some>"` stand for any such value. */
export type Expected = unknown;

export interface RequestStep {
  /** What later steps call its answer: `{customer.id}`. */
  as?: string;
  /** `POST /v1/customers`. */
  request: string;
  body?: Record<string, unknown>;
  /** Instead of the form that the body is sent as. */
  json?: boolean;
  version?: string;
  key?: "secret" | "publishable";
  headers?: Record<string, string>;
  /**
   * Seconds that pass before. The local Stripe's clock is moved; at Stripe the call is made again and again for as long, and not at all when
   * that is more than two minutes.
   */
  after?: number;
  status: number;
  expect?: Expected;
}

/** The shopper fills a Payment Element in on a merchant's page, and pays. */
export interface BrowserStep {
  as?: string;
  browser: {
    /** `{intent.client_secret}` */
    clientSecret: string;
    card: string;
    challenge?: "complete" | "fail";
  };
  /** What `confirmPayment` answers. */
  expect: Expected;
}

export type Step = RequestStep | BrowserStep;

export interface Case {
  name: string;
  /** Words that stand beside the mark "assumed" in code or docs: each says which assumption is asked about. */
  assumes?: readonly string[];
  /** The page that says it, when it is no assumption. */
  source?: string;
  steps: readonly Step[];
}
