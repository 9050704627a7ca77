import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import { shop, shopTimeZone } from "@/lib/config/shop";
import { db, type Queryable, type Transaction } from "@/lib/db/client";
import { orderDocuments, orders, shipments } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { changesOf } from "@/lib/drafts/read-changes.server";
import { addToTimeline, lockOrder, type OrderRow } from "@/lib/lifecycle/transition-order.server";
import type { OrderStatus } from "@/lib/model/order";
import type { DocumentContents, DocumentKind, TaxPart } from "@/lib/model/order-document";
import type { RefundShare } from "@/lib/model/refund";
import { loadShares } from "@/lib/orders/merchant/pieces-to-send.server";
import { loadFacts } from "@/lib/orders/settle/facts.server";
import { hasFailed } from "@/lib/orders/settle/money-back";
import { type OrderFacts, ownPayment } from "@/lib/orders/settle/order-facts";
import type { JobOutcome, OrderJob } from "@/lib/outbox/job";
import { creditContents, documentLine, invoiceContents, type MovedPieces } from "./contents";
import { lockNumbers } from "./next-number.server";
import { readTax } from "./read-tax.server";

type OrderDocument = typeof orderDocuments.$inferSelect;

type IssueResult =
  | { ok: true; documents: OrderDocument[] }
  | { ok: false; code: "unknown_order" }
  /** Nothing was sold: the order is not paid, waits for a person, or was ended before anything left. */
  | { ok: false; code: "not_invoiceable"; status: OrderStatus };

/**
 * Brings an order's documents to what has happened: its invoice, a credit note for each refund that has succeeded, and a reversal where one failed later.
 * Any number of calls leave the same documents. Stripe is asked for the tax by rate before the transaction.
 * @throws Stripe's errors for an outage before anything was issued
 */
export async function issueDocuments(orderId: OrderId): Promise<IssueResult> {
  const parts = await taxOf(orderId);
  return inTransaction(db(), async (tx): Promise<IssueResult> => {
    const order = await lockOrder(tx, orderId);
    if (!order) return { ok: false, code: "unknown_order" };
    const facts = await loadFacts(tx, orderId);
    const before = await documentsOf(tx, orderId);
    if (before.length === 0 && !isInvoiceable(order.status, facts)) {
      return { ok: false, code: "not_invoiceable", status: order.status };
    }
    const due = dueDocuments(facts, before);
    if (due.length > 0) await issue(tx, order, { due, before, parts });
    return { ok: true, documents: await documentsOf(tx, orderId) };
  });
}

/** The job behind a sending, and behind a refund of an order with an invoice. */
export async function issueDueDocuments({ orderId }: Pick<OrderJob, "orderId">): Promise<JobOutcome> {
  const result = await issueDocuments(orderId);
  return result.ok ? {} : { skipped: result.code };
}

function documentsOf(q: Queryable, orderId: OrderId): Promise<OrderDocument[]> {
  return q
    .select()
    .from(orderDocuments)
    .where(eq(orderDocuments.orderId, orderId))
    .orderBy(
      sql`${orderDocuments.kind} <> 'invoice'`,
      asc(orderDocuments.issuedAt),
      asc(orderDocuments.number),
    );
}

async function taxOf(orderId: OrderId): Promise<readonly TaxPart[]> {
  const [order] = await db().select().from(orders).where(eq(orders.id, orderId));
  const [invoice] = await db()
    .select({ number: orderDocuments.number })
    .from(orderDocuments)
    .where(and(eq(orderDocuments.orderId, orderId), eq(orderDocuments.kind, "invoice")));
  if (!order || invoice) return [];
  return readTax(order, ownPayment(await loadFacts(db(), orderId))?.stripeId ?? null);
}

const IS_SOLD: readonly OrderStatus[] = ["paid", "partially_refunded", "awaiting_stock", "shipped"];

const isInvoiceable = (status: OrderStatus, { isSent }: OrderFacts): boolean =>
  isSent || IS_SOLD.includes(status);

type Due = { kind: DocumentKind; refundId: string | null; amount: number };

function dueDocuments(facts: OrderFacts, before: readonly OrderDocument[]): Due[] {
  const has = (kind: DocumentKind, refundId: string | null) =>
    before.some((one) => one.kind === kind && one.refundId === refundId);
  // Money back of a second payment was never on the invoice.
  const own = ownPayment(facts)?.paymentIntentId;
  return [
    ...(has("invoice", null) ? [] : [{ kind: "invoice" as const, refundId: null, amount: 0 }]),
    ...facts.refunds
      .filter(({ status, paymentIntentId }) => status === "succeeded" && paymentIntentId === own)
      .filter(({ stripeId }) => !has("credit_note", stripeId))
      .map(({ stripeId, amount }) => ({ kind: "credit_note" as const, refundId: stripeId, amount })),
    ...facts.refunds
      .filter(({ status, stripeId }) => hasFailed(status) && has("credit_note", stripeId))
      .filter(({ stripeId }) => !has("credit_reversal", stripeId))
      .map(({ stripeId, amount }) => ({ kind: "credit_reversal" as const, refundId: stripeId, amount })),
  ];
}

async function issue(
  tx: Transaction,
  order: OrderRow,
  { due, before, parts }: { due: Due[]; before: readonly OrderDocument[]; parts: readonly TaxPart[] },
): Promise<void> {
  const [shipment] = await tx.select().from(shipments).where(eq(shipments.orderId, order.id));
  const shares = await loadShares(tx, order.id);
  const moved = await movedPieces(tx, order.id);
  const { now, today, next } = await lockNumbers(tx);
  const all = [...before];
  for (const { kind, refundId, amount } of due) {
    const number = await next(kind);
    const sale = {
      timeZone: shopTimeZone(),
      issuedOn: today,
      sentAt: shipment?.sentAt ?? null,
      parts,
      moved,
    };
    const contents: DocumentContents =
      kind === "invoice"
        ? { kind, ...invoiceContents(order, shop(), sale) }
        : creditOf(order, all, { kind, refundId, amount, today, share: shares.get(refundId ?? "") ?? null });
    const [row] = await tx
      .insert(orderDocuments)
      .values({ number, kind, orderId: order.id, refundId, contents, issuedAt: now })
      .returning();
    if (row) all.push(row);
    await addToTimeline(tx, order.id, "store", { code: "document_issued", kind, number });
  }
}

async function movedPieces(tx: Transaction, orderId: OrderId): Promise<MovedPieces[]> {
  return (await changesOf(tx, orderId)).flatMap(({ change, number }) =>
    change.credited > 0 && !change.takenBackAt ? change.removed.map((piece) => ({ ...piece, number })) : [],
  );
}

function creditOf(
  order: OrderRow,
  all: readonly OrderDocument[],
  credit: {
    kind: "credit_note" | "credit_reversal";
    refundId: string | null;
    amount: number;
    today: string;
    share: RefundShare | null;
  },
): DocumentContents {
  const { kind, refundId, amount, share, today: issuedOn } = credit;
  if (kind === "credit_reversal") {
    const taken = all.find((one) => one.kind === "credit_note" && one.refundId === refundId);
    if (taken?.contents.kind === "credit_note") {
      return { ...taken.contents, kind, issuedOn, reverses: taken.number };
    }
  } else {
    const [invoice, ...others] = all;
    if (invoice?.contents.kind === "invoice") {
      const names = new Map(order.quote.lines.map((line) => [line.variantId, documentLine(line)]));
      const earlier = others.map(({ contents }) => contents);
      const about = { number: invoice.number, issuedOn, amount, share, earlier };
      return { kind, ...creditContents(invoice.contents, names, about) };
    }
  }
  throw new Error(`order ${order.number} has nothing that a ${kind} could be about`);
}
