import { defineRouting } from "next-intl/routing";

/** English has no prefix, French lives under `/fr`. The language follows the URL only, so that pages can be cached. */
export const routing = defineRouting({
  locales: ["en", "fr"],
  defaultLocale: "en",
  localePrefix: "as-needed",
  localeDetection: false,
  localeCookie: false,
});

export type Locale = (typeof routing.locales)[number];
