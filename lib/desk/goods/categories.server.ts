import "server-only";
import { asc } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import { inLocale } from "@/lib/base/i18n-text";
import { db } from "@/lib/db/client";
import { categories } from "@/lib/db/schema";

const MOST = 2_000;

/** For a choice: each with how deep it lies. */
export async function allCategories(locale: Locale): Promise<{ slug: string; name: string }[]> {
  const all = await db()
    .select({ slug: categories.slug, parent: categories.parentSlug, name: categories.name })
    .from(categories)
    .orderBy(asc(categories.position), asc(categories.slug))
    .limit(MOST);
  const below = (parent: string | null, depth: number): { slug: string; name: string }[] =>
    all
      .filter((one) => one.parent === parent)
      .flatMap(({ slug, name }) => [
        { slug, name: `${"– ".repeat(depth)}${inLocale(name, locale)}` },
        ...below(slug, depth + 1),
      ]);
  return below(null, 0);
}
