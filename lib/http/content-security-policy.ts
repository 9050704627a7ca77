/** A cached page is the same for everybody, so it has no nonce. */
type PolicyOptions = {
  /** New for each response, on scripts that the server wrote. */
  nonce?: string;
  /** For pages that load Stripe.js: the local Stripe's origins, instead of Stripe's. */
  stripe?: { jsUrl?: string | undefined; apiBase?: string | undefined };
  /** Allows what `next dev` needs: evaluated code and a socket. */
  development: boolean;
};

type Origins = { script: string[]; connect: string[]; frame: string[]; image: string[] };

/** Source: docs.stripe.com/security/guide#content-security-policy. */
const STRIPE: Origins = {
  script: ["https://checkout.stripe.com", "https://js.stripe.com", "https://*.js.stripe.com"],
  connect: ["https://api.stripe.com", "https://checkout.stripe.com"],
  frame: [
    "https://checkout.stripe.com",
    "https://js.stripe.com",
    "https://*.js.stripe.com",
    "https://hooks.stripe.com",
  ],
  image: ["https://*.stripe.com"],
};

function stripeOrigins({ jsUrl, apiBase }: NonNullable<PolicyOptions["stripe"]>): Origins {
  if (!jsUrl && !apiBase) return STRIPE;
  const local = [...new Set([jsUrl, apiBase].flatMap((url) => (url ? [new URL(url).origin] : [])))];
  return { script: local, connect: local, frame: local, image: local };
}

/** Where browsers report what a policy has stopped: `app/api/csp-report`. Not all browsers know `report-to` yet. */
const REPORT_PATH = "/api/csp-report";

/**
 * The header's value. With a nonce only scripts of the server run, and what these load (`strict-dynamic`); browsers that don't know
 * that go by the origins beside it. Without a nonce inline scripts may run, but no script that is an attribute. Only pages with
 * `stripe` load anything from elsewhere.
 */
export function contentSecurityPolicy({ nonce, stripe, development }: PolicyOptions): string {
  const origins = stripe && stripeOrigins(stripe);
  const directives: Record<string, string[]> = {
    "default-src": ["'self'"],
    "script-src": [
      "'self'",
      ...(nonce ? [`'nonce-${nonce}'`, "'strict-dynamic'"] : ["'unsafe-inline'"]),
      ...(development ? ["'unsafe-eval'"] : []),
      ...(origins?.script ?? []),
    ],
    "script-src-attr": ["'none'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", ...(origins?.image ?? [])],
    "media-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'", ...(development ? ["ws:"] : []), ...(origins?.connect ?? [])],
    "frame-src": ["'self'", ...(origins?.frame ?? [])],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    // Payment methods on another page fail in a frame: docs.stripe.com/payments/finalize-payments-on-the-server.
    "frame-ancestors": ["'none'"],
    "report-uri": [REPORT_PATH],
  };
  return Object.entries(directives)
    .map(([name, values]) => [name, ...values].join(" "))
    .join("; ");
}
