import { LISTS, REFINEMENTS } from "@/i18n/rewrites";

/** Paths here are without their language: `splitPath`. */

/** Kept pages, which are the same for everybody, and what is no page at all. */
const CACHED = /^\/(?:$|(?:products|categories|collections|legal)(?:\/|$))/;
const NO_PAGE =
  /^\/(?:(?:api|_next|art|local|pictures|videos|feeds)(?:\/|$)|(?:robots\.txt|llms\.txt|sitemap(?:-[a-z]+)?\.xml|icon\.svg)$)/;

const WITH_STRIPE = /^\/(?:checkout|account\/payment-methods)(?:\/|$)/;

/** Whether a page is made anew for each request, so that it can have a nonce. `proxy.ts` runs for these. */
export function hasPolicyOfItsOwn(path: string, query: URLSearchParams): boolean {
  if (NO_PAGE.test(path)) return false;
  if (!CACHED.test(path)) return true;
  return LISTS.some((lists) => path.startsWith(`/${lists}/`)) && REFINEMENTS.some((key) => query.has(key));
}

export const loadsStripe = (path: string): boolean => WITH_STRIPE.test(path);
