import { index, pgTable, text } from "drizzle-orm/pg-core";
import type { OrderId } from "@/lib/base/ids";
import type { TryOutcome } from "@/lib/model/order";
import { instant } from "./columns";
import { orders } from "./orders";

/** Each time that somebody tried to pay, once for each charge at Stripe; of one payment there may be many. For reports, which count what is final. */
export const paymentTries = pgTable(
  "payment_tries",
  {
    /** `ch_…` or `py_…`; where there was no charge, the intent and why it failed. */
    id: text().primaryKey(),
    orderId: text()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id, { onDelete: "cascade" }),
    /** Stripe's word: `card`, `sepa_debit`, … */
    method: text().notNull(),
    outcome: text().$type<TryOutcome>().notNull(),
    /** Stripe's decline code, or its error code when there is none; null unless it failed. */
    reason: text(),
    /** The time by Stripe's clock. */
    at: instant().notNull(),
  },
  (table) => [index().on(table.orderId), index().on(table.at)],
);
