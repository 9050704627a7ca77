import { pgTable, real, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** How fast background work may call Stripe, over all processes. One row for the account and one for each kind of call: decision 31. */
export const callPaces = pgTable("call_paces", {
  name: text().primaryKey(),
  /** When the next call may begin; calls that wait have taken the times before it. */
  nextAt: instant().notNull(),
  /** By how much the pace is divided until `slowedUntil`, because Stripe has refused calls. */
  slowness: real().notNull().default(1),
  slowedUntil: instant(),
});
