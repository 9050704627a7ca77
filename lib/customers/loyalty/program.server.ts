import "server-only";
import { z } from "zod";
import type { Queryable } from "@/lib/db/client";
import { loyaltyProgram } from "@/lib/db/schema";
import { type LoyaltyProgram, programSchema } from "@/lib/model/loyalty-program";

/** Null when there is none. A broken one gives no tiers and is logged. */
export async function loadProgram(q: Queryable): Promise<LoyaltyProgram | null> {
  const [row] = await q.select().from(loyaltyProgram);
  if (!row) return null;
  const { tiers, days, graceDays } = row;
  const parsed = programSchema.safeParse({ tiers, days, graceDays });
  if (parsed.success) return parsed.data;
  console.error(`the loyalty program is left out: ${z.prettifyError(parsed.error)}`);
  return null;
}

/** Replaces the program. A problem is returned, and nothing is stored. */
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

/** Nobody earns or keeps an earned tier afterwards. False: there was no program. */
export async function endProgram(q: Queryable): Promise<boolean> {
  const ended = await q.delete(loyaltyProgram).returning({ id: loyaltyProgram.id });
  return ended.length > 0;
}
