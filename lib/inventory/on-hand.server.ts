import "server-only";
import { sql } from "drizzle-orm";
import type { OrderId, VariantId } from "@/lib/base/ids";
import type { Transaction } from "@/lib/db/client";
import { type StockReason, variants } from "@/lib/db/schema";
import { tellMerchantOfGoods } from "@/lib/outbox/tell-merchant.server";
import type { StockLine } from "./stock-arithmetic";

/** Why pieces come or go, as `stock_movements` keeps it. `who` is `store`, or a person or program by name. */
type StockCause = {
  reason: StockReason;
  who: string;
  orderId?: OrderId;
  /** The import or count that it belongs to. */
  reference?: string;
  note?: string;
};

/** Tells the trigger on `variants` why this transaction changes stock. Use it in the statement that does: it lasts to the transaction's end. */
const stockCause = (cause: StockCause) =>
  sql`set_config('store.stock_movement', ${JSON.stringify(cause)}, true)`;

/** For a statement that changes stock by itself, as an import does. */
export async function sayStockCause(tx: Transaction, cause: StockCause): Promise<void> {
  await tx.execute(sql`select ${stockCause(cause)}`);
}

/** Adds pieces to what is on hand, or takes them away. The variants must be locked. The merchant is told of stock that a sale makes low. */
export async function changeOnHand(
  tx: Transaction,
  lines: readonly StockLine[],
  direction: 1 | -1,
  cause: StockCause,
): Promise<void> {
  if (lines.length === 0) return;
  const ids = lines.map(({ variantId }) => variantId);
  const pieces = lines.map(({ quantity }) => direction * quantity);
  const { rows } = await tx.execute<{ id: VariantId; on_hand: number; is_low: boolean }>(sql`
    with cause as (select ${stockCause(cause)}),
    changes as (
      select id, sum(pieces)::int as pieces
      from unnest(${sql.param(ids)}::text[], ${sql.param(pieces)}::int[]) as line(id, pieces) group by id
    )
    update ${variants} set on_hand = on_hand + changes.pieces, updated_at = now()
    from cause, changes where ${variants.id} = changes.id
    returning ${variants.id}, on_hand,
      coalesce(on_hand <= low_stock_at and on_hand - changes.pieces > low_stock_at, false) as is_low`);
  if (cause.reason !== "sale") return;
  for (const { id, on_hand } of rows.filter(({ is_low }) => is_low)) {
    await tellMerchantOfGoods(tx, {
      effect: "email.merchant_low_stock",
      occurrence: `${id}.${cause.orderId ?? on_hand}`,
      payload: { variantId: id },
    });
  }
}
