import { bigserial, customType, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { createdAt, updatedAt } from "./columns";

/**
 * `stored`: not looked at yet. `checked` and `refused`: it was, and nothing is written. `left_out`: it is written but for some rows. `failed`: what was
 * thrown is in `error`, and it is tried again.
 */
export const UPLOAD_STATES = [
  "stored",
  "checking",
  "checked",
  "refused",
  "writing",
  "syncing",
  "done",
  "left_out",
] as const;
export type UploadState = (typeof UPLOAD_STATES)[number];

export type UploadOptions = { keepStock: boolean; category: string | null; leavePictures: boolean };

/** How far the step under way has come; `all` is null while nobody knows. */
export type UploadProgress = {
  step: "check" | "pictures" | "write" | "list" | "sync";
  done: number;
  all: number | null;
};

/** A file of goods that somebody of the staff has sent: what it would change, and how far its import is. */
export const goodsUploads = pgTable(
  "goods_uploads",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    name: text().notNull(),
    format: text().$type<"shopify" | "json">().notNull(),
    bytes: integer().notNull().default(0),
    who: text().notNull(),
    options: jsonb().$type<UploadOptions>().notNull(),
    state: text().$type<UploadState>().notNull().default("stored"),
    progress: jsonb().$type<UploadProgress>(),
    /** What was found, or written: `ImportReport`. */
    report: jsonb().$type<unknown>(),
    /** Why the last try did not end. */
    error: text(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index().on(table.createdAt)],
);

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** The file in pieces, so that every process of the store has it, and none of them all of it in memory. */
export const goodsUploadParts = pgTable(
  "goods_upload_parts",
  {
    uploadId: integer()
      .notNull()
      .references(() => goodsUploads.id, { onDelete: "cascade" }),
    part: integer().notNull(),
    bytes: bytea().notNull(),
  },
  (table) => [primaryKey({ columns: [table.uploadId, table.part] })],
);
