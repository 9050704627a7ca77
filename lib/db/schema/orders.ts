import { sql } from "drizzle-orm";
import {
  bigserial,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { Locale } from "@/i18n/routing";
import type { CartId, CustomerId, OrderId, PaymentIntentId, ProductId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import type { AskedDiscounts } from "@/lib/model/discount";
import type { Address, AttemptStatus, OrderActor, OrderStatus, TimelineDetail } from "@/lib/model/order";
import type { Quote } from "@/lib/model/quote";
import type { CheckoutSurface } from "@/lib/model/surface";
import { customers } from "./accounts";
import { products } from "./catalog";
import { createdAt, instant, updatedAt } from "./columns";

/** Amounts are minor units of `currency`. A discount that changes during checkout makes a new revision of the quote; nothing else does. */
export const orders = pgTable(
  "orders",
  {
    id: text().$type<OrderId>().primaryKey(),
    number: text().notNull().unique(),
    status: text().$type<OrderStatus>().notNull().default("open"),
    surface: text().$type<CheckoutSurface>().notNull(),
    cartId: text().$type<CartId>().notNull(),
    /** Null for a guest's, and when the account is deleted. */
    customerId: text()
      .$type<CustomerId>()
      .references(() => customers.id, { onDelete: "set null" }),
    /** Keyed hashes of address and network of the last checkout; null when unknown. */
    openedFrom: text(),
    openedFromNetwork: text(),
    /** The cart's contents when it was quoted: an order is reused while they are the same. */
    cartFingerprint: text().notNull(),
    locale: text().$type<Locale>().notNull(),
    currency: text().$type<Currency>().notNull(),
    quote: jsonb().$type<Quote>().notNull(),
    subtotal: integer().notNull(),
    discountTotal: integer().notNull(),
    shippingTotal: integer().notNull(),
    /** All known tax, inside the prices and added. */
    taxTotal: integer().notNull(),
    /** The added part. Null: all of it, in rows of an earlier version. */
    taxAdded: integer(),
    total: integer().notNull(),
    /** Refunded of the order's own payment, minor units; goes down again when a refund fails. */
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
    index().on(table.customerId, table.createdAt),
    index("orders_guest_email").on(sql`lower(${table.email})`).where(sql`${table.customerId} is null`),
    index().on(table.status, table.createdAt),
    // A purchase history is read from this index alone.
    index("orders_history")
      .on(table.customerId, table.paidAt, table.currency, table.status, table.total, table.amountRefunded)
      .where(sql`${table.paidAt} is not null`),
    check(
      "orders_total_adds_up",
      sql`${table.total} = ${table.subtotal} - ${table.discountTotal} + ${table.shippingTotal} + coalesce(${table.taxAdded}, ${table.taxTotal})`,
    ),
    check("orders_added_tax_within_tax", sql`coalesce(${table.taxAdded}, 0) between 0 and ${table.taxTotal}`),
    check(
      "orders_amounts_not_negative",
      sql`${table.subtotal} >= 0 and ${table.discountTotal} >= 0 and ${table.shippingTotal} >= 0 and ${table.taxTotal} >= 0 and ${table.total} >= 0`,
    ),
    // Not bounded by the total: a wrong payment is refunded as it was paid.
    check("orders_refund_not_negative", sql`${table.amountRefunded} >= 0`),
  ],
);

/** Which products a paid order holds, for purchase histories. `customerId` follows the order's. */
export const orderProducts = pgTable(
  "order_products",
  {
    orderId: text()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id),
    productId: text()
      .$type<ProductId>()
      .notNull()
      .references(() => products.id),
    customerId: text()
      .$type<CustomerId>()
      .references(() => customers.id, { onDelete: "set null" }),
  },
  (table) => [
    primaryKey({ columns: [table.orderId, table.productId] }),
    index().on(table.customerId, table.productId, table.orderId),
  ],
);

/** Every quote that Stripe has, or was about to get. A session's metadata names its quote, which recovers a lost answer. Never changed. */
export const orderQuotes = pgTable(
  "order_quotes",
  {
    orderId: text()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id),
    revision: integer().notNull(),
    quote: jsonb().$type<Quote>().notNull(),
    asked: jsonb().$type<AskedDiscounts>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.revision] })],
);

export const paymentAttempts = pgTable(
  "payment_attempts",
  {
    /** `cs_…` or `pi_…`. */
    stripeId: text().primaryKey(),
    orderId: text()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id),
    status: text().$type<AttemptStatus>().notNull().default("open"),
    paymentIntentId: text().$type<PaymentIntentId>().unique(),
    /** `pm_…`; null where Stripe's page confirms. */
    paymentMethodId: text(),
    /** Minor units; null until known. */
    amountCaptured: integer(),
    expiresAt: instant().notNull(),
    /** When last compared with Stripe: reconciliation takes the oldest first. */
    checkedAt: instant().notNull().defaultNow(),
    /** Who is changing the session's quote, and until when: one at a time. */
    updateLease: text(),
    updateLeaseUntil: instant(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index().on(table.orderId, table.createdAt), index().on(table.status, table.checkedAt)],
);

/** A checkout whose order is placed and can't be paid yet. Deleted when it can; what a stopped process leaves says where to continue. */
export const checkoutStarts = pgTable("checkout_starts", {
  orderId: text()
    .$type<OrderId>()
    .primaryKey()
    .references(() => orders.id),
  /** From 1. With `sessionEndsAt` it is the idempotency key of the session. */
  number: integer().notNull(),
  sessionEndsAt: instant().notNull(),
  /** The cart's earlier payment, which has to end first. */
  replaces: text().references(() => paymentAttempts.stripeId),
  /** The order existed before, and stays when its payment can't begin. */
  paysAgain: boolean().notNull(),
  /** Which request works on it, and until when that counts as alive. */
  holder: text().notNull(),
  aliveUntil: instant().notNull(),
});

export type ConfirmationStatus = "reviewed" | "sent" | "lost" | "refused" | "done";

/** A ConfirmationToken, written before Stripe is asked, so that the same one never starts a second payment. */
export const paymentConfirmations = pgTable(
  "payment_confirmations",
  {
    /** `ctoken_…`, or a free order's own. */
    tokenId: text().primaryKey(),
    orderId: text()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id),
    /** From 1; part of the idempotency key. */
    number: integer("attempt").notNull(),
    /** Of the quote to be paid. */
    revision: integer().notNull(),
    /** `reviewed` while the rules are checked, `sent` while Stripe is asked; `lost` when no answer came. */
    status: text().$type<ConfirmationStatus>().notNull().default("reviewed"),
    /** `reviewed` and `sent` end by then, even if their process has stopped. */
    runsUntil: instant().notNull(),
    paymentIntentId: text().$type<PaymentIntentId>(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [uniqueIndex().on(table.orderId, table.number)],
);

/** One row per transition or fact. Never changed, never deleted. */
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
    fromStatus: text().$type<OrderStatus>(),
    toStatus: text().$type<OrderStatus>(),
    detail: jsonb().$type<TimelineDetail>().notNull(),
  },
  (table) => [index().on(table.orderId, table.id)],
);
