import "server-only";
import { and, asc, inArray, sql } from "drizzle-orm";
import { csvLine } from "@/lib/base/csv-line";
import { toMajorString } from "@/lib/base/money";
import { withoutFormula } from "@/lib/catalog/goods/formulas";
import { db } from "@/lib/db/client";
import { orders } from "@/lib/db/schema";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";
import { TO_BE_SENT } from "@/lib/lifecycle/transitions";
import type { QuoteLine } from "@/lib/model/quote";
import { rateOfOrder } from "@/lib/model/rate-choice";
import { unsentPiecesOf } from "@/lib/orders/merchant/unsent-pieces.server";
import { discountedLines } from "@/lib/quote/repriced-lines";

const PAGE = 200;

type Parcel = { order: OrderRow; lines: readonly QuoteLine[] };

/** A figure is written as one; every other cell may be what a shopper typed. */
type Cell = string | null | { figure: string };

const COLUMNS: readonly [name: string, cell: (parcel: Parcel) => Cell][] = [
  ["Order", ({ order }) => order.number],
  ["Name", ({ order }) => order.shippingName ?? order.customerName],
  ["Address 1", ({ order }) => order.shippingAddress?.line1 ?? null],
  ["Address 2", ({ order }) => order.shippingAddress?.line2 ?? null],
  ["Postal code", ({ order }) => order.shippingAddress?.postalCode ?? null],
  ["City", ({ order }) => order.shippingAddress?.city ?? null],
  ["State", ({ order }) => order.shippingAddress?.state ?? null],
  ["Country", ({ order }) => order.shippingAddress?.country ?? order.quote.country],
  ["E-mail", ({ order }) => order.email],
  ["Delivery", ({ order }) => rateOfOrder(order)?.name ?? null],
  ["Pieces", ({ lines }) => figure(lines.reduce((sum, { quantity }) => sum + quantity, 0))],
  ["Weight in grams", ({ lines }) => weightOf(lines)],
  ["Value", (parcel) => ({ figure: toMajorString(paidFor(parcel), parcel.order.currency) })],
  ["Currency", ({ order }) => order.currency.toUpperCase()],
  ["Contents", ({ lines }) => lines.map((line) => `${line.quantity} x ${nameOf(line)}`).join("; ")],
  ["SKUs", ({ lines }) => lines.map(({ quantity, sku }) => `${quantity} x ${sku}`).join("; ")],
];

const figure = (number: number) => ({ figure: String(number) });

const nameOf = ({ productName, optionLabel }: QuoteLine) =>
  [productName, optionLabel].filter(Boolean).join(", ");

/** Of the goods, without the box; nothing where a piece's weight is not known, as a guess would be paid for. */
function weightOf(lines: readonly QuoteLine[]): Cell {
  const weights = lines.map(({ grams, quantity }) => (grams === undefined ? null : grams * quantity));
  return weights.every((weight) => weight !== null)
    ? figure(weights.reduce((sum: number, weight) => sum + (weight ?? 0), 0))
    : null;
}

/** What was paid for the pieces, after discounts: what customs ask. Minor units. */
function paidFor({ order, lines }: Parcel): number {
  const paid = discountedLines(order.quote);
  return lines.reduce((sum, { variantId, quantity }) => {
    const whole = paid.find(({ line }) => line.variantId === variantId);
    return whole ? sum + Math.round((whole.total * quantity) / whole.line.quantity) : sum;
  }, 0);
}

/**
 * What has to be sent, as a file for a carrier's program: a row for each order with what is left of it, the oldest first.
 * @param numbers of these orders alone; null for all
 */
export async function* labelRows(
  numbers: readonly string[] | null = null,
  pageSize = PAGE,
): AsyncGenerator<string> {
  yield csvLine(COLUMNS.map(([name]) => name));
  for (let after: OrderRow["id"] | null = null; ; ) {
    // The database's own time, as one that was read is cut to milliseconds.
    const place = sql`(select o.created_at, o.id from ${orders} o where o.id = ${after})`;
    const page: OrderRow[] = await db()
      .select()
      .from(orders)
      .where(
        and(
          inArray(orders.status, [...TO_BE_SENT]),
          numbers ? inArray(orders.number, [...numbers]) : undefined,
          after ? sql`(${orders.createdAt}, ${orders.id}) > ${place}` : undefined,
        ),
      )
      .orderBy(asc(orders.createdAt), asc(orders.id))
      .limit(pageSize);
    const unsent = await unsentPiecesOf(db(), page);
    for (const order of page) {
      if (rateOfOrder(order)?.pickup) continue;
      const lines = unsent.get(order.id) ?? [];
      if (lines.length > 0) yield rowOf({ order, lines });
    }
    after = page.at(-1)?.id ?? null;
    if (page.length < pageSize) return;
  }
}

const rowOf = (parcel: Parcel): string =>
  csvLine(
    COLUMNS.map(([, cell]) => {
      const value = cell(parcel);
      return value && typeof value === "object" ? value.figure : withoutFormula(value ?? "");
    }),
  );
