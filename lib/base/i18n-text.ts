import type { Locale } from "@/i18n/routing";

/** A text in every language of the store. */
export type Localized = Record<Locale, string>;
