import { sql } from "drizzle-orm";
import { bigserial, check, index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { Locale } from "@/i18n/routing";
import type { CheckoutSurface } from "@/lib/checkout/surface";
import type { CartId, OrderId, PaymentIntentId } from "@/lib/ids";
import type { Currency } from "@/lib/money";
import type { Address, AttemptStatus, OrderActor, OrderStatus, TimelineDetail } from "@/lib/orders/types";
import type { Quote } from "@/lib/quote/types";
import { createdAt, instant, updatedAt } from "./columns";

/** Amounts are minor units of `currency`. The quote is the snapshot the shopper agreed to; it is never repriced. */
export const orders = pgTable(
  "orders",
  {
    id: text().$type<OrderId>().primaryKey(),
    number: text().notNull().unique(),
    status: text().$type<OrderStatus>().notNull().default("open"),
    surface: text().$type<CheckoutSurface>().notNull(),
    cartId: text().$type<CartId>().notNull(),
    /** What the cart held when it was quoted; an order is reused only while it is the same. */
    cartFingerprint: text().notNull(),
    locale: text().$type<Locale>().notNull(),
    currency: text().$type<Currency>().notNull(),
    quote: jsonb().$type<Quote>().notNull(),
    subtotal: integer().notNull(),
    discountTotal: integer().notNull(),
    shippingTotal: integer().notNull(),
    /** Tax on top of the prices; 0 when they include it. */
    taxTotal: integer().notNull(),
    total: integer().notNull(),
    amountRefunded: integer().notNull().default(0),
    email: text(),
    customerName: text(),
    shippingName: text(),
    shippingAddress: jsonb().$type<Address>(),
    shippingOption: text(),
    paidAt: instant(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index().on(table.cartId, table.createdAt),
    index().on(table.status, table.createdAt),
    check(
      "orders_total_adds_up",
      sql`${table.total} = ${table.subtotal} - ${table.discountTotal} + ${table.shippingTotal} + ${table.taxTotal}`,
    ),
    check(
      "orders_amounts_not_negative",
      sql`${table.subtotal} >= 0 and ${table.discountTotal} >= 0 and ${table.shippingTotal} >= 0 and ${table.taxTotal} >= 0 and ${table.total} >= 0`,
    ),
    check(
      "orders_refund_within_total",
      sql`${table.amountRefunded} >= 0 and ${table.amountRefunded} <= ${table.total}`,
    ),
  ],
);

/** One Stripe object asked to collect an order's money: a Checkout Session, later a PaymentIntent. */
export const paymentAttempts = pgTable(
  "payment_attempts",
  {
    /** `cs_…` (or `pi_…` for a surface that confirms by itself). */
    stripeId: text().primaryKey(),
    orderId: text()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id),
    status: text().$type<AttemptStatus>().notNull().default("open"),
    paymentIntentId: text().$type<PaymentIntentId>().unique(),
    expiresAt: instant().notNull(),
    /** When it was last compared with Stripe: reconciliation takes the longest unseen first. */
    checkedAt: instant().notNull().defaultNow(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index().on(table.orderId, table.createdAt), index().on(table.status, table.checkedAt)],
);

/** Who did what, when: one row a transition or a fact worth telling. Never changed, never deleted. */
export const orderTimeline = pgTable(
  "order_timeline",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    orderId: text()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id),
    at: instant().notNull().defaultNow(),
    actor: text().$type<OrderActor>().notNull(),
    /** Null for a fact that is not a transition. */
    fromStatus: text().$type<OrderStatus>(),
    toStatus: text().$type<OrderStatus>(),
    detail: jsonb().$type<TimelineDetail>().notNull(),
  },
  (table) => [index().on(table.orderId, table.id)],
);
