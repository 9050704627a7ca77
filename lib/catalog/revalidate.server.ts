import "server-only";
import { revalidateTag } from "next/cache";

/** The tag of everything that is read from the catalogue. */
export const CATALOG_TAG = "catalog";

/** Makes pages read the catalogue again: a merchant's edit shows on the next request. Route handlers and actions only. */
export function revalidateCatalog(): void {
  revalidateTag(CATALOG_TAG, { expire: 0 });
}
