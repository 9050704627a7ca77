import { bigint, bigserial, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/**
 * What is counted. `begun`: checkouts, at the time they began, and `converted`: those of them that were paid since. `sale`, `discount` and `piece`:
 * what was paid, at that time. `lost`: disputes that the bank decided for the cardholder, at the time they were opened. `payment`: tries to pay.
 */
export const SUM_TOPICS = [
  "cart",
  "begun",
  "converted",
  "sale",
  "discount",
  "piece",
  "refund",
  "dispute",
  "lost",
  "payment",
] as const;
export type SumTopic = (typeof SUM_TOPICS)[number];

/** In UTC. Every time zone differs from it by whole quarters of an hour, so its days are made of these. */
export const SUM_GRAINS = ["quarter_hour", "hour", "day", "month"] as const;
export type SumGrain = (typeof SUM_GRAINS)[number];

const sum = () => bigint({ mode: "number" }).notNull();

const common = {
  topic: text().$type<SumTopic>().notNull(),
  /** Empty for a cart in the store's own currency. */
  currency: text().notNull(),
  /** A surface, a discount rule or a variant, by the topic; of a try its method, how it ended, and why, with blanks between. */
  key: text().notNull(),
  count: sum(),
  /** Minor units. */
  amount: sum(),
};

/** Sums of what happens in the shop, so that a report reads few rows however many orders there are. Each grain has everything. */
export const shopSums = pgTable(
  "shop_sums",
  {
    ...common,
    grain: text().$type<SumGrain>().notNull(),
    /** When the quarter of an hour, the hour, the day or the month begins. */
    at: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.topic, table.currency, table.grain, table.at, table.key] })],
);

/**
 * What is to be added to the sums, written by triggers in the transaction of the cause. Rows of their own, so that no order ever waits for another's; a
 * regular round adds them up, and a report reads both.
 */
export const shopSumChanges = pgTable(
  "shop_sum_changes",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    ...common,
    /** When its quarter of an hour begins. */
    at: instant().notNull(),
  },
  (table) => [index().on(table.topic, table.currency, table.at)],
);
