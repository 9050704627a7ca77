import "server-only";
import { revalidateTag } from "next/cache";
import { listTag, productTag } from "./tags";

export type ProductChange = { slug: string; categorySlug: string; featured: boolean };

const tagsOf = ({ slug, categorySlug, featured }: ProductChange): string[] => [
  productTag(slug),
  ...["all", `category:${categorySlug}`, ...(featured ? ["featured"] : [])].map(listTag),
];

/** Renews the pages of these products on their next request, in this process at once. For route handlers and actions. */
export function renewPages(changes: readonly ProductChange[]): void {
  for (const tag of new Set(changes.flatMap(tagsOf))) revalidateTag(tag, { expire: 0 });
}
