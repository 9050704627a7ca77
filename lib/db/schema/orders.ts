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
import type {
  Address,
  Agreement,
  AttemptStatus,
  ChargeFacts,
  OrderActor,
  OrderStatus,
  TimelineDetail,
} from "@/lib/model/order";
import type { Quote } from "@/lib/model/quote";
import type { CheckoutSurface } from "@/lib/model/surface";
import { customers } from "./accounts";
import { products } from "./catalog";
import { createdAt, instant, updatedAt } from "./columns";

/** Orders; amounts are minor units of `currency`. A discount that changes during checkout makes a new revision of the quote; nothing else does. */
export const orders = pgTable(
  "orders",
  {
    id: text().$type<OrderId>().primaryKey(),
    number: text().notNull().unique(),
    status: text().$type<OrderStatus>().notNull().default("open"),
    surface: text().$type<CheckoutSurface>().notNull(),
    cartId: text().$type<CartId>().notNull(),
    /** Null for a guest's order, and after the account is deleted. */
    customerId: text()
      .$type<CustomerId>()
      .references(() => customers.id, { onDelete: "set null" }),
    /** Keyed hashes of the last checkout's address and network; null when unknown. */
    openedFrom: text(),
    openedFromNetwork: text(),
    /** Names the cart's contents when it was quoted. An order is used again while they are the same. */
    cartFingerprint: text().notNull(),
    locale: text().$type<Locale>().notNull(),
    currency: text().$type<Currency>().notNull(),
    quote: jsonb().$type<Quote>().notNull(),
    subtotal: integer().notNull(),
    discountTotal: integer().notNull(),
    shippingTotal: integer().notNull(),
    /** All known tax, both inside the prices and added. */
    taxTotal: integer().notNull(),
    /** The added part of the tax. Null in rows of an earlier version, where all of it was added. */
    taxAdded: integer(),
    total: integer().notNull(),
    /** Minor units refunded of the order's own payment; goes down again when a refund fails. */
    amountRefunded: integer().notNull().default(0),
    email: text(),
    customerName: text(),
    shippingName: text(),
    shippingAddress: jsonb().$type<Address>(),
    shippingOption: text(),
    /** Null where the shop sells to businesses only, and in rows of an earlier version. */
    agreement: jsonb().$type<Agreement>(),
    paidAt: instant(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index().on(table.cartId, table.createdAt),
    index().on(table.customerId, table.createdAt),
    index("orders_guest_email").on(sql`lower(${table.email})`).where(sql`${table.customerId} is null`),
    index().on(table.status, table.createdAt),
    // The tax report reads the sales of a period.
    index("orders_paid").on(table.paidAt, table.id).where(sql`${table.paidAt} is not null`),
    // A purchase history is read from this index alone, without the table.
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
    // The amount is not limited by the total, because a wrong payment is refunded as it was paid.
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

/** Every quote that Stripe has, or was about to get; rows never change. A session's metadata names its quote, which helps after a lost answer. */
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
  (table) => [primaryKey({ columns: [table.orderId, table.revision] }), index().on(table.createdAt)],
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
    /** `pm_…`; null when Stripe's page confirms. */
    paymentMethodId: text(),
    /** Minor units; null until known. */
    amountCaptured: integer(),
    /** `ch_…` or `py_…`, the last one; null before there is one, and in rows of an earlier version. */
    chargeId: text(),
    charge: jsonb().$type<ChargeFacts>(),
    expiresAt: instant().notNull(),
    /** When the payment was last compared with Stripe; reconciliation takes the oldest first. */
    checkedAt: instant().notNull().defaultNow(),
    /** Which request is changing the session's quote, and until when: one at a time. */
    updateLease: text(),
    updateLeaseUntil: instant(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index().on(table.orderId, table.createdAt),
    index().on(table.status, table.checkedAt),
    index("payment_attempts_charge").on(table.chargeId).where(sql`${table.chargeId} is not null`),
    // Without the payments that are over, however many there are.
    index("payment_attempts_under_way")
      .on(table.checkedAt)
      .where(sql`${table.status} in ('open', 'processing')`),
  ],
);

/** Checkouts whose order is placed and can't be paid yet. The row is deleted when it can; after a crash it says where to continue. */
export const checkoutStarts = pgTable("checkout_starts", {
  orderId: text()
    .$type<OrderId>()
    .primaryKey()
    .references(() => orders.id),
  /** Counts from 1; together with `sessionEndsAt` it makes the session's idempotency key. */
  number: integer().notNull(),
  sessionEndsAt: instant().notNull(),
  replaces: text().references(() => paymentAttempts.stripeId),
  /** The order existed before, and it stays when its new payment can't begin. */
  paysAgain: boolean().notNull(),
  /** Which request works on the start, and until when that request counts as alive. */
  holder: text().notNull(),
  aliveUntil: instant().notNull(),
});

export type ConfirmationStatus = "reviewed" | "sent" | "lost" | "refused" | "done";

/** ConfirmationTokens, written before Stripe is asked, so that the same one never starts a second payment. */
export const paymentConfirmations = pgTable(
  "payment_confirmations",
  {
    /** `ctoken_…`, or the store's own id for a free order. */
    tokenId: text().primaryKey(),
    orderId: text()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id),
    number: integer("attempt").notNull(),
    revision: integer().notNull(),
    /** `reviewed` while the rules are checked, `sent` while Stripe is asked; `lost` when no answer came. */
    status: text().$type<ConfirmationStatus>().notNull().default("reviewed"),
    /** When `reviewed` and `sent` end, even if their process has stopped. */
    runsUntil: instant().notNull(),
    paymentIntentId: text().$type<PaymentIntentId>(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex().on(table.orderId, table.number),
    index("payment_confirmations_unresolved")
      .on(table.runsUntil)
      .where(sql`${table.status} in ('sent', 'lost')`),
  ],
);

/** The history of each order, one row per transition or fact. Rows are never changed or deleted. */
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
