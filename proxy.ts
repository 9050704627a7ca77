import { type NextRequest, NextResponse } from "next/server";
import { splitPath } from "@/lib/base/i18n-path";
import { env, isDevelopment } from "@/lib/config/env";
import { contentSecurityPolicy } from "@/lib/http/content-security-policy";

/**
 * Gives each page that loads Stripe.js a policy with a nonce of its own; Next puts the nonce on its scripts when it finds it in
 * the request. Cached pages have a policy that never changes and skip this: see `next.config.ts`.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const { STRIPE_JS_URL: stripeJsUrl, STRIPE_API_BASE: stripeApiBase } = env();
  const policy = contentSecurityPolicy({
    checkout: { nonce, stripeJsUrl, stripeApiBase },
    development: isDevelopment,
  });
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  headers.set("x-next-intl-locale", splitPath(request.nextUrl.pathname).locale);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

export const config = {
  // Next reads this without running it, so a language is recognised by its form: "fr", "pt-BR".
  matcher: [
    "/checkout/:path*",
    "/:locale([a-z]{2}(?:-[A-Za-z]+)?)/checkout/:path*",
    "/account/payment-methods",
    "/:locale([a-z]{2}(?:-[A-Za-z]+)?)/account/payment-methods",
  ],
};
