import "server-only";
import { and, eq } from "drizzle-orm";
import type { Queryable } from "./client";
import { type DemonstrationKind, demonstrationItems } from "./schema";

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

export async function recordRemoval(q: Queryable, kind: DemonstrationKind, id: string): Promise<void> {
  await q
    .update(demonstrationItems)
    .set({ takenOutAt: new Date() })
    .where(and(eq(demonstrationItems.kind, kind), eq(demonstrationItems.id, id)));
}
