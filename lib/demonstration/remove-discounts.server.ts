import "server-only";
import { eq, type SQL, sql } from "drizzle-orm";
import type { Currency } from "@/lib/base/money";
import type { Database, Transaction } from "@/lib/db/client";
import { recordRemoval } from "@/lib/db/demonstration.server";
import { keepLockOrder } from "@/lib/db/locks.server";
import {
  customerSegments,
  demonstrationItems,
  discountRedemptions,
  discountRules,
  loyaltyProgram,
} from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { readCurrent } from "./current.server";
import { isEdited } from "./find.server";
import { contentsByKey, discountItems, itemKey, PROGRAM_ID } from "./items";
import type { RemovalOutcome } from "./outcome";

/** Removes a rule. One with orders is only switched off; reserved discounts stay valid. */
export async function removeRule(db: Database, id: string): Promise<RemovalOutcome> {
  return inTransaction(db, async (tx) => {
    keepLockOrder(tx, "discount rule", [id]);
    const own = eq(discountRules.id, id);
    // This lock waits for a reservation that is under way.
    await tx.select({ id: discountRules.id }).from(discountRules).where(own).for("update");
    await recordRemoval(tx, "discount_rule", id);
    if ((await tx.$count(discountRedemptions, eq(discountRedemptions.ruleId, id))) > 0) {
      await tx.update(discountRules).set({ active: false }).where(own);
      return "kept_for_orders";
    }
    await tx.delete(discountRules).where(own);
    return "deleted";
  });
}

export async function removeSegment(db: Database, currency: Currency, id: string): Promise<RemovalOutcome> {
  return inTransaction(db, async (tx) => {
    const named = sql`${discountRules.conditions} -> 'segments' ? ${id} or ${discountRules.conditions} -> 'notSegments' ? ${id}`;
    if (await isNeeded(tx, currency, named)) return "needed";
    await tx.delete(customerSegments).where(eq(customerSegments.id, id));
    await recordRemoval(tx, "segment", id);
    return "deleted";
  });
}

/** Removes the loyalty program, unless a rule asks for its tiers. */
export async function removeProgram(db: Database, currency: Currency): Promise<RemovalOutcome> {
  return inTransaction<RemovalOutcome>(db, async (tx) => {
    if (await isNeeded(tx, currency, eq(discountRules.kind, "loyalty"))) return "needed";
    await tx.delete(loyaltyProgram);
    await recordRemoval(tx, "loyalty_program", PROGRAM_ID);
    return "deleted";
  });
}

/** Whether one of the rules is active or the merchant's; the demonstration's own are removed by now. */
async function isNeeded(tx: Transaction, currency: Currency, these: SQL): Promise<boolean> {
  const rules = await tx
    .select({ id: discountRules.id, active: discountRules.active })
    .from(discountRules)
    .where(these);
  if (rules.some(({ active }) => active)) return true;
  const ids = rules.map(({ id }) => id);
  const current = await readCurrent(tx, "discount_rule", ids);
  const noted = await tx
    .select()
    .from(demonstrationItems)
    .where(eq(demonstrationItems.kind, "discount_rule"));
  const seeded = contentsByKey(discountItems(currency));
  return Array.from(current).some(([id, now]) => {
    const item = noted.find((one) => one.id === id);
    return !item || isEdited("discount_rule", now, item.contents, seeded.get(itemKey("discount_rule", id)));
  });
}
