import { timestamp } from "drizzle-orm/pg-core";

export const instant = (column = "") => timestamp(column, { withTimezone: true, mode: "date" });
export const createdAt = () => instant().notNull().defaultNow();
export const updatedAt = () =>
  instant()
    .notNull()
    .defaultNow()
    .$onUpdate(() => new Date());
