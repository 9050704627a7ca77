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

/**
 * Renews in this process all that shows goods that have changed since a transaction of the database, whoever changed them. For route handlers.
 * @returns whether settings are among it, and so all is to be renewed again
 */
export async function renewSince(since: string): Promise<{ again: boolean }> {
  const tags = await tagsChangedSince(db(), since);
  const again = tags.includes(SETTINGS_TAG);
  if (again) await renewWithSettings();
  renewTags(tags);
  return { again };
}

/** Renews every page by the newest settings. For route handlers. */
export async function renewWithSettings(): Promise<void> {
  await loadSettings();
  renewAllPages();
}

/** Renews every page, in this process at once: what staff have set shows anywhere. For route handlers. */
export const renewAllPages = () => revalidatePath("/", "layout");
