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

/**
 * Amounts are minor units of `currency`. The quote is the one that Stripe was told last; a discount that comes or goes
 * while the shopper pays makes a new revision of it, and nothing else does.
 */
export const orders = pgTable(
  "orders",
  {
    id: text().$type<OrderId>().primaryKey(),
    number: text().notNull().unique(),
    status: text().$type<OrderStatus>().notNull().default("open"),
    surface: text().$type<CheckoutSurface>().notNull(),
    cartId: text().$type<CartId>().notNull(),
    /** The account it belongs to; null for a guest's, and when the account is gone. */
    customerId: text()
      .$type<CustomerId>()
      .references(() => customers.id, { onDelete: "set null" }),
    /** Keyed hashes of the address and the network that its checkout was last opened from; null where none is known. */
    openedFrom: text(),
    openedFromNetwork: text(),
    /** What the cart held when it was quoted; an order is reused only while it is the same. */
    cartFingerprint: text().notNull(),
    locale: text().$type<Locale>().notNull(),
    currency: text().$type<Currency>().notNull(),
    quote: jsonb().$type<Quote>().notNull(),
    subtotal: integer().notNull(),
    discountTotal: integer().notNull(),
    shippingTotal: integer().notNull(),
    /** All tax as far as it is known: what is inside the prices, and what is on top of them. */
    taxTotal: integer().notNull(),
    /** The part of it that is on top. Null is all of it: written by a version of the store that knew no other tax. */
    taxAdded: integer(),
    total: integer().notNull(),
    /** What has truly gone back of the order's own payment: goes down again when a refund fails. */
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
    // All that a purchase history sums up, so that it is read from the index alone.
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
    // Not bounded by the total: an order that was paid otherwise than quoted gives back what was paid.
    check("orders_refund_not_negative", sql`${table.amountRefunded} >= 0`),
  ],
);

/**
 * Which products a paid order holds, one row each, for whoever asks what an account bought before. `customerId` is the
 * order's, and follows it.
 */
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

/**
 * Every quote the server has told, or was about to tell, to Stripe for an order. Which one a session carries is in its
 * metadata: an answer that was lost on the way is found again by it. Never changed.
 */
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
    /** `pm_…` that the store confirmed it with; null where Stripe's page does. */
    paymentMethodId: text(),
    /** What it took, minor units; null until that is known. */
    amountCaptured: integer(),
    expiresAt: instant().notNull(),
    /** When it was last compared with Stripe: reconciliation takes the longest unseen first. */
    checkedAt: instant().notNull().defaultNow(),
    /** Who is changing the session's quote, and until when that may take: one at a time. */
    updateLease: text(),
    updateLeaseUntil: instant(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index().on(table.orderId, table.createdAt), index().on(table.status, table.checkedAt)],
);

/**
 * A checkout that is being opened: its order is placed, and its shopper can't pay yet. Gone as soon as they can; what is left of a process
 * that was stopped in between tells the next one where to go on.
 */
export const checkoutStarts = pgTable("checkout_starts", {
  orderId: text()
    .$type<OrderId>()
    .primaryKey()
    .references(() => orders.id),
  /** From 1. With `sessionEndsAt` the idempotency key of the session's creation. */
  number: integer().notNull(),
  sessionEndsAt: instant().notNull(),
  /** The payment of the cart's checkout before, which has to be over first. */
  replaces: text().references(() => paymentAttempts.stripeId),
  /** The order was there before, and stays when its payment can't begin. */
  paysAgain: boolean().notNull(),
  /** Which request has it, and until when that one is taken to be alive; it says so again and again. */
  holder: text().notNull(),
  aliveUntil: instant().notNull(),
});

export type ConfirmationStatus = "reviewed" | "sent" | "lost" | "refused" | "done";

/**
 * A ConfirmationToken that a shopper gave to pay an order with, written down before Stripe is asked: whatever happens to
 * the answer, the same token never starts a second payment.
 */
export const paymentConfirmations = pgTable(
  "payment_confirmations",
  {
    /** `ctoken_…`, or what stands for it where nothing is to be paid. */
    tokenId: text().primaryKey(),
    orderId: text()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id),
    /** From 1; part of the idempotency key. */
    number: integer("attempt").notNull(),
    /** Of the order's quotes, the one it is to pay. */
    revision: integer().notNull(),
    /** `reviewed` while the rules are asked, `sent` while Stripe is; `lost` when its answer never came. */
    status: text().$type<ConfirmationStatus>().notNull().default("reviewed"),
    /** `reviewed` and `sent` are over by then, whatever happened to who ran them. */
    runsUntil: instant().notNull(),
    paymentIntentId: text().$type<PaymentIntentId>(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [uniqueIndex().on(table.orderId, table.number)],
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
