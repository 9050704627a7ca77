import "server-only";
import { revalidatePath, revalidateTag } from "next/cache";
import { db } from "@/lib/db/client";
import { loadSettings } from "@/lib/settings/current.server";
import { SETTINGS_TAG } from "@/lib/settings/save-setting.server";
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
  const tags = await tagsChangedSince(db(), since);
  if (tags.includes(SETTINGS_TAG)) {
    await loadSettings();
    renewAllPages();
  }
  renewTags(tags);
}

/** Renews every page, in this process at once: what staff have set shows anywhere. For route handlers. */
export const renewAllPages = () => revalidatePath("/", "layout");
