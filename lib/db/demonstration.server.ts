import "server-only";
import { and, eq } from "drizzle-orm";
import type { Queryable } from "./client";
import { type DemonstrationKind, demonstrationItems } from "./schema";

/** Records an item that the demonstration has put in, in the same transaction. */
export async function recordDemonstrationItem(
  q: Queryable,
  kind: DemonstrationKind,
  id: string,
  contents: Record<string, unknown>,
): Promise<void> {
  await q
    .insert(demonstrationItems)
    .values({ kind, id, contents })
    .onConflictDoUpdate({
      target: [demonstrationItems.kind, demonstrationItems.id],
      set: { contents, takenOutAt: null },
    });
}

/** Records that the removal has dealt with an item, also when the item stays. */
export async function recordRemoval(q: Queryable, kind: DemonstrationKind, id: string): Promise<void> {
  await q
    .update(demonstrationItems)
    .set({ takenOutAt: new Date() })
    .where(and(eq(demonstrationItems.kind, kind), eq(demonstrationItems.id, id)));
}
