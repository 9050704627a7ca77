import "server-only";
import { and, asc, eq, gte, inArray, lt, sql } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import type { Database } from "@/lib/db/client";
import {
  balanceTransactions,
  orderDocuments,
  orders,
  paymentAttempts,
  refundRequests,
  refunds,
} from "@/lib/db/schema";
import type { DocumentContents } from "@/lib/model/order-document";
import { hasFailed } from "@/lib/orders/settle/money-back";
import type { Period } from "./period";
import {
  type MadeRefund,
  refundRates,
  refundTaxes,
  saleRates,
  type TaxEntry,
  type TaxedSale,
  type TaxRow,
  taxRows,
} from "./tax-rows";

const PAGE = 1_000;

/** A refund that was made, or came back, in the period. */
type Happened = { orderId: OrderId; refundId: string; kind: "refund" | "returned_refund" };

/**
 * Net and tax of what was sold and given back in a period, by country and rate: a sale when it was paid, a refund when it was made, whatever day the goods
 * were sold on. A refund that failed is taken back when its money came back. Second payments are no sale, and neither is their refund.
 */
export async function readTaxReport(db: Database, period: Period): Promise<TaxRow[]> {
  const sold = await soldIn(db, period);
  const happened = await givenBackIn(db, period);
  const sales = new Map(sold);
  const later = [...new Set(happened.map(({ orderId }) => orderId))];
  for (const [id, sale] of await salesOf(
    db,
    later.filter((id) => !sales.has(id)),
  ))
    sales.set(id, sale);
  const parts = saleRates(sales);
  const taxes = await taxesOf(db, later, sales);
  const entries: TaxEntry[] = [];
  for (const [id, { country, currency }] of sold) {
    for (const part of parts.get(id) ?? []) entries.push({ kind: "sale", country, currency, ...part });
  }
  for (const { orderId, refundId, kind } of happened) {
    const sale = sales.get(orderId);
    const refund = taxes.get(refundId);
    if (!sale || !refund) continue;
    const { country, currency } = sale;
    for (const part of refundRates(parts.get(orderId) ?? [], refund)) {
      entries.push({ kind, country, currency, ...part });
    }
  }
  return taxRows(entries);
}

const SALE = {
  id: orders.id,
  paidAt: orders.paidAt,
  country: sql<string>`coalesce(${orders.shippingAddress} ->> 'country', ${orders.quote} ->> 'country')`,
  currency: orders.currency,
  total: orders.total,
  tax: orders.taxTotal,
  isUntold: sql<boolean>`${orders.quote} ->> 'tax' = 'included'`,
  slack: sql<number>`jsonb_array_length(${orders.quote} -> 'lines') + 1`,
  invoice: orderDocuments.contents,
};

const invoiceOf = and(eq(orderDocuments.orderId, orders.id), eq(orderDocuments.kind, "invoice"));

type SaleRow = Omit<TaxedSale, "parts"> & {
  id: OrderId;
  paidAt: Date | null;
  invoice: DocumentContents | null;
};

const saleOf = ({ id, paidAt, invoice, ...sale }: SaleRow): [OrderId, TaxedSale] => [
  id,
  { ...sale, parts: invoice?.tax.parts ?? [] },
];

async function soldIn(db: Database, { from, to }: Period): Promise<[OrderId, TaxedSale][]> {
  const all: [OrderId, TaxedSale][] = [];
  for (let last: SaleRow | undefined; ; ) {
    const after: SaleRow | undefined = last;
    const rows: SaleRow[] = await db
      .select(SALE)
      .from(orders)
      .leftJoin(orderDocuments, invoiceOf)
      .where(
        and(
          gte(orders.paidAt, from),
          lt(orders.paidAt, to),
          after &&
            sql`(${orders.paidAt}, ${orders.id}) > (${after.paidAt?.toISOString()}::timestamptz, ${after.id})`,
        ),
      )
      .orderBy(asc(orders.paidAt), asc(orders.id))
      .limit(PAGE);
    all.push(...rows.map(saleOf));
    if (rows.length < PAGE) return all;
    last = rows.at(-1);
  }
}

async function salesOf(db: Database, ids: readonly OrderId[]): Promise<[OrderId, TaxedSale][]> {
  const all: [OrderId, TaxedSale][] = [];
  for (let at = 0; at < ids.length; at += PAGE) {
    const rows = await db
      .select(SALE)
      .from(orders)
      .leftJoin(orderDocuments, invoiceOf)
      .where(inArray(orders.id, ids.slice(at, at + PAGE)));
    all.push(...rows.map(saleOf));
  }
  return all;
}

/** When the money of a refund that failed came back; the refund counted until then. */
const cameBack = and(
  eq(balanceTransactions.category, "refund_failure"),
  eq(balanceTransactions.sourceId, refunds.stripeId),
);

const ofOwnPayment = and(
  eq(paymentAttempts.paymentIntentId, refunds.paymentIntentId),
  eq(paymentAttempts.status, "paid"),
);

async function givenBackIn(db: Database, { from, to }: Period): Promise<Happened[]> {
  const within = (at: typeof refunds.createdAt | typeof balanceTransactions.createdAt) =>
    and(gte(at, from), lt(at, to));
  const fields = { orderId: refunds.orderId, refundId: refunds.stripeId };
  const made = await db
    .select({ ...fields, status: refunds.status, cameBackAt: balanceTransactions.createdAt })
    .from(refunds)
    .innerJoin(paymentAttempts, ofOwnPayment)
    .leftJoin(balanceTransactions, cameBack)
    .where(within(refunds.createdAt))
    .orderBy(asc(refunds.createdAt), asc(refunds.stripeId));
  const returned = await db
    .select(fields)
    .from(balanceTransactions)
    .innerJoin(refunds, cameBack)
    .innerJoin(paymentAttempts, ofOwnPayment)
    .where(within(balanceTransactions.createdAt));
  return [
    ...made
      .filter(({ status, cameBackAt }) => !hasFailed(status) || cameBackAt !== null)
      .map(({ orderId, refundId }) => ({ orderId, refundId, kind: "refund" as const })),
    ...returned.map((one) => ({ ...one, kind: "returned_refund" as const })),
  ];
}

/** The tax in each refund of these orders, by the refund's id: those of earlier periods count too. */
async function taxesOf(
  db: Database,
  ids: readonly OrderId[],
  sales: ReadonlyMap<OrderId, TaxedSale>,
): Promise<Map<string, { amount: number; tax: number }>> {
  const made = new Map<OrderId, MadeRefund[]>();
  for (let at = 0; at < ids.length; at += PAGE) {
    const rows = await db
      .select({
        orderId: refunds.orderId,
        id: refunds.stripeId,
        amount: refunds.amount,
        status: refunds.status,
        share: refundRequests.share,
      })
      .from(refunds)
      .innerJoin(paymentAttempts, ofOwnPayment)
      .leftJoin(refundRequests, eq(refundRequests.id, refunds.requestId))
      .where(inArray(refunds.orderId, ids.slice(at, at + PAGE)))
      .orderBy(asc(refunds.createdAt), asc(refunds.stripeId));
    for (const { orderId, id, amount, status, share } of rows) {
      const tax = share && share.taxAdded + share.taxIncluded;
      const refund = { id, amount, tax, hasFailed: hasFailed(status) };
      made.set(orderId, [...(made.get(orderId) ?? []), refund]);
    }
  }
  const taxes = new Map<string, { amount: number; tax: number }>();
  for (const [orderId, refunded] of made) {
    const sale = sales.get(orderId);
    if (!sale) continue;
    const ofEach = refundTaxes(sale, refunded);
    for (const { id, amount } of refunded) taxes.set(id, { amount, tax: ofEach.get(id) ?? 0 });
  }
  return taxes;
}
