import { z } from "zod";
import { routing } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { RENEW_AFTER } from "@/lib/catalog/freshness";
import { searchProducts } from "@/lib/catalog/queries.server";
import { cardView } from "@/lib/catalog/view";

const input = z.object({
  q: z.string().trim().max(100).default(""),
  locale: z.enum(routing.locales).default(routing.defaultLocale),
});

const SUGGESTIONS = 6;

/** Suggestions for the search field: `{ suggestions: [{ href, name, image, price }] }`. */
export async function GET(request: Request): Promise<Response> {
  const parsed = input.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!parsed.success) {
    return Response.json(
      { error: { code: "invalid_request", message: "q must be text of at most 100 letters" } },
      { status: 400 },
    );
  }
  const { q, locale } = parsed.data;
  const found = await searchProducts(q, locale);
  const suggestions = found.slice(0, SUGGESTIONS).map((product) => {
    const { slug, name, image, price } = cardView(product, locale);
    return { href: localPath(locale, `/products/${slug}`), name, image, price };
  });
  return Response.json({ suggestions }, { headers: { "Cache-Control": `public, max-age=${RENEW_AFTER}` } });
}
