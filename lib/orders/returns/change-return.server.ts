import "server-only";
import { and, eq } from "drizzle-orm";
import type { Database, Transaction } from "@/lib/db/client";
import { returns } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { lockOrder, type OrderRow } from "@/lib/lifecycle/transition-order.server";
import type { ReturnStatus } from "@/lib/model/return";
import type { ReturnRow } from "./read.server";
import { canReturnBecome } from "./transitions";

type ReturnRefusal =
  | { ok: false; code: "not_found" }
  /** Somebody else was faster, or it is over. */
  | { ok: false; code: "return_changed"; status: ReturnStatus }
  | PiecesRefusal;

type PiecesRefusal = { ok: false; code: "return_too_many" | "return_nothing_chosen" };

export type ReturnChange = { ok: true; before: ReturnStatus } | ReturnRefusal;

type Found = { row: ReturnRow; order: OrderRow };

/**
 * Brings a return to its next state under its order's lock, with what else that means in the same transaction.
 * @param also gives the row's other columns, or refuses
 */
export async function changeReturn(
  database: Database,
  returnId: number,
  to: ReturnStatus,
  also: (tx: Transaction, found: Found) => Promise<Partial<ReturnRow> | PiecesRefusal>,
): Promise<ReturnChange> {
  return inTransaction(database, async (tx) => {
    const [found] = await tx
      .select({ orderId: returns.orderId })
      .from(returns)
      .where(eq(returns.id, returnId));
    const order = found && (await lockOrder(tx, found.orderId));
    if (!order) return { ok: false, code: "not_found" };
    const [row] = await tx.select().from(returns).where(eq(returns.id, returnId));
    if (!row) return { ok: false, code: "not_found" };
    if (!canReturnBecome(row.status, to)) return { ok: false, code: "return_changed", status: row.status };
    const more = await also(tx, { row, order });
    if ("ok" in more) return more;
    await tx
      .update(returns)
      .set({ ...more, status: to })
      .where(and(eq(returns.id, returnId), eq(returns.status, row.status)));
    return { ok: true, before: row.status };
  });
}
