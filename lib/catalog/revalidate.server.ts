import "server-only";
import { revalidateTag } from "next/cache";
import { type ProductChange, tagsOf } from "./tags";

/** Renews the pages of these products on their next request. For route handlers and actions. */
export function renewPages(changes: readonly ProductChange[]): void {
  for (const tag of new Set(changes.flatMap(tagsOf))) revalidateTag(tag, { expire: 0 });
}
