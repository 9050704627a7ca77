import { type Locale, routing } from "@/i18n/routing";
import { splitPath } from "@/lib/base/i18n-path";

/** The language of the page a request comes from; the default one when it doesn't say. */
export function requestLocale(headers: Headers): Locale {
  const referer = headers.get("referer");
  return referer && URL.canParse(referer)
    ? splitPath(new URL(referer).pathname).locale
    : routing.defaultLocale;
}
