/** A page without `checkout` gets no nonce, so it can be cached. */
type PolicyOptions = {
  /** For pages that load Stripe.js; the nonce is new for each response. */
  checkout?: {
    nonce: string;
    /** The local Stripe's origins, instead of Stripe's. */
    stripeJsUrl?: string | undefined;
    stripeApiBase?: string | undefined;
  };
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

function stripeOrigins(jsUrl: string | undefined, apiBase: string | undefined): Origins {
  if (!jsUrl && !apiBase) return STRIPE;
  const local = [...new Set([jsUrl, apiBase].flatMap((url) => (url ? [new URL(url).origin] : [])))];
  return { script: local, connect: local, frame: local, image: local };
}

/**
 * The header's value. Catalogue pages are cached, so they have no nonce and load nothing from elsewhere. Checkout pages have a
 * nonce and load what Stripe documents.
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
    // Payment methods on another page fail in a frame: docs.stripe.com/payments/finalize-payments-on-the-server.
    "frame-ancestors": [checkout ? "'none'" : "'self'"],
  };
  return Object.entries(directives)
    .map(([name, values]) => [name, ...values].join(" "))
    .join("; ");
}
