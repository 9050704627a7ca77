import { CategoryView } from "@/components/catalog/category-view";
import { pageLocale } from "@/i18n/params";
import { parseListingQuery } from "@/lib/catalog/listing";
import { urlParams } from "@/lib/http/url-params";

export { generateMetadata } from "../page";

type Props = {
  params: Promise<{ locale: string; slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** With a query; `i18n/rewrites.ts` leads here from `/categories/<slug>?…`. */
export default async function RefinedCategoryPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { slug } = await params;
  const query = parseListingQuery(urlParams(await searchParams));
  return <CategoryView slug={slug} locale={locale} query={query} />;
}
