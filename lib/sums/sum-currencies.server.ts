import "server-only";
import { sql } from "drizzle-orm";
import { type Currency, currency } from "@/lib/base/money";
import { db } from "@/lib/db/client";

/** The currencies in which something was ever sold. */
export async function currenciesOfSales(): Promise<Currency[]> {
  const { rows } = await db().execute<{ currency: string }>(sql`
    select currency from shop_sums where topic = 'sale' and grain = 'month'
    union select currency from shop_sum_changes where topic = 'sale' order by 1`);
  return rows.map((row) => currency(row.currency));
}
