import type { Locale } from "./routing";

/** Beside the language, the parameter of a page may have a currency: `fr~usd`. */
export const SEPARATOR = "~";

/** The parameter of a language's pages in a currency that is not the store's own. */
export const pageParam = (locale: Locale, currency: string): string => `${locale}${SEPARATOR}${currency}`;
