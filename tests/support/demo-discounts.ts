import { type Currency, currency } from "@/lib/base/money";
import type { Database } from "@/lib/db/client";
import { customerSegments, discountRules } from "@/lib/db/schema";
import { SEED_SEGMENTS, seedDiscountRules } from "@/lib/discounts/seed-data";

/** Inserts the demonstration's discounts, in euros if not said otherwise, with their segments. */
export async function insertDemoDiscounts(db: Database, its: Currency = currency("eur")): Promise<void> {
  await db.insert(customerSegments).values(SEED_SEGMENTS);
  await db.insert(discountRules).values(seedDiscountRules(its, new Date()));
}
