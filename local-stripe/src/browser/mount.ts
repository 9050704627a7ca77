import type { Router } from "../server/router";

/** Stripe.js, the payment pages, the 3DS challenge and the redirect pages. */
export function mountBrowser(_router: Router): void {}
