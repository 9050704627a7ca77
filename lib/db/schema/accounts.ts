import { type SQL, sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { Locale } from "@/i18n/routing";
import type { AddressId, CartId, CustomerId } from "@/lib/base/ids";
import type { LoyaltyTier } from "@/lib/model/discount";
import { carts } from "./cart";
import { createdAt, instant, updatedAt } from "./columns";

/** What an account is searched by. Searches must use it as it is, because an index holds it. */
export function customerWho(table: { name: AnyPgColumn; email: AnyPgColumn }): SQL<string> {
  return sql`(lower(${table.name}) || ' ' || ${table.email})`;
}

/** better-auth's `user`: it writes e-mail, name and `emailVerified`, the store the rest. */
export const customers = pgTable(
  "customers",
  {
    id: text().$type<CustomerId>().primaryKey(),
    /** In lower case. */
    email: text().notNull().unique(),
    emailVerified: boolean().notNull().default(false),
    name: text().notNull().default(""),
    locale: text().$type<Locale>().notNull().default("en"),
    tier: text().$type<LoyaltyTier>(),
    cartId: text()
      .$type<CartId>()
      .unique()
      .references(() => carts.id, { onDelete: "set null" }),
    stripeCustomerId: text().unique(),
    /** Counts up when Stripe's customer is gone, so that creating a new one is not taken for a repeat. */
    stripeGeneration: integer().notNull().default(0),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index("customers_by_age").on(table.createdAt, table.id),
    // Few have a tier of their own.
    index("customers_with_tier")
      .on(table.tier, table.createdAt, table.id)
      .where(sql`${table.tier} is not null`),
    index("customers_by_who")
      .using("gin", sql`${customerWho(table)} gin_trgm_ops`)
      .with({ gin_pending_list_limit: 512 }),
    check("customers_email_lower_case", sql`${table.email} = lower(${table.email})`),
    check("customers_tier", sql`${table.tier} in ('silver', 'gold')`),
  ],
);

/** better-auth's `session`: a browser in which an account is signed in. */
export const signInSessions = pgTable(
  "customer_sessions",
  {
    id: text().primaryKey(),
    customerId: text()
      .$type<CustomerId>()
      .notNull()
      .references(() => customers.id, { onDelete: "cascade" }),
    token: text().notNull().unique(),
    expiresAt: instant().notNull(),
    ipAddress: text(),
    userAgent: text(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index().on(table.customerId), index().on(table.expiresAt)],
);

/** better-auth's `verification`: unused codes and links, as keyed hashes. */
export const signInSecrets = pgTable(
  "sign_in_secrets",
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: instant().notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index().on(table.identifier), index().on(table.expiresAt)],
);

/** Saved addresses, of which at most one is the default. Fields have Stripe's names. */
export const customerAddresses = pgTable(
  "customer_addresses",
  {
    id: text().$type<AddressId>().primaryKey(),
    customerId: text()
      .$type<CustomerId>()
      .notNull()
      .references(() => customers.id, { onDelete: "cascade" }),
    name: text().notNull(),
    phone: text(),
    line1: text().notNull(),
    line2: text(),
    city: text().notNull(),
    state: text(),
    postalCode: text().notNull(),
    /** ISO 3166-1 alpha-2, upper case. */
    country: text().notNull(),
    isDefault: boolean().notNull().default(false),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index().on(table.customerId, table.createdAt),
    uniqueIndex("customer_addresses_one_default").on(table.customerId).where(sql`${table.isDefault}`),
  ],
);
