import "server-only";
import { eq } from "drizzle-orm";
import type { DraftId } from "@/lib/base/ids";
import { db, type Transaction } from "@/lib/db/client";
import { draftOrders } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { endUnpaidOrder } from "@/lib/orders/merchant/cancel-order.server";
import { changeOfDraft } from "./read-changes.server";
import { findDraft } from "./read-draft.server";
import { endReduction } from "./reduction.server";
import { lockDraft } from "./save-draft.server";
import { giveGoodsBack } from "./undo-change.server";

type Ended = { ok: true } | { ok: false; code: "not_found" | "draft_over" | "payment_on_its_way" };

/**
 * Ends a draft: its link works no more, and a checkout that is open ends. Money that was paid is never given back here. Goods that were taken off an order
 * for it are that order's again.
 * @throws Stripe's errors for an outage, after which the draft is as it was
 */
export async function endDraft(id: DraftId): Promise<Ended> {
  const marked = await inTransaction(db(), async (tx) => {
    const locked = await lockDraft(tx, id);
    const found = locked && (await findDraft(tx, id));
    if (!found) return { ok: false, code: "not_found" } as const;
    const isOpen = found.state === "ended" && (await isChangeOpen(tx, id));
    if (found.state === "paid" || (found.state === "ended" && !isOpen))
      return { ok: false, code: "draft_over" } as const;
    // First, so that nobody begins to pay again while the open payment is ended.
    await setEnd(tx, id, new Date());
    await endReduction(tx, id);
    return { ok: true, number: found.order?.number ?? null } as const;
  });
  if (!marked.ok) return marked;
  try {
    const isOver = marked.number === null || (await endUnpaidOrder(marked.number));
    if (isOver) {
      await giveGoodsBack(id);
      return { ok: true };
    }
    await setEnd(db(), id, null);
    return { ok: false, code: "payment_on_its_way" };
  } catch (error) {
    await setEnd(db(), id, null);
    throw error;
  }
}

/** An ending that was cut off is gone on with. */
const isChangeOpen = async (tx: Transaction, id: DraftId): Promise<boolean> =>
  (await changeOfDraft(tx, id))?.change.takenBackAt === null;

const setEnd = (q: Pick<ReturnType<typeof db>, "update">, id: DraftId, endedAt: Date | null) =>
  q.update(draftOrders).set({ endedAt }).where(eq(draftOrders.id, id));
