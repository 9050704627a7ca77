import "server-only";
import { revalidateTag } from "next/cache";
import { db } from "@/lib/db/client";
import { tagsChangedSince } from "./changes.server";
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

/** Renews lists, by their tags, as `renewPages` does. */
export function renewTags(tags: readonly string[]): void {
  for (const tag of new Set(tags)) revalidateTag(tag, { expire: 0 });
}

/** Renews in this process all that shows goods that have changed since a transaction of the database, whoever changed them. For route handlers. */
export async function renewSince(since: string): Promise<void> {
  for (const tag of await tagsChangedSince(db(), since)) revalidateTag(tag, { expire: 0 });
}
