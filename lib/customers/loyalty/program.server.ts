import "server-only";
import { z } from "zod";
import { log } from "@/lib/base/log.server";
import type { Queryable } from "@/lib/db/client";
import { loyaltyProgram } from "@/lib/db/schema";
import { type LoyaltyProgram, programSchema } from "@/lib/model/loyalty-program";

/** Loads the loyalty program; null when there is none. A broken one gives no tiers and is logged. */
export async function loadProgram(q: Queryable): Promise<LoyaltyProgram | null> {
  const [row] = await q.select().from(loyaltyProgram);
  if (!row) return null;
  const { tiers, days, graceDays } = row;
  const parsed = programSchema.safeParse({ tiers, days, graceDays });
  if (parsed.success) return parsed.data;
  log.error(`the loyalty program is ignored: ${z.prettifyError(parsed.error)}`);
  return null;
}

/** Replaces the loyalty program. A problem is returned, and nothing is stored. */
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

/** Ends the loyalty program, after which nobody earns or keeps an earned tier. False when there was no program. */
export async function endProgram(q: Queryable): Promise<boolean> {
  const ended = await q.delete(loyaltyProgram).returning({ id: loyaltyProgram.id });
  return ended.length > 0;
}
