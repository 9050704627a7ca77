import "server-only";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { getCategory } from "@/lib/catalog/categories.server";
import { getProduct } from "@/lib/catalog/products.server";
import { renamedTo } from "@/lib/catalog/redirects.server";
import { env } from "@/lib/config/env";
import { legalPage } from "@/lib/legal/legal-page.server";
import { deliveryTo } from "./delivered-to.server";
import { markdownPath, productMarkdown } from "./product-markdown.server";

/** The Markdown of a product that shoppers see, with the address of its page; or where it is now. Null when there is none. */
export async function readProductMarkdown(
  slug: string,
  locale: Locale,
): Promise<{ text: string; page: string } | { movedTo: string } | null> {
  const product = await getProduct(slug);
  if (!product) {
    const now = await renamedTo("product", slug);
    return now ? { movedTo: encodeURI(markdownPath(locale, now)) } : null;
  }
  const [category, delivery] = await Promise.all([getCategory(product.categorySlug), deliveryTo()]);
  const base = env().STORE_URL;
  const rules = (page: Parameters<typeof legalPage>[0]) => legalPage(page, locale).title;
  const text = productMarkdown(product, { locale, base, category, delivery, rules });
  return { text, page: new URL(localPath(locale, `/products/${product.slug}`), base).href };
}
