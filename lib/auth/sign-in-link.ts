import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";

/** The path in a sign-in e-mail. Opening it shows a button: a mail scanner that follows links uses nothing up. */
export function signInLinkPath(locale: Locale, token: string, next: string): string {
  const query = new URLSearchParams({ token, ...(next && { next }) });
  return `${localPath(locale, "/sign-in/link")}?${query}`;
}
