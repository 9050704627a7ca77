import type { Locale } from "@/i18n/routing";

/** "Paid: €5", and in French with the space before the colon that keeps both together. */
export const withColon = (label: string, value: string, locale: Locale): string =>
  `${label}${locale === "fr" ? "\u00a0" : ""}: ${value}`;
