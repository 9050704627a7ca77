import { timestamp } from "drizzle-orm/pg-core";

/** Instants are stored with their zone and read as `Date`. `column`: where its name is not that of the field. */
export const instant = (column = "") => timestamp(column, { withTimezone: true, mode: "date" });
export const createdAt = () => instant().notNull().defaultNow();
export const updatedAt = () =>
  instant()
    .notNull()
    .defaultNow()
    .$onUpdate(() => new Date());
