import { sql } from "drizzle-orm";
import { bigserial, boolean, check, index, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core";
import type { OrderId, PaymentIntentId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import type {
  AttentionAnswer,
  AttentionReason,
  DisputeOutcome,
  RefundStatus,
  RefundTerms,
} from "@/lib/model/order";
import { createdAt, instant, updatedAt } from "./columns";
import { orders } from "./orders";

const ofOrder = () =>
  text()
    .$type<OrderId>()
    .notNull()
    .references(() => orders.id);

/** Stripe's refunds of an order's payments, as Stripe said last. Amounts are minor units of `currency`. */
export const refunds = pgTable(
  "refunds",
  {
    /** `re_…` or `pyr_…`; `out_…` for money that the merchant gave back past Stripe. */
    stripeId: text().primaryKey(),
    orderId: ofOrder(),
    /** The payment that it gives back; an order that was paid twice has two. */
    paymentIntentId: text().$type<PaymentIntentId>().notNull(),
    amount: integer().notNull(),
    currency: text().$type<Currency>().notNull(),
    status: text().$type<RefundStatus>().notNull(),
    /** Why it was made: Stripe's word, or null. */
    reason: text(),
    /** Why it did not go through, in Stripe's words. */
    failureReason: text(),
    /** Of `refund_requests`, where a merchant asked for it here. */
    requestId: text(),
    /** By Stripe's clock. */
    createdAt: instant().notNull(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index().on(table.orderId, table.createdAt),
    unique("refunds_once_a_request").on(table.requestId),
    index().on(table.status, table.updatedAt),
    check("refunds_amount_positive", sql`${table.amount} > 0`),
  ],
);

/**
 * `asked`: Stripe was, or may have been, asked, and nobody knows the answer yet. `made`: its refund is on record. `refused`:
 * Stripe said no.
 */
export type RefundRequestStatus = "asked" | "made" | "refused";

/** What a merchant wanted to give back, written down before Stripe is asked: one wish never makes two refunds. */
export const refundRequests = pgTable(
  "refund_requests",
  {
    /** Names the wish; part of the idempotency key. */
    id: text().primaryKey(),
    orderId: ofOrder(),
    paymentIntentId: text().$type<PaymentIntentId>().notNull(),
    /** What the wish came to, minor units of the order's currency. */
    amount: integer().notNull(),
    wish: jsonb().$type<RefundTerms>().notNull(),
    status: text().$type<RefundRequestStatus>().notNull().default("asked"),
    refusal: text(),
    /** When whoever asked was told the answer. */
    answeredAt: instant(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index().on(table.orderId, table.createdAt),
    index().on(table.status, table.createdAt),
    check("refund_requests_amount_positive", sql`${table.amount} > 0`),
  ],
);

/** Disputes of an order's payments, and debits that a bank has taken back. */
export const disputes = pgTable(
  "disputes",
  {
    /** `dp_…` */
    stripeId: text().primaryKey(),
    orderId: ofOrder(),
    paymentIntentId: text().$type<PaymentIntentId>().notNull(),
    /** Minor units of `currency`. */
    amount: integer().notNull(),
    currency: text().$type<Currency>().notNull(),
    /** Stripe's status, which may be one that the store does not know yet. */
    status: text().notNull(),
    /** Stripe's reason: `fraudulent`, `product_not_received`, for a returned debit `insufficient_funds` … */
    reason: text().notNull(),
    /** Null while it is open. */
    outcome: text().$type<DisputeOutcome>(),
    /** Until when the merchant can answer; null when there is nothing to answer. */
    evidenceDueAt: instant(),
    hasEvidence: boolean().notNull().default(false),
    /** The money has left the balance and has not come back. */
    isMoneyTaken: boolean().notNull(),
    /** Stripe would still refund the payment, which settles an inquiry. */
    isRefundable: boolean().notNull(),
    /** When Stripe was asked for what this row says: an older answer changes nothing. */
    seenAt: instant().notNull(),
    /** By Stripe's clock. */
    openedAt: instant().notNull(),
    updatedAt: updatedAt(),
  },
  (table) => [index().on(table.orderId), index().on(table.outcome, table.evidenceDueAt)],
);

/** Why an order needs a person, one row a cause. Open until `answeredAt`. */
export const orderAttention = pgTable(
  "order_attention",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    orderId: ofOrder(),
    reason: text().$type<AttentionReason>().notNull(),
    /** The payment (`cs_…`, `pi_…`) or refund that it is about. */
    about: text().notNull(),
    expected: text(),
    actual: text(),
    /** With a refund that failed: what must have gone back of its payment, minor units, for it to be made up for. */
    target: integer(),
    raisedAt: createdAt(),
    answeredAt: instant(),
    answer: text().$type<AttentionAnswer>(),
  },
  (table) => [
    unique("order_attention_once").on(table.orderId, table.reason, table.about),
    index("order_attention_open").on(table.raisedAt).where(sql`${table.answeredAt} is null`),
  ],
);
