import "server-only";
import { eq } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { orders, returns } from "@/lib/db/schema";
import { loadRefundDesk } from "@/lib/desk/refunds/refund-desk.server";
import { exchangeOfReturn } from "@/lib/drafts/exchange.server";
import { creditOfReturn, followRefund, returnRefundTerms } from "@/lib/orders/returns/decide.server";

export async function findReturn(returnId: number) {
  const [found] = await db()
    .select({ row: returns, order: orders })
    .from(returns)
    .innerJoin(orders, eq(orders.id, returns.orderId))
    .where(eq(returns.id, returnId));
  return found ?? null;
}

/**
 * A return as its page shows it, with what its refund would come to once the goods are there; null when there is none.
 * @param withDelivery whether the delivery goes back too; null for what the law wants
 */
export async function loadReturn(returnId: number, { withDelivery }: { withDelivery: boolean | null }) {
  let found = await findReturn(returnId);
  if (found && (await followRefund(found.row))) found = await findReturn(returnId);
  if (!found) return null;
  const { row, order } = found;
  const lines = row.lines.map((line) => {
    const sold = order.quote.lines.find(({ variantId }) => variantId === line.variantId);
    return {
      ...line,
      sku: sold?.sku ?? "",
      goods: [sold?.productName, sold?.optionLabel].filter(Boolean).join(", "),
    };
  });
  // Who withdraws from all of an order gets its delivery back too, by the law for consumers.
  const isWhole = order.quote.lines.every(({ variantId, quantity }) =>
    row.lines.some(
      (line) => line.variantId === variantId && (line.sellable ?? 0) + (line.writtenOff ?? 0) === quantity,
    ),
  );
  const delivery = withDelivery ?? isWhole;
  const refund =
    row.status === "received"
      ? await loadRefundDesk(order.number, returnRefundTerms(row.lines, delivery))
      : null;
  const credit = await creditOfReturn(row);
  const exchange = credit && (await exchangeOfReturn(db(), row.id));
  return { row, order, lines, isDeliveryBack: delivery, refund, credit, exchange };
}

export type ReturnDesk = NonNullable<Awaited<ReturnType<typeof loadReturn>>>;
