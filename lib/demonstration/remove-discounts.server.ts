import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { noteTakenOut } from "@/lib/db/demonstration.server";
import { keepLockOrder } from "@/lib/db/locks.server";
import { customerSegments, discountRedemptions, discountRules, loyaltyProgram } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { PROGRAM_ID } from "./items";
import type { Outcome } from "./outcome";

/** A rule that an order has carried is switched off; what is reserved is still paid at its price. */
export async function removeRule(db: Database, id: string): Promise<Outcome> {
  return inTransaction(db, async (tx) => {
    keepLockOrder(tx, "discount rule", [id]);
    const own = eq(discountRules.id, id);
    // Whoever is just reserving it comes first or finds it gone.
    await tx.select({ id: discountRules.id }).from(discountRules).where(own).for("update");
    await noteTakenOut(tx, "discount_rule", id);
    if ((await tx.$count(discountRedemptions, eq(discountRedemptions.ruleId, id))) > 0) {
      await tx.update(discountRules).set({ active: false }).where(own);
      return "kept_for_orders";
    }
    await tx.delete(discountRules).where(own);
    return "deleted";
  });
}

/** A segment without which a rule that stays would not be met any more stays too. */
export async function removeSegment(db: Database, id: string): Promise<Outcome> {
  return inTransaction(db, async (tx) => {
    const named = sql`${discountRules.conditions} -> 'segments' ? ${id} or ${discountRules.conditions} -> 'notSegments' ? ${id}`;
    if ((await tx.$count(discountRules, and(eq(discountRules.active, true), named))) > 0) return "needed";
    await tx.delete(customerSegments).where(eq(customerSegments.id, id));
    await noteTakenOut(tx, "segment", id);
    return "deleted";
  });
}

export async function removeProgram(db: Database): Promise<Outcome> {
  return inTransaction<Outcome>(db, async (tx) => {
    await tx.delete(loyaltyProgram);
    await noteTakenOut(tx, "loyalty_program", PROGRAM_ID);
    return "deleted";
  });
}
