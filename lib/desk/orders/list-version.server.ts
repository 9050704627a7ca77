import "server-only";
import { sql } from "drizzle-orm";
import { db } from "@/lib/db/client";

/** Another text whenever an order came in or changed: its newest entries are at the ends of two indexes. */
export async function orderListVersion(): Promise<string> {
  const { rows } = await db().execute<{ version: string }>(sql`
    select coalesce((select max(id) from order_timeline), 0)::text || '-' ||
      coalesce((select max(placed_at) from order_listings)::text, '') as version`);
  return rows[0]?.version ?? "";
}
