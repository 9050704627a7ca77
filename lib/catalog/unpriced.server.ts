import "server-only";
import { sql } from "drizzle-orm";
import type { Queryable } from "@/lib/db/client";
import { MOST_LISTED } from "./count-listed.server";

/** The number of variants that are on sale but have no price at Stripe, so that the shop does not show them; or `MOST_LISTED + 1`. */
export async function countUnpriced(q: Queryable): Promise<number> {
  // Only a variant whose price is null by itself is in the index that this reads.
  const { rows } = await q.execute<{ count: number }>(
    sql`select count(*)::int as count from (
      select from variants join products on products.id = variants.product_id
      where variants.active and variants.stripe_price_id is null and not is_priced(variants.stripe_price_id) and products.active limit ${MOST_LISTED + 1}) as counted`,
  );
  return rows[0]?.count ?? 0;
}
