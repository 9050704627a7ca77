import "server-only";
import { eq } from "drizzle-orm";
import type { DraftId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { orderChanges } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { lockOrder } from "@/lib/lifecycle/transition-order.server";
import { liftChangeCredit, removalTerms } from "@/lib/orders/merchant/change-credit.server";
import { type RefundResult, refundOrder } from "@/lib/orders/merchant/refund-order.server";
import { updatePaidStatus } from "@/lib/orders/settle/paid-status.server";
import { changesOf } from "./read-changes.server";

/** Gives the pieces of a change that nobody has paid back to their order, as they were. Once, however often it is asked. */
export async function giveGoodsBack(draftId: DraftId): Promise<void> {
  await lift(draftId, ["waits"]);
}

type MoneyBack = RefundResult | { ok: false; code: "change_over" };

/**
 * After the order of the added goods was ended: what paid for them goes back as money. What was taken off is on sale again already.
 * @throws Stripe's errors for an outage
 */
export async function giveMoneyOfChangeBack(id: DraftId): Promise<MoneyBack> {
  const lifted = await lift(id, ["stopped"]);
  if (!lifted) return { ok: false, code: "change_over" };
  const { number, change } = lifted;
  const terms = { ...removalTerms(change.removed, false), givenBefore: change.back };
  return refundOrder(number, terms, `undone-${id}`, { askedBy: change.askedBy, shown: null });
}

async function lift(id: DraftId, states: readonly string[]) {
  return inTransaction(db(), async (tx) => {
    const [change] = await tx.select().from(orderChanges).where(eq(orderChanges.id, id));
    const order = change && (await lockOrder(tx, change.orderId));
    if (!order) return null;
    const now = (await changesOf(tx, order.id)).find((one) => one.change.id === id);
    if (!now || !states.includes(now.state)) return null;
    await liftChangeCredit(tx, id);
    await tx.update(orderChanges).set({ takenBackAt: new Date() }).where(eq(orderChanges.id, id));
    await updatePaidStatus(tx, order, { actor: "merchant", detail: { code: "change_undone" } });
    return { number: order.number, change };
  });
}
