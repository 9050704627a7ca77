/** What is cached is cached under what it shows, so that a change renews just that. */
export const productTag = (slug: string) => `product:${slug}`;
export const categoryTag = (slug: string) => `category:${slug}`;
export const FEATURED_TAG = "featured";
export const SEARCH_TAG = "search";

/** A change of a product that its shoppers can see. */
export type ProductChange = { slug: string; categorySlug: string; featured: boolean };

/** What shows the product: its own page, those where it is among the related ones, and the lists that it is in. */
export function tagsOf({ slug, categorySlug, featured }: ProductChange): string[] {
  return [productTag(slug), categoryTag(categorySlug), SEARCH_TAG, ...(featured ? [FEATURED_TAG] : [])];
}
