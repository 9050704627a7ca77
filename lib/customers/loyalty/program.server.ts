import "server-only";
import { z } from "zod";
import type { Queryable } from "@/lib/db/client";
import { loyaltyProgram } from "@/lib/db/schema";
import { type LoyaltyProgram, programSchema } from "@/lib/model/loyalty-program";

/** The store's program; null when there is none. One that is not right gives nobody a tier, and is named in the log. */
export async function loadProgram(q: Queryable): Promise<LoyaltyProgram | null> {
  const [row] = await q.select().from(loyaltyProgram);
  if (!row) return null;
  const { tiers, days, graceDays } = row;
  const parsed = programSchema.safeParse({ tiers, days, graceDays });
  if (parsed.success) return parsed.data;
  console.error(`the loyalty program is left out: ${z.prettifyError(parsed.error)}`);
  return null;
}

/** Stores the program, in the place of the one before. A problem is told and nothing is stored. */
export async function saveProgram(
  q: Queryable,
  input: unknown,
): Promise<{ ok: true } | { ok: false; problem: string }> {
  const given = programSchema.safeParse(input);
  if (!given.success) return { ok: false, problem: z.prettifyError(given.error) };
  await q
    .insert(loyaltyProgram)
    .values(given.data)
    .onConflictDoUpdate({ target: loyaltyProgram.id, set: given.data });
  return { ok: true };
}

/** From now on nobody earns a tier, nor keeps one that was earned. False: there was no program. */
export async function endProgram(q: Queryable): Promise<boolean> {
  const ended = await q.delete(loyaltyProgram).returning({ id: loyaltyProgram.id });
  return ended.length > 0;
}
