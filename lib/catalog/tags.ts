/** Tags name what is shown, so that a change renews only the pages that show it. */
export const productTag = (slug: string) => `product:${slug}`;
export const categoryTag = (slug: string) => `category:${slug}`;
export const FEATURED_TAG = "featured";
export const SEARCH_TAG = "search";

export type ProductChange = { slug: string; categorySlug: string; featured: boolean };

export function tagsOf({ slug, categorySlug, featured }: ProductChange): string[] {
  return [productTag(slug), categoryTag(categorySlug), SEARCH_TAG, ...(featured ? [FEATURED_TAG] : [])];
}
