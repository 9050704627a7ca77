import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/lib/db/client";
import { customerSegments } from "@/lib/db/schema";
import { discountName } from "@/lib/model/discount-conditions";
import { segmentDefinition, segmentId } from "@/lib/model/history-conditions";
import { unknownNames } from "./known-names.server";
import { partsOf } from "./segments";

const segmentInput = z.strictObject({ id: segmentId, name: discountName, definition: segmentDefinition });

/** Stores a segment, replacing one with the same id. A problem is returned, and nothing is stored. */
export async function saveSegment(
  q: Queryable,
  input: unknown,
): Promise<{ ok: true; id: string } | { ok: false; problem: string }> {
  const given = segmentInput.safeParse(input);
  if (!given.success) return { ok: false, problem: z.prettifyError(given.error) };
  const { id, ...columns } = given.data;
  const parts = partsOf(columns.definition);
  const problem = await unknownNames(q, {
    parts,
    segments: [],
    accounts: parts.flatMap(({ accounts = [] }) => accounts),
  });
  if (problem) return { ok: false, problem };
  await q
    .insert(customerSegments)
    .values({ id, ...columns })
    .onConflictDoUpdate({ target: customerSegments.id, set: { ...columns, active: true } });
  return { ok: true, id };
}

export async function endSegment(q: Queryable, id: string): Promise<boolean> {
  const ended = await q
    .update(customerSegments)
    .set({ active: false })
    .where(eq(customerSegments.id, id))
    .returning({ id: customerSegments.id });
  return ended.length > 0;
}

export async function listSegments(q: Queryable) {
  return q.select().from(customerSegments).orderBy(customerSegments.id);
}
