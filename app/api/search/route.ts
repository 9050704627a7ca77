import { z } from "zod";
import { routing } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { RENEW_AFTER } from "@/lib/catalog/freshness";
import { searchProducts } from "@/lib/catalog/queries.server";
import { cardView } from "@/lib/catalog/view";
import { route } from "@/lib/routes/route.server";

const query = z.object({
  q: z.string().trim().max(100).default(""),
  locale: z.enum(routing.locales).default(routing.defaultLocale),
});

const SUGGESTIONS = 6;

export const GET = route(
  { from: "anyone", query, body: "none", owner: "nobody", limit: "none" },
  async ({ query: { q, locale } }) => {
    const found = await searchProducts(q, locale);
    const suggestions = found.slice(0, SUGGESTIONS).map((product) => {
      const { slug, name, image, price } = cardView(product, locale);
      return { href: localPath(locale, `/products/${slug}`), name, image, price };
    });
    const headers = { "Cache-Control": `public, max-age=${RENEW_AFTER}` };
    return Response.json({ suggestions }, { headers });
  },
);
