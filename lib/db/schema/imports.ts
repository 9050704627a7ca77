import { boolean, integer, pgTable, text } from "drizzle-orm/pg-core";
import { createdAt, updatedAt } from "./columns";

/** How far an import has come, by the contents of its file; written in the transaction of each part. */
export const catalogImports = pgTable("catalog_imports", {
  /** SHA-256 of the file, as hexadecimal. */
  fileHash: text().primaryKey(),
  fileName: text().notNull(),
  /** Records that are in the database, from the file's beginning. */
  recordsDone: integer().notNull().default(0),
  isDone: boolean().notNull().default(false),
  who: text().notNull(),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});
