import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";

/** Opening this path shows a button, so that a mail scanner that follows links does not use up the link. */
export function signInLinkPath(locale: Locale, token: string, next: string): string {
  const query = new URLSearchParams({ token, ...(next && { next }) });
  return `${localPath(locale, "/sign-in/link")}?${query}`;
}
