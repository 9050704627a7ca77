import { z } from "zod";
import { TRANSLATED } from "@/i18n/languages";
import { routing } from "@/i18n/routing";
import type { Localized } from "@/lib/base/i18n-text";
import { storableText } from "@/lib/base/storable-text";

export const listParams = z.object({
  slug: z
    .string()
    .min(1)
    .max(200)
    .refine((slug) => storableText(slug) === slug),
});

/** The address in the path of a page, where letters beyond ASCII are encoded; null when it can be none. */
export function slugOfPage(part: string): string | null {
  try {
    return listParams.parse({ slug: decodeURIComponent(part) }).slug;
  } catch {
    return null;
  }
}

const byLanguage = (most: number) => z.partialRecord(z.enum(TRANSLATED), z.string().max(most)).optional();

/** What the forms of categories and collections share: what is left out stays as it is. */
export const listWords = {
  /** The version that the form was made from. */
  seen: z.string().max(200),
  slug: z.string().max(200).optional(),
  name: byLanguage(500),
  description: byLanguage(50_000),
  seoTitle: byLanguage(500),
  seoDescription: byLanguage(5_000),
};

export const placeBody = z.strictObject({ step: z.enum(["up", "down"]) });

export type ListWords = z.output<z.ZodObject<typeof listWords>>;

type Was = {
  name: Localized;
  description: Localized;
  seoTitle: Localized | null;
  seoDescription: Localized | null;
};

/** The texts as they would be. */
export function wordsWith(was: Was, { name, description, seoTitle, seoDescription }: ListWords) {
  return {
    name: texts(was.name, name),
    description: texts(was.description, description),
    seoTitle: orNone(texts(was.seoTitle ?? {}, seoTitle)),
    seoDescription: orNone(texts(was.seoDescription ?? {}, seoDescription)),
  };
}

/** An empty text is none, but for the default language, which has to be there. */
function texts(was: Localized, given: Localized | undefined): Localized {
  const all = Object.entries({ ...was, ...given }).map(([locale, text]) => [locale, text?.trim() ?? ""]);
  return Object.fromEntries(all.filter(([locale, text]) => text !== "" || locale === routing.defaultLocale));
}

const orNone = (all: Localized): Localized | null => (Object.values(all).some(Boolean) ? all : null);
