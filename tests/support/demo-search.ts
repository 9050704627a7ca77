import { sql } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import { currency } from "@/lib/base/money";
import type { Database } from "@/lib/db/client";
import { products, variants } from "@/lib/db/schema";
import { seedDemonstration } from "@/lib/demonstration/seed.server";
import { shopSearch } from "@/lib/search/chosen-search.server";

/** Puts the demonstration's goods on sale, as the sync with Stripe does. */
export async function sellDemonstration(db: Database): Promise<void> {
  await seedDemonstration(db, currency("EUR"));
  await db.update(variants).set({ stripePriceId: sql`'price_' || ${variants.id}` });
}

/** What a search and a suggestion find, as slugs. */
export function searchOf(db: Database) {
  const slugs = async (ids: readonly string[]) => {
    const rows = await db.select({ id: products.id, slug: products.slug }).from(products);
    const byId = new Map<string, string>(rows.map(({ id, slug }) => [id, slug]));
    return ids.map((id) => byId.get(id) ?? id);
  };
  return {
    find: async (
      text: string,
      locale: Locale = "en",
      more: { after?: string | null; exact?: boolean } = {},
    ) => {
      const found = await shopSearch.search({
        text,
        locale,
        after: more.after ?? null,
        exact: more.exact ?? false,
      });
      return { ...found, slugs: await slugs(found.ids) };
    },
    suggest: async (text: string, locale: Locale = "en") => {
      const { ids, places } = await shopSearch.suggest(text, locale);
      return {
        slugs: await slugs(ids),
        places: places.map(({ kind, slug, name }) => `${kind} ${slug}: ${name}`),
      };
    },
  };
}
