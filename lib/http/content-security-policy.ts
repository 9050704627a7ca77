/** What the policy depends on. Without `nonce` the page is one that can be cached and so can't carry one. */
type PolicyOptions = {
  /** For pages that load Stripe.js: a fresh value per response, and Stripe's origins are allowed. */
  checkout?: {
    nonce: string;
    /** The local Stripe's URLs take the place of Stripe's origins. */
    stripeJsUrl?: string | undefined;
    stripeApiBase?: string | undefined;
  };
  /** `next dev` evaluates code and talks to its server over a socket. */
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

function stripeOrigins(jsUrl: string | undefined, apiBase: string | undefined): Origins {
  if (!jsUrl && !apiBase) return STRIPE;
  const local = [...new Set([jsUrl, apiBase].flatMap((url) => (url ? [new URL(url).origin] : [])))];
  return { script: local, connect: local, frame: local, image: local };
}

/**
 * The `Content-Security-Policy` of a page. Catalogue pages are cached, so their inline scripts can't carry a
 * nonce; they load nothing from anywhere else. Checkout pages carry a nonce and load only what Stripe documents.
 */
export function contentSecurityPolicy({ checkout, development }: PolicyOptions): string {
  const stripe = checkout && stripeOrigins(checkout.stripeJsUrl, checkout.stripeApiBase);
  const directives: Record<string, string[]> = {
    "default-src": ["'self'"],
    "script-src": [
      "'self'",
      checkout ? `'nonce-${checkout.nonce}'` : "'unsafe-inline'",
      ...(development ? ["'unsafe-eval'"] : []),
      ...(stripe?.script ?? []),
    ],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", ...(stripe?.image ?? [])],
    "font-src": ["'self'"],
    "connect-src": ["'self'", ...(development ? ["ws:"] : []), ...(stripe?.connect ?? [])],
    "frame-src": ["'self'", ...(stripe?.frame ?? [])],
    "object-src": ["'none'"],
    "base-uri": ["'self'"],
    "form-action": ["'self'"],
    // Ways to pay that lead to another page fail inside a frame: docs.stripe.com/payments/finalize-payments-on-the-server.
    "frame-ancestors": [checkout ? "'none'" : "'self'"],
  };
  return Object.entries(directives)
    .map(([name, values]) => [name, ...values].join(" "))
    .join("; ");
}
