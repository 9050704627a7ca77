import { z } from "zod";
import { routing } from "@/i18n/routing";
import { shownOrDefault } from "@/i18n/shown-locales";
import { localPath } from "@/lib/base/i18n-path";
import { listCategories } from "@/lib/catalog/categories.server";
import { RENEW_AFTER } from "@/lib/catalog/freshness";
import { cardsByIds } from "@/lib/catalog/products.server";
import { cardView } from "@/lib/catalog/view";
import { readCurrency } from "@/lib/currencies/asked.server";
import { route } from "@/lib/routes/route.server";
import { shopSearch } from "@/lib/search/chosen-search.server";

const query = z.object({
  q: z.string().trim().max(100).default(""),
  locale: z.enum(routing.locales).default(routing.defaultLocale),
});

const SUGGESTIONS = 8;
const PATHS = { category: "/categories", collection: "/collections" };

export const GET = route(
  { from: "anyone", query, body: "none", owner: "nobody", limit: "none" },
  async ({ query: { q, locale: asked } }) => {
    const locale = shownOrDefault(asked);
    const { ids, places } = await shopSearch.suggest(q, locale);
    const [products, categories, currency] = await Promise.all([
      cardsByIds(ids),
      listCategories(),
      readCurrency(),
    ]);
    const filled = new Set(categories.map(({ slug }) => slug));
    const shown = places.filter(({ kind, slug }) => kind !== "category" || filled.has(slug));
    const suggestions = [
      ...shown.map(({ kind, slug, name }) => ({
        kind,
        href: localPath(locale, `${PATHS[kind]}/${slug}`),
        name,
      })),
      ...products.map((product) => {
        const { slug, name, image, price } = cardView(product, currency, locale);
        return { kind: "product" as const, href: localPath(locale, `/products/${slug}`), name, image, price };
      }),
    ].slice(0, SUGGESTIONS);
    // A browser's own: prices are in its shopper's currency.
    const headers = { "Cache-Control": `private, max-age=${RENEW_AFTER}`, Vary: "Cookie" };
    return Response.json({ suggestions }, { headers });
  },
);
