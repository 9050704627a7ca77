import { sql } from "drizzle-orm";
import {
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
import type { Localized } from "@/lib/base/i18n-text";
import type { OrderId } from "@/lib/base/ids";
import type { RuleKind } from "@/lib/model/discount";
import type { RuleConditions } from "@/lib/model/discount-conditions";
import type { SegmentDefinition } from "@/lib/model/purchase-history";
import { createdAt, instant, updatedAt } from "./columns";
import { orders } from "./orders";

/** The merchant's discount rules. `conditions` is checked on each read: a wrong rule does not apply. */
export const discountRules = pgTable(
  "discount_rules",
  {
    id: text().primaryKey(),
    kind: text().$type<RuleKind>().notNull(),
    /** Set for promotion codes only; case does not matter. */
    code: text(),
    name: jsonb().$type<Localized>().notNull(),
    conditions: jsonb().$type<RuleConditions>().notNull(),
    /** From this time on, inclusive. */
    startsAt: instant(),
    /** Until this time, exclusive. */
    endsAt: instant(),
    /** How many orders may have it, and how many per customer. Null for any number. */
    totalLimit: integer(),
    perCustomerLimit: integer(),
    combinable: boolean().notNull(),
    active: boolean().notNull().default(true),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex("discount_rules_code").on(sql`upper(${table.code})`),
    // Which rules are for a group: codes that work once are many.
    index("discount_rules_groups").using("gin", sql`(${table.conditions} -> 'groups')`),
    check(
      "discount_rules_kind",
      sql`${table.kind} in ('promotion_code', 'loyalty', 'cart_threshold', 'limited_time', 'region', 'customer', 'history')`,
    ),
    check(
      "discount_rules_code_of_its_kind",
      sql`(${table.kind} = 'promotion_code') = (${table.code} is not null)`,
    ),
    check("discount_rules_window", sql`${table.endsAt} > ${table.startsAt}`),
    check("discount_rules_limits_positive", sql`${table.totalLimit} > 0 and ${table.perCustomerLimit} > 0`),
  ],
);

/** Groups of customers. `definition` is checked on each read. */
export const customerSegments = pgTable("customer_segments", {
  id: text().primaryKey(),
  name: jsonb().$type<Localized>().notNull(),
  definition: jsonb().$type<SegmentDefinition>().notNull(),
  active: boolean().notNull().default(true),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});

export type RedemptionStatus = "reserved" | "redeemed" | "released";

/**
 * Which orders use which rules. Live reservations and redemptions count against the limits. The database refuses `reserved`
 * unless the order is `open` or `processing`.
 */
export const discountRedemptions = pgTable(
  "discount_redemptions",
  {
    orderId: text()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id),
    ruleId: text()
      .notNull()
      .references(() => discountRules.id),
    customerKey: text().notNull(),
    status: text().$type<RedemptionStatus>().notNull().default("reserved"),
    /** The reservation does not count after this. Null until the payment settles (delayed methods). */
    expiresAt: instant(),
    /** Stripe's fingerprint, when the rule allows one use per card. */
    cardFingerprint: text(),
    endsWithNextOrder: boolean().notNull().default(false),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex("discount_redemptions_card")
      .on(table.ruleId, table.cardFingerprint)
      .where(sql`${table.status} <> 'released'`),
    primaryKey({ columns: [table.orderId, table.ruleId] }),
    index().on(table.ruleId, table.status),
    index().on(table.ruleId, table.customerKey),
    index("discount_redemptions_under_way")
      .on(table.customerKey)
      .where(sql`${table.status} = 'reserved' and ${table.endsWithNextOrder}`),
    check("discount_redemptions_status", sql`${table.status} in ('reserved', 'redeemed', 'released')`),
    check(
      "discount_redemptions_redeemed_for_good",
      sql`${table.status} <> 'redeemed' or ${table.expiresAt} is null`,
    ),
  ],
);
