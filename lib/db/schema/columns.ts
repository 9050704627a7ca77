import { timestamp } from "drizzle-orm/pg-core";

/** Instants are stored with their zone and read as `Date`. */
export const instant = () => timestamp({ withTimezone: true, mode: "date" });
export const createdAt = () => instant().notNull().defaultNow();
export const updatedAt = () =>
  instant()
    .notNull()
    .defaultNow()
    .$onUpdate(() => new Date());
