import type { Locale } from "@/i18n/routing";

/** What is stored once a language is shown or hidden; null where none is hidden any more. One that the shop does not speak now stays, for the day when it does. */
export function hiddenWith(
  stored: Record<string, unknown> | null,
  language: Locale,
  isShown: boolean,
): { hidden: string[] } | null {
  const known = Array.isArray(stored?.hidden) ? stored.hidden.filter((one) => typeof one === "string") : [];
  const others = known.filter((one) => one !== language);
  const hidden = isShown ? others : [...others, language].sort();
  return hidden.length > 0 ? { hidden } : null;
}
