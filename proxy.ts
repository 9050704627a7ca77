import { type NextRequest, NextResponse } from "next/server";
import { splitPath } from "@/lib/base/i18n-path";
import { env, isDevelopment } from "@/lib/config/env";
import { contentSecurityPolicy } from "@/lib/http/content-security-policy";
import { hasPolicyOfItsOwn, loadsStripe } from "@/lib/http/page-policies";
import { refusePageRequest } from "@/lib/http/refuse-page-request";

/**
 * Refuses what Next.js would answer with 500, and gives each page that is made for its request a policy with a nonce of its own; Next
 * puts the nonce on its scripts when it finds it in the request. Cached pages have a policy that never changes: see `next.config.ts`.
 */
export async function proxy(request: NextRequest): Promise<NextResponse | Response> {
  const { pathname } = request.nextUrl;
  const { locale, path } = splitPath(pathname);
  const refusal = await refusePageRequest(request, env().STORE_URL, locale);
  if (refusal) return refusal;
  if (!hasPolicyOfItsOwn(path, request.nextUrl.searchParams)) return NextResponse.next();

  const { STRIPE_JS_URL: jsUrl, STRIPE_API_BASE: apiBase } = env();
  const policy = contentSecurityPolicy({
    nonce: btoa(crypto.randomUUID()),
    ...(loadsStripe(path) && { stripe: { jsUrl, apiBase } }),
    development: isDevelopment,
  });
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  headers.set("x-next-intl-locale", locale);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

export const config = {
  // Next reads this without running it, so a language is recognised by its form: "fr", "pt-BR". Cached pages, handlers and files are
  // left out (`lib/http/page-policies.ts` has the same list, and a test compares them), unless somebody posts a form to them.
  matcher: [
    "/((?!(?:[a-z]{2}(?:-[A-Za-z]+)?)?$|(?:[a-z]{2}(?:-[A-Za-z]+)?/)?(?:products|categories|collections|legal)(?:/|$)|(?:api|_next|art|local|pictures|videos|feeds)(?:/|$)|(?:robots\\.txt|llms\\.txt|sitemap(?:-[a-z]+)?\\.xml|icon\\.svg)$).*)",
    {
      source: "/:locale([a-z]{2}(?:-[A-Za-z]+)?)?/:lists(categories|collections)/:slug",
      has: [{ type: "query", key: "sort" }],
    },
    {
      source: "/:locale([a-z]{2}(?:-[A-Za-z]+)?)?/:lists(categories|collections)/:slug",
      has: [{ type: "query", key: "option" }],
    },
    {
      source: "/:locale([a-z]{2}(?:-[A-Za-z]+)?)?/:lists(categories|collections)/:slug",
      has: [{ type: "query", key: "in" }],
    },
    {
      source: "/:locale([a-z]{2}(?:-[A-Za-z]+)?)?/:lists(categories|collections)/:slug",
      has: [{ type: "query", key: "min" }],
    },
    {
      source: "/:locale([a-z]{2}(?:-[A-Za-z]+)?)?/:lists(categories|collections)/:slug",
      has: [{ type: "query", key: "max" }],
    },
    {
      source: "/:locale([a-z]{2}(?:-[A-Za-z]+)?)?/:lists(categories|collections)/:slug",
      has: [{ type: "query", key: "in-stock" }],
    },
    {
      source: "/:locale([a-z]{2}(?:-[A-Za-z]+)?)?/:lists(categories|collections)/:slug",
      has: [{ type: "query", key: "after" }],
    },
    {
      source: "/:locale([a-z]{2}(?:-[A-Za-z]+)?)?/:lists(categories|collections)/:slug",
      has: [{ type: "query", key: "before" }],
    },
    { source: "/((?!api/).*)", has: [{ type: "header", key: "next-action" }] },
    {
      source: "/((?!api/).*)",
      has: [{ type: "header", key: "content-type", value: "multipart/form-data.*" }],
    },
  ],
};
