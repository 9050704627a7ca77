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

/** The merchant's discounts. `conditions` is checked whenever it is read: a rule that is not right does not apply. */
export const discountRules = pgTable(
  "discount_rules",
  {
    id: text().primaryKey(),
    kind: text().$type<RuleKind>().notNull(),
    /** Of a promotion code only; compared without case. */
    code: text(),
    name: jsonb().$type<Localized>().notNull(),
    conditions: jsonb().$type<RuleConditions>().notNull(),
    /** Inclusive. */
    startsAt: instant(),
    /** Exclusive. */
    endsAt: instant(),
    /** Orders that may carry it, and orders of one customer. Null: any number. */
    totalLimit: integer(),
    perCustomerLimit: integer(),
    combinable: boolean().notNull(),
    active: boolean().notNull().default(true),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex("discount_rules_code").on(sql`upper(${table.code})`),
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

/** Groups of accounts that rules name. `definition` is checked whenever it is read, as `conditions` is. */
export const customerSegments = pgTable("customer_segments", {
  id: text().primaryKey(),
  /** As in "For …": shoppers read it. */
  name: jsonb().$type<Localized>().notNull(),
  definition: jsonb().$type<SegmentDefinition>().notNull(),
  /** A segment that is not active has no members. */
  active: boolean().notNull().default(true),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});

export type RedemptionStatus = "reserved" | "redeemed" | "released";

/**
 * An order that carries a rule. Reserved while it is being paid; what counts against the limits is live or redeemed. The database refuses
 * `reserved` for an order that is not `open` or `processing`.
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
    /** The account's id, a guest's cart id. */
    customerKey: text().notNull(),
    status: text().$type<RedemptionStatus>().notNull().default("reserved"),
    /** A reservation past this instant no longer counts. Null: kept until the payment settles (delayed methods). */
    expiresAt: instant(),
    /** Of the card it is paid with, where the rule is for one use of a card. Stripe's, the same for a number anywhere. */
    cardFingerprint: text(),
    /** The customer's next order ends their claim to it (`endsWithNextOrder`). */
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
