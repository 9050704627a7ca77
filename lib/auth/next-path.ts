import { splitPath } from "@/lib/base/i18n-path";

const ANY_STORE = "https://store.invalid";

/** The path to go to after signing in. Null for other sites, other schemes, what a browser may read as one, and the sign-in page itself. */
export function nextPath(value: unknown): string | null {
  if (typeof value !== "string" || value.length > 500) return null;
  if (!value.startsWith("/") || /[\\\p{Cc}]/u.test(value) || !URL.canParse(value, ANY_STORE)) return null;
  const { origin, pathname, search, hash } = new URL(value, ANY_STORE);
  if (origin !== ANY_STORE || pathname.startsWith("//")) return null;
  if (/^\/sign-in(\/|$)/.test(splitPath(pathname).path) || pathname.startsWith("/api/")) return null;
  return pathname + search + hash;
}
