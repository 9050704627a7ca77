import { type NextRequest, NextResponse } from "next/server";
import { hasListingQuery } from "@/lib/catalog/listing";
import { env, isDevelopment } from "@/lib/env";
import { contentSecurityPolicy } from "@/lib/http/content-security-policy";
import { localPath, splitPath } from "@/lib/i18n-path";

/** Runs before cached pages too, so it does as little as it can: no database, no cookie, no Stripe. */
const CATALOGUE_POLICY = contentSecurityPolicy({ development: isDevelopment });

const CHECKOUT = /^\/checkout(\/|$)/;
const CATEGORY = /^\/categories\/[^/]+$/;

export function proxy(request: NextRequest): NextResponse {
  const url = request.nextUrl.clone();
  const { locale, path } = splitPath(url.pathname);
  const canonical = localPath(locale, path);
  if (canonical !== url.pathname) {
    url.pathname = canonical;
    return NextResponse.redirect(url, 308);
  }

  // The plain listing is a cached page; a sorted or filtered one is rendered from its query.
  const refined = CATEGORY.test(path) && hasListingQuery(url.searchParams);
  url.pathname = `/${locale}${path === "/" ? "" : path}${refined ? "/refined" : ""}`;

  const headers = new Headers(request.headers);
  headers.set("x-next-intl-locale", locale);
  const policy = CHECKOUT.test(path) ? checkoutPolicy(headers) : CATALOGUE_POLICY;
  const response = NextResponse.rewrite(url, { request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

/** Next puts the nonce on its own scripts when it finds it in the request's policy. */
function checkoutPolicy(headers: Headers): string {
  const nonce = btoa(crypto.randomUUID());
  const { STRIPE_JS_URL: stripeJsUrl, STRIPE_API_BASE: stripeApiBase } = env();
  const policy = contentSecurityPolicy({
    checkout: { nonce, stripeJsUrl, stripeApiBase },
    development: isDevelopment,
  });
  headers.set("Content-Security-Policy", policy);
  headers.set("x-nonce", nonce);
  return policy;
}

export const config = { matcher: ["/((?!api/|_next/|local/|.*\\.).*)"] };
