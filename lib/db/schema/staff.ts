import { type SQL, sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  bigserial,
  boolean,
  check,
  index,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { Locale } from "@/i18n/routing";
import type { StaffId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import type { ApprovalStatus, AuditAction, AuditOutcome, AuditSubject, StaffRole } from "@/lib/model/staff";
import { createdAt, instant, updatedAt } from "./columns";

/** People who work in the desk; better-auth's `user` of its own. Nobody is deleted, as the audit log names them. */
export const staff = pgTable(
  "staff",
  {
    id: text().$type<StaffId>().primaryKey(),
    /** In lower case. */
    email: text().notNull().unique(),
    emailVerified: boolean().notNull().default(false),
    name: text().notNull().default(""),
    role: text().$type<StaffRole>().notNull(),
    locale: text().$type<Locale>().notNull(),
    /** Null until the first sign-in after the invitation. */
    joinedAt: instant(),
    /** From here on nobody signs in with the account. */
    endedAt: instant(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    check("staff_email_lower_case", sql`${table.email} = lower(${table.email})`),
    check("staff_role", sql`${table.role} in ('owner', 'manager', 'fulfilment', 'support', 'read_only')`),
  ],
);

/** better-auth's `session` of the desk. Each exists only after the second factor was shown. */
export const staffSessions = pgTable(
  "staff_sessions",
  {
    id: text().primaryKey(),
    staffId: text()
      .$type<StaffId>()
      .notNull()
      .references(() => staff.id, { onDelete: "cascade" }),
    token: text().notNull().unique(),
    expiresAt: instant().notNull(),
    ipAddress: text(),
    userAgent: text(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index().on(table.staffId), index().on(table.expiresAt)],
);

/** The app on a person's phone that makes codes, and the codes for the day the phone is lost. */
export const staffSecondFactors = pgTable("staff_second_factors", {
  staffId: text()
    .$type<StaffId>()
    .primaryKey()
    .references(() => staff.id, { onDelete: "cascade" }),
  /** Encrypted with `AUTH_SECRET`. */
  secret: text().notNull(),
  /** Null until a first code has shown that the app has the secret. */
  confirmedAt: instant(),
  /** The last interval whose code was used, so that no code counts twice. */
  lastStep: bigint({ mode: "number" }).notNull().default(0),
  /** Keyed hashes of the recovery codes that are left. */
  recoveryCodes: text().array().notNull().default(sql`'{}'::text[]`),
  createdAt: createdAt(),
});

/** Devices by which somebody shows the second factor without a code: what is known of each passkey. */
export const staffPasskeys = pgTable(
  "staff_passkeys",
  {
    /** The credential's, as the device chose it; base64url. */
    id: text().primaryKey(),
    staffId: text()
      .$type<StaffId>()
      .notNull()
      .references(() => staff.id, { onDelete: "cascade" }),
    /** What its owner calls it. */
    name: text().notNull().default(""),
    /** COSE, base64url. Nothing of it is secret. */
    publicKey: text().notNull(),
    /** How often the device says that it was used; always 0 for those that are shared between devices. */
    counter: bigint({ mode: "number" }).notNull(),
    usedAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.staffId)],
);

/** Money that somebody wanted to give up, more than one person may: it goes when a second person asks for the same. */
export const approvals = pgTable(
  "approvals",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    action: text().$type<AuditAction>().notNull(),
    subjectKind: text().$type<AuditSubject["kind"]>().notNull(),
    subjectId: text().notNull(),
    /** SHA-256 of what was asked. Two people who ask for the same have the same. */
    digest: text().notNull(),
    /** Minor units. */
    amount: bigint({ mode: "number" }).notNull(),
    currency: text().$type<Currency>().notNull(),
    /** The page of the desk where it can be looked at and done. */
    page: text().notNull(),
    status: text().$type<ApprovalStatus>().notNull().default("asked"),
    askedBy: text()
      .$type<StaffId>()
      .notNull()
      .references(() => staff.id),
    askedAt: instant().notNull().defaultNow(),
    answeredBy: text()
      .$type<StaffId>()
      .references(() => staff.id),
    answeredAt: instant(),
  },
  (table) => [
    uniqueIndex("approvals_one_open")
      .on(table.action, table.subjectKind, table.subjectId, table.digest)
      .where(sql`${table.status} = 'asked'`),
    index("approvals_waiting").on(table.askedAt).where(sql`${table.status} = 'asked'`),
    check("approvals_answered", sql`(${table.status} = 'asked') = (${table.answeredAt} is null)`),
    check(
      "approvals_two_people",
      sql`${table.status} <> 'approved' or ${table.answeredBy} <> ${table.askedBy}`,
    ),
  ],
);

/** The things that an entry is about, as a change of many orders names each. Searches must use it as it is, because an index holds it. */
export function auditedThings(table: { subjectId: AnyPgColumn }): SQL<string[]> {
  return sql`string_to_array(replace(${table.subjectId}, ' ', ','), ',')`;
}

/** Who changed what in the desk. Rows are never changed or deleted: a trigger refuses it. */
export const auditEntries = pgTable(
  "audit_entries",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    at: instant().notNull().defaultNow(),
    staffId: text()
      .$type<StaffId>()
      .notNull()
      .references(() => staff.id),
    /** At the time. */
    role: text().$type<StaffRole>().notNull(),
    /** The browser's address as proxies tell it; null on one's own machine. */
    from: text(),
    action: text().$type<AuditAction>().notNull(),
    subjectKind: text().$type<AuditSubject["kind"]>().notNull(),
    subjectId: text().notNull(),
    outcome: text().$type<AuditOutcome>().notNull(),
    /** The entry that this one ends. */
    endsId: bigint({ mode: "number" }).references((): AnyPgColumn => auditEntries.id),
    /** What was asked, or what was before and after, or why not. */
    detail: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  },
  (table) => [
    uniqueIndex("audit_entries_one_end").on(table.endsId),
    index("audit_entries_things").using("gin", auditedThings(table)),
    index().on(table.staffId, table.id),
    // Of a kind that is rare among many.
    index("audit_entries_of_kind").on(table.subjectKind, table.id).where(sql`${table.endsId} is null`),
    index("audit_entries_asked").on(table.id).where(sql`${table.endsId} is null`),
    check("audit_entries_ends", sql`(${table.outcome} = 'asked') = (${table.endsId} is null)`),
  ],
);
