import "server-only";
import { inParallel } from "@/lib/base/in-parallel";
import type { ImportIssue } from "@/lib/catalog/goods/issue";
import type { ImportReport } from "@/lib/catalog/import/import-report";
import type { Database } from "@/lib/db/client";
import type { ProductAtStripe } from "@/lib/db/schema/stripe-list";
import type { FoundPicture } from "@/lib/model/picture";
import { pictureBringer } from "@/lib/pictures/bring-pictures.server";
import type { FileOptions } from "@/lib/pictures/file-kind";

const PICTURES_AT_ONCE = 4;

/** By their URLs. */
export type StoredPictures = ReadonlyMap<string, FoundPicture>;

type Pictures = { stored: StoredPictures; refused: ImportIssue[] };

/**
 * Fetches the pictures of products as they are written, and only counts them before. A picture that does not come is left out, as its product can be
 * sold without.
 * @param options null leaves all pictures where they are
 */
export function picturesOf(
  db: Database,
  options: FileOptions | null | undefined,
  round: "check" | "write",
  counts: ImportReport["pictures"],
) {
  const bringer = pictureBringer(options ?? {});
  return async (of: readonly ProductAtStripe[]): Promise<Pictures> => {
    const refused: ImportIssue[] = [];
    const all = of.flatMap(({ id, images }) => images.map((url) => ({ id, url })));
    if (options === null) {
      counts.left += all.length;
      return { stored: new Map(), refused };
    }
    const stored = new Map(await bringer.find(db, [...new Set(all.map(({ url }) => url))]));
    const missing = new Map(all.filter(({ url }) => !stored.has(url)).map(({ id, url }) => [url, id]));
    if (round === "check") {
      counts.missing += missing.size;
      return { stored, refused };
    }
    await inParallel(missing, PICTURES_AT_ONCE, async ([url, id]) => {
      const brought = await bringer.bring(db, url);
      if (brought.ok) {
        stored.set(url, brought.facts);
        counts.brought += 1;
      } else {
        const { code, message } = brought;
        refused.push({ line: 0, column: `${id}, images`, code, message: `${url}: ${message}` });
      }
    });
    return { stored, refused };
  };
}
