import type { MetadataRoute } from "next";
import { connection } from "next/server";
import { routing } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { listCategories } from "@/lib/catalog/categories.server";
import { listShelves } from "@/lib/catalog/queries.server";
import { env } from "@/lib/config/env";

/** Every catalogue page in every language, each with the others as alternates. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  await connection();
  const [categories, products] = await Promise.all([listCategories(), listShelves()]);
  const paths = [
    "/",
    ...categories.map(({ slug }) => `/categories/${slug}`),
    ...products.map(({ slug }) => `/products/${slug}`),
  ];
  const absolute = (path: string) => new URL(path, env().STORE_URL).href;
  return paths.flatMap((path) => {
    const languages = Object.fromEntries(
      routing.locales.map((locale) => [locale, absolute(localPath(locale, path))]),
    );
    return routing.locales.map((locale) => ({
      url: absolute(localPath(locale, path)),
      alternates: { languages },
    }));
  });
}
