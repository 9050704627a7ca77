import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { LimitKind } from "./bounds";

/** Explains a reached limit: why, for how long, and what to do meanwhile. */
export function limitText(limit: LimitKind, retryAfter: number, locale: Locale): string {
  return translator(locale, "limits")(limit, { wait: waitOf(retryAfter) });
}

/** Rounded up, in units that are written alike in every language of the store. */
function waitOf(seconds: number): string {
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  return minutes < 120 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}
