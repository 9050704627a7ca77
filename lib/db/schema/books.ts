import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import type { PaymentIntentId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import { instant, updatedAt } from "./columns";

/** Minor units of the row's currency. A payout in yen may be more than an `integer` holds. */
const amount = () => bigint({ mode: "number" }).notNull();

/** Payouts as Stripe last reported them. */
export const payouts = pgTable(
  "payouts",
  {
    /** `po_…` */
    stripeId: text().primaryKey(),
    /** Negative where Stripe takes money from the bank account. */
    amount: amount(),
    currency: text().$type<Currency>().notNull(),
    /** Stripe's status, which may be new to the store. */
    status: text().notNull(),
    /** Of one made by hand Stripe does not say what is in it. */
    automatic: boolean().notNull(),
    /** Stripe can list what is in it. */
    isReconciled: boolean().notNull(),
    /** Stripe's code. */
    failureCode: text(),
    arrivesAt: instant().notNull(),
    /** The time by Stripe's clock. */
    createdAt: instant().notNull(),
    /** What is in it has been read up to this transaction. */
    contentsUpTo: text(),
    /** When all that is in it was read. */
    contentsAt: instant(),
    /** What is in it, added up by Stripe's category, without the payout's own movement. */
    contents: jsonb().$type<readonly { category: string; count: number; amount: number; fee: number }[]>(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index().on(table.createdAt, table.stripeId),
    index("payouts_to_read").on(table.createdAt).where(isToRead(table)),
  ],
);

/** What is in the payout can be read, and was not. Questions must use it as it is, because an index holds it. */
export function isToRead(table: {
  automatic: AnyPgColumn;
  isReconciled: AnyPgColumn;
  contentsAt: AnyPgColumn;
}) {
  return sql`${table.automatic} and ${table.isReconciled} and ${table.contentsAt} is null`;
}

/** Every movement of the balance at Stripe: what was charged, given back, taken and paid out. A row changes only by what payout it is in. */
export const balanceTransactions = pgTable(
  "balance_transactions",
  {
    /** `txn_…` */
    stripeId: text().primaryKey(),
    /** Stripe's type and, for reports, its category; either may be new to the store. */
    type: text().notNull(),
    category: text().notNull(),
    amount: amount(),
    fee: amount(),
    net: amount(),
    currency: text().$type<Currency>().notNull(),
    /** What the amount was multiplied with, where the payment was made in another currency. */
    exchangeRate: doublePrecision(),
    /** `ch_…`, `py_…`, `re_…`, `pyr_…`, `dp_…`, `po_…` and others; null for a fee of its own. */
    sourceId: text(),
    /** The payment that it is about, by which its order is found. */
    paymentIntentId: text().$type<PaymentIntentId>(),
    /** Stripe's words, where they can't name a person. */
    description: text(),
    /** Which payout it is in; null while it waits for one, and where Stripe does not say. */
    payoutId: text(),
    createdAt: instant().notNull(),
    availableAt: instant().notNull(),
  },
  (table) => [
    index().on(table.currency, table.createdAt, table.stripeId),
    // A month of all currencies.
    index().on(table.createdAt),
    index().on(table.payoutId, table.createdAt, table.stripeId),
    index().on(table.paymentIntentId),
    // Few: refunds whose money came back.
    index("balance_transactions_refund_failures")
      .on(table.sourceId)
      .where(sql`${table.category} = 'refund_failure'`),
    index("balance_transactions_refund_failures_by_time")
      .on(table.createdAt)
      .where(sql`${table.category} = 'refund_failure'`),
    check("balance_transactions_add_up", sql`${table.net} = ${table.amount} - ${table.fee}`),
  ],
);

/** The sum of a day's movements, by the days of UTC: so that a balance of the past is known without reading all before it. */
export const balanceDays = pgTable(
  "balance_days",
  {
    currency: text().$type<Currency>().notNull(),
    day: date({ mode: "string" }).notNull(),
    net: amount(),
    count: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.currency, table.day] })],
);

export type BooksList = "payouts" | "transactions";

/** How far Stripe's lists have been read. */
export const booksProgress = pgTable("books_progress", {
  list: text().$type<BooksList>().primaryKey(),
  /** What is older is not looked for. */
  since: instant().notNull(),
  /** All up to this one is stored, and can't change any more. Null when nothing is. */
  settledId: text(),
  /** When the end of the list was reached last. */
  completedAt: instant(),
});

/** What Stripe said of a balance when all of its movements were read. */
export const balanceChecks = pgTable("balance_checks", {
  currency: text().$type<Currency>().primaryKey(),
  /** What was in the balance before the first movement that was read. */
  carried: amount(),
  /** Available and pending. */
  atStripe: amount(),
  /** The sum of the movements, with `carried`. */
  inBooks: amount(),
  checkedAt: instant().notNull(),
});
