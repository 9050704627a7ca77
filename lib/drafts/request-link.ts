import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import type { DraftId } from "@/lib/base/ids";
import { isSignature, signature } from "@/lib/http/signed-value";

const PURPOSE = "payment request";

/** The path that lets whoever has it pay what staff put together. Its key can't be guessed. */
export function requestLinkPath(id: DraftId, locale: Locale, secret: string): string {
  const query = new URLSearchParams({ key: signature(PURPOSE, id, secret) });
  return `${localPath(locale, `/requests/${id}`)}?${query}`;
}

export const isRequestKey = (key: string, id: string, secret: string): boolean =>
  isSignature(key, PURPOSE, id, secret);
