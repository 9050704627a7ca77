import "server-only";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { isDraftId } from "@/lib/base/ids";
import type { Transaction } from "@/lib/db/client";
import { orderChanges, orderCredits, orders } from "@/lib/db/schema";
import { makeCreditCode } from "@/lib/discounts/credit-code.server";
import { quotedRules } from "@/lib/discounts/redemptions.server";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";
import { enqueue } from "@/lib/outbox/enqueue.server";

/**
 * What an order that is paid took of its codes of credit. What is left of one becomes a code of its own, and its shopper is told: a
 * code that has worked never works again, so that no checkout can have an amount that another has taken.
 */
export async function takeFromCredits(tx: Transaction, order: OrderRow): Promise<void> {
  const rules = quotedRules(order.quote);
  if (rules.length === 0) return;
  await endChangesApart(tx, rules);
  const credits = await tx
    .select({ credit: orderCredits, orderNumber: orders.number })
    .from(orderCredits)
    .innerJoin(orders, eq(orders.id, orderCredits.orderId))
    .where(inArray(orderCredits.ruleId, rules))
    .orderBy(orderCredits.id)
    .for("no key update", { of: orderCredits });
  for (const { credit, orderNumber } of credits) {
    if (isDraftId(credit.id)) {
      await payForChange(tx, credit, order.number);
      continue;
    }
    const taken = order.quote.discounts
      .filter(({ ruleId }) => ruleId === credit.ruleId)
      .reduce((sum, { amount }) => sum + amount, 0);
    const used = Math.min(taken, credit.left);
    const left = credit.left - used;
    const { currency } = credit;
    const ruleId =
      left > 0 ? await makeCreditCode(tx, { orderNumber, amount: left, currency }) : credit.ruleId;
    await tx
      .update(orderCredits)
      .set({ left, ruleId, uses: [...credit.uses, { order: order.number, amount: used }] })
      .where(eq(orderCredits.id, credit.id));
    if (left > 0) await tellOfCredit(tx, { ...credit, ruleId });
  }
}

/** Nothing of a change waits any more once the goods that it added are paid for whole. */
async function endChangesApart(tx: Transaction, rules: readonly string[]): Promise<void> {
  const drafts = rules.map((rule) => rule.replace(/^rule_/, "")).filter(isDraftId);
  if (drafts.length === 0) return;
  await tx
    .update(orderChanges)
    .set({ doneAt: new Date() })
    .where(
      and(
        ...[inArray(orderChanges.draftId, drafts), eq(orderChanges.credited, 0)],
        isNull(orderChanges.doneAt),
      ),
    );
}

/** Goods that were taken off an order have paid for these: all of the credit is used, and what is left of the change follows. */
async function payForChange(
  tx: Transaction,
  { id, orderId, left }: typeof orderCredits.$inferSelect,
  by: string,
): Promise<void> {
  await tx
    .update(orderCredits)
    .set({ left: 0, uses: [{ order: by, amount: left }] })
    .where(eq(orderCredits.id, id));
  await enqueue(tx, {
    orderId,
    effect: "stripe.order_change",
    occurrence: `${id} paid`,
    payload: { changeId: id },
  });
}

/** Tells the shopper of a code. Each code is told once. */
export async function tellOfCredit(
  tx: Transaction,
  { id, orderId, ruleId }: Pick<typeof orderCredits.$inferSelect, "id" | "orderId" | "ruleId">,
): Promise<void> {
  await enqueue(tx, {
    ...{ orderId, effect: "email.credit_given", occurrence: ruleId },
    payload: { creditId: id },
  });
}
