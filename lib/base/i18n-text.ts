import type { Locale } from "@/i18n/routing";

export type Localized = Record<Locale, string>;
