import { z } from "zod";
import { TRANSLATED } from "@/i18n/languages";
import { routing } from "@/i18n/routing";
import type { Localized } from "./i18n-text";

/**
 * A merchant's text by language: the default language has to be there, and every language that the store knows may be, also one that the shop does not
 * speak now.
 * @param other what holds for the languages beside the default
 */
export function localizedSchema(text: z.ZodString, other = text): z.ZodType<Localized, Localized> {
  return z.strictObject({
    ...Object.fromEntries(TRANSLATED.map((locale) => [locale, other.optional()])),
    [routing.defaultLocale]: text,
  }) as unknown as z.ZodType<Localized, Localized>;
}
