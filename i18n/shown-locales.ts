import { laidOverWords } from "./laid-over";
import { type Locale, routing } from "./routing";

/** Whether staff have hidden a language from shoppers for now. The default one can't be. */
export const isHidden = (locale: Locale): boolean =>
  locale !== routing.defaultLocale && laidOverWords().hidden.includes(locale);

/** The languages that shoppers see, the default first: those of `languages.config.ts` without those that staff have hidden. */
export const shownLocales = (): Locale[] => routing.locales.filter((locale) => !isHidden(locale));

/** The language, or the default one in place of one that is hidden. */
export const shownOrDefault = (locale: Locale): Locale => (isHidden(locale) ? routing.defaultLocale : locale);
