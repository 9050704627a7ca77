import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { LimitKind } from "./bounds";

export function limitText(limit: LimitKind, retryAfter: number, locale: Locale): string {
  return translator(locale, "limits")(limit, { wait: waitOf(retryAfter) });
}

/** A wait, rounded up, in units that all languages write the same way. */
function waitOf(seconds: number): string {
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  return minutes < 120 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}
