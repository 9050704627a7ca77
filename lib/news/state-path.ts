import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { type TooMany, waitQuery } from "@/lib/limits/too-many";

/** What a page says of a form about news that came back to it. */
export const NEWS_NOTICES = ["sent", "stopped", "tick"] as const;

/** The page with the box, when its form was sent. */
export function newsStatePath(
  locale: Locale,
  page: string,
  { state, tooMany }: { state?: (typeof NEWS_NOTICES)[number]; tooMany?: TooMany },
): string {
  const query = new URLSearchParams({
    ...(state && { news: state }),
    ...(tooMany && { ...waitQuery(tooMany), news: "tooMany" }),
  });
  return `${localPath(locale, page)}?${query}#news`;
}
