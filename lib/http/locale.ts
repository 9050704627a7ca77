import { type Locale, routing } from "@/i18n/routing";
import { splitPath } from "@/lib/base/i18n-path";

export function requestLocale(headers: Headers): Locale {
  const referer = headers.get("referer");
  return referer && URL.canParse(referer)
    ? splitPath(new URL(referer).pathname).locale
    : routing.defaultLocale;
}
