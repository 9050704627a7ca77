import { bigserial, index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { StaffId } from "@/lib/base/ids";
import { instant } from "./columns";
import { staff } from "./staff";

/** What staff have set in the desk, by area: it goes before the files and variables of the project. */
export const settings = pgTable("settings", {
  name: text().primaryKey(),
  /** Null: as the project's files say. */
  value: jsonb().$type<Record<string, unknown>>(),
  /** 1, 2, …: one more with each change. */
  version: integer().notNull(),
});

/** All that a setting has ever been, the one of now too: what shoppers were told can be looked up. Never changed, never deleted. */
export const settingVersions = pgTable(
  "setting_versions",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    name: text().notNull(),
    version: integer().notNull(),
    value: jsonb().$type<Record<string, unknown>>(),
    at: instant().notNull(),
    staffId: text()
      .$type<StaffId>()
      .notNull()
      .references(() => staff.id),
  },
  (table) => [index().on(table.name, table.id)],
);
