import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import type { OrderId } from "@/lib/base/ids";
import type { DocumentContents, DocumentKind, DocumentSeries } from "@/lib/model/order-document";
import { instant } from "./columns";
import { refunds } from "./money-back";
import { orders } from "./orders";

/** The last number of each series. Its row is locked by whoever gives the next one, so a number that is not used is given again. */
export const documentSeries = pgTable("document_series", {
  series: text().$type<DocumentSeries>().primaryKey(),
  /** The year of the last number, in the shop's time zone. */
  year: integer().notNull().default(0),
  last: integer().notNull().default(0),
});

/** Invoices and credit notes. Rows never change: a document that is printed again is the same. */
export const orderDocuments = pgTable(
  "order_documents",
  {
    number: text().primaryKey(),
    kind: text().$type<DocumentKind>().notNull(),
    orderId: text()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id),
    /** Which refund a credit note is for; null on an invoice. */
    refundId: text().references(() => refunds.stripeId),
    contents: jsonb().$type<DocumentContents>().notNull(),
    issuedAt: instant().notNull(),
  },
  (table) => [
    index().on(table.orderId, table.issuedAt),
    uniqueIndex("order_documents_one_invoice").on(table.orderId).where(sql`${table.kind} = 'invoice'`),
    unique("order_documents_once_a_refund").on(table.kind, table.refundId),
    check("order_documents_refund_of_credit", sql`(${table.kind} = 'invoice') = (${table.refundId} is null)`),
  ],
);
