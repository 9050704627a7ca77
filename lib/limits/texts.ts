import type { Locale } from "@/i18n/routing";
import { fill } from "@/lib/base/fill-text";
import en from "@/messages/en/limits.json";
import fr from "@/messages/fr/limits.json";
import type { LimitKind } from "./bounds";

const TEXTS: Record<Locale, Record<LimitKind, string>> = { en, fr };

/** Explains a reached limit: why, for how long, and what to do meanwhile. */
export function limitText(limit: LimitKind, retryAfter: number, locale: Locale): string {
  return fill(TEXTS[locale][limit], { wait: waitOf(retryAfter) });
}

/** Rounded up, in units that are written alike in every language of the store. */
function waitOf(seconds: number): string {
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  return minutes < 120 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}
