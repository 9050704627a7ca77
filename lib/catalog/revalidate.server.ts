import "server-only";
import { revalidateTag } from "next/cache";
import { type ProductChange, tagsOf } from "./tags";

/** Makes what shows these products read them again: a merchant's edit is there on the next request. Route handlers and actions only. */
export function renewPages(changes: readonly ProductChange[]): void {
  for (const tag of new Set(changes.flatMap(tagsOf))) revalidateTag(tag, { expire: 0 });
}
