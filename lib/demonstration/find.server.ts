import "server-only";
import { isNull } from "drizzle-orm";
import type { Currency } from "@/lib/base/money";
import type { Queryable } from "@/lib/db/client";
import { DEMONSTRATION_KINDS, type DemonstrationKind, demonstrationItems } from "@/lib/db/schema";
import { type Contents, inLanguagesOf, isSameContents, isSameRule } from "./contents";
import { type Current, readCurrent } from "./current.server";
import { contentsByKey, discountItems, goodsItems, itemKey } from "./items";

export type FoundItem = Current & {
  kind: DemonstrationKind;
  id: string;
  isEdited: boolean;
};

/** Finds the demonstration's items, except those that were removed before. `currency` is the store's. */
export async function findDemonstration(q: Queryable, currency: Currency): Promise<FoundItem[]> {
  const noted = await q.select().from(demonstrationItems).where(isNull(demonstrationItems.takenOutAt));
  const found: FoundItem[] = [];
  const seeded = noted.some(({ contents }) => contents === null) ? await seededContents(currency) : new Map();
  for (const kind of DEMONSTRATION_KINDS) {
    const own = noted.filter((item) => item.kind === kind);
    const current = await readCurrent(
      q,
      kind,
      own.map(({ id }) => id),
    );
    for (const { id, contents } of own) {
      const now = current.get(id);
      if (!now) continue;
      found.push({
        ...now,
        kind,
        id,
        isEdited: isEdited(kind, now, contents, seeded.get(itemKey(kind, id))),
      });
    }
  }
  return found;
}

/** What this version puts in. Only what an older version put in is compared with it, so the file is read for that alone. */
async function seededContents(currency: Currency): Promise<ReadonlyMap<string, Contents>> {
  const { demonstrationGoods } = await import("./goods.server");
  // Whether the files are there matters to who adds the goods.
  const asNamed = async (sources: readonly string[]) => new Map(sources.map((path) => [path, { path }]));
  const goods = await demonstrationGoods(currency, asNamed);
  return contentsByKey([...goodsItems(goods), ...discountItems(currency)]);
}

/** Whether the merchant edited an item. `added` has the contents as they were added; null in older rows, which are compared with `seeded`. */
export function isEdited(
  kind: DemonstrationKind,
  now: Current,
  added: Contents | null,
  seeded: Contents | undefined,
): boolean {
  const was = added ?? (seeded && inLanguagesOf(now.contents, seeded));
  if (kind === "shopper") return false;
  if (!was) return true;
  if (kind !== "discount_rule") return !isSameContents(now.contents, was);
  return !isSameRule(now.contents, was, { anyWindow: added === null || !now.isOffered });
}
