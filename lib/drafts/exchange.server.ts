import "server-only";
import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import type { DraftId, StaffId } from "@/lib/base/ids";
import type { Database } from "@/lib/db/client";
import { draftOrders, orders, returns } from "@/lib/db/schema";
import { creditOfReturn } from "@/lib/orders/returns/decide.server";
import { saveDraft } from "./save-draft.server";

type Exchange =
  | { ok: true; draftId: DraftId }
  | { ok: false; code: "not_found" | "exchange_no_credit" | "draft_goods_gone" | "draft_not_served" };

/**
 * Begins an exchange: a draft with the goods that came back, to be changed into others, and the code of what they had cost. A return has one, however often
 * this is asked. From then on it is a draft like any other (decision 61).
 */
export async function beginExchange(
  database: Database,
  returnId: number,
  staffId: StaffId,
): Promise<Exchange> {
  const known = await exchangeOfReturn(database, returnId);
  if (known) return { ok: true, draftId: known };
  const [found] = await database
    .select({ row: returns, order: orders })
    .from(returns)
    .innerJoin(orders, eq(orders.id, returns.orderId))
    .where(eq(returns.id, returnId));
  if (!found) return { ok: false, code: "not_found" };
  const { row, order } = found;
  const credit = await creditOfReturn(row);
  if (!credit || credit.left === 0) return { ok: false, code: "exchange_no_credit" };
  const isOwn = new Set(order.quote.lines.flatMap((line) => (line.isOwn ? [line.variantId] : [])));
  const saved = await saveDraft(
    database,
    exchangeId(returnId),
    {
      ...{ seen: "", email: order.email ?? "", language: order.locale, country: order.quote.country },
      // What was agreed on for the first order alone can't be sold again.
      own: [],
      ...{ delivery: "", codes: credit.code ?? "", reduction: "none", reductionBy: "", note: "" },
      pieces: row.lines.flatMap(({ variantId, sellable = 0, writtenOff = 0 }) =>
        sellable + writtenOff > 0 && !isOwn.has(variantId)
          ? [{ variantId, quantity: sellable + writtenOff }]
          : [],
      ),
    },
    staffId,
    returnId,
  );
  if (saved.ok || saved.code === "draft_changed") return { ok: true, draftId: exchangeId(returnId) };
  return { ok: false, code: saved.code === "draft_not_served" ? saved.code : "draft_goods_gone" };
}

/** The draft in which the goods of a return are exchanged; null without one. */
export async function exchangeOfReturn(database: Database, returnId: number): Promise<DraftId | null> {
  const [known] = await database
    .select({ id: draftOrders.id })
    .from(draftOrders)
    .where(eq(draftOrders.exchangeOf, returnId));
  return known?.id ?? null;
}

/** Two clicks make one draft, as its id follows from the return's. */
function exchangeId(returnId: number): DraftId {
  const hash = createHash("sha256").update(`exchange of return ${returnId}`).digest("hex");
  return `drf_${hash.slice(0, 24)}` as DraftId;
}
