import { sql } from "drizzle-orm";
import { bigserial, boolean, check, index, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core";
import type { OrderId, PaymentIntentId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import type { AttentionAnswer, AttentionReason, DisputeOutcome, RefundStatus } from "@/lib/model/order";
import type { RefundShare, RefundTerms } from "@/lib/model/refund";
import { createdAt, instant, updatedAt } from "./columns";
import { discountRules } from "./discounts";
import { orders } from "./orders";

const ofOrder = () =>
  text()
    .$type<OrderId>()
    .notNull()
    .references(() => orders.id);

/** Refunds as Stripe last reported them, in minor units of `currency`. */
export const refunds = pgTable(
  "refunds",
  {
    /** `re_…` or `pyr_…`; `out_…` for money paid back outside Stripe. */
    stripeId: text().primaryKey(),
    orderId: ofOrder(),
    paymentIntentId: text().$type<PaymentIntentId>().notNull(),
    amount: integer().notNull(),
    currency: text().$type<Currency>().notNull(),
    status: text().$type<RefundStatus>().notNull(),
    /** Stripe's code. */
    reason: text(),
    /** Stripe's code. */
    failureReason: text(),
    requestId: text(),
    /** The time by Stripe's clock. */
    createdAt: instant().notNull(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index().on(table.orderId, table.createdAt),
    unique("refunds_once_a_request").on(table.requestId),
    index().on(table.status, table.updatedAt),
    index().on(table.createdAt),
    check("refunds_amount_positive", sql`${table.amount} > 0`),
  ],
);

/** `asked`: Stripe may have been asked and the answer is unknown. `made`: the refund is recorded. `refused`: Stripe said no. */
export type RefundRequestStatus = "asked" | "made" | "refused";

/** Requests for refunds, written before Stripe is asked, so that one request never makes two refunds. */
export const refundRequests = pgTable(
  "refund_requests",
  {
    id: text().primaryKey(),
    orderId: ofOrder(),
    paymentIntentId: text().$type<PaymentIntentId>().notNull(),
    /** Minor units. */
    amount: integer().notNull(),
    wish: jsonb().$type<RefundTerms>().notNull(),
    /** Null for a payment that is not the order's own, and in rows of an earlier version. */
    share: jsonb().$type<RefundShare>(),
    /** Who of the staff asked; null for a command. */
    askedBy: text(),
    status: text().$type<RefundRequestStatus>().notNull().default("asked"),
    refusal: text(),
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

/** Which order took how much of a credit, in minor units. */
export type CreditUse = { order: string; amount: number };

/** Money of an order that its shopper took as a code for the next one. What is left of a code becomes a code of its own. Decision 60. */
export const orderCredits = pgTable(
  "order_credits",
  {
    /** The key of the request, so that one request gives one code. */
    id: text().primaryKey(),
    orderId: ofOrder(),
    paymentIntentId: text().$type<PaymentIntentId>().notNull(),
    /** Minor units of `currency`. */
    amount: integer().notNull(),
    currency: text().$type<Currency>().notNull(),
    wish: jsonb().$type<RefundTerms>().notNull(),
    share: jsonb().$type<RefundShare>().notNull(),
    /** The discount of the code that works now, or worked last. */
    ruleId: text()
      .notNull()
      .unique()
      .references(() => discountRules.id),
    /** How many refunds of the order were known when it was given. */
    refundsBefore: integer().notNull(),
    /** What the code is still worth, and what of the credit the merchant took back. */
    left: integer().notNull(),
    takenBack: integer().notNull().default(0),
    uses: jsonb().$type<CreditUse[]>().notNull().default([]),
    /** Who of the staff gave it. */
    askedBy: text().notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index().on(table.orderId, table.createdAt),
    check("order_credits_amount_positive", sql`${table.amount} > 0`),
    check(
      "order_credits_within_amount",
      sql`${table.left} >= 0 and ${table.takenBack} >= 0 and ${table.left} + ${table.takenBack} <= ${table.amount}`,
    ),
  ],
);

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
    /** Stripe's status, which may be new to the store. */
    status: text().notNull(),
    /** Stripe's reason: `fraudulent`, `product_not_received`, `insufficient_funds` … */
    reason: text().notNull(),
    outcome: text().$type<DisputeOutcome>(),
    /** Until when evidence is accepted; null when there is nothing to answer. */
    evidenceDueAt: instant(),
    hasEvidence: boolean().notNull().default(false),
    isMoneyTaken: boolean().notNull(),
    /** True while Stripe still allows a refund, which settles an inquiry. */
    isRefundable: boolean().notNull(),
    /** When Stripe was asked; an older answer changes nothing. */
    seenAt: instant().notNull(),
    /** The time by Stripe's clock. */
    openedAt: instant().notNull(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index().on(table.orderId),
    index().on(table.outcome, table.evidenceDueAt),
    // The desk's list of those that have ended, and its numbers of the last year.
    index().on(table.outcome, table.openedAt, table.stripeId),
    index().on(table.openedAt),
  ],
);

/** Reasons why an order needs a person, one row per cause. Open until `answeredAt`. */
export const orderAttention = pgTable(
  "order_attention",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    orderId: ofOrder(),
    reason: text().$type<AttentionReason>().notNull(),
    /** The payment (`cs_…`, `pi_…`) or refund that the reason is about. */
    about: text().notNull(),
    expected: text(),
    actual: text(),
    /** After a failed refund: minor units that must have been refunded to solve the problem. */
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
