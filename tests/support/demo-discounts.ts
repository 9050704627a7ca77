import { currency } from "@/lib/base/money";
import type { Database } from "@/lib/db/client";
import { customerSegments, discountRules } from "@/lib/db/schema";
import { SEED_SEGMENTS, seedDiscountRules } from "@/lib/discounts/seed-data";

/** Inserts the demonstration's discounts in euros, with their segments. */
export async function insertDemoDiscounts(db: Database): Promise<void> {
  await db.insert(customerSegments).values(SEED_SEGMENTS);
  await db.insert(discountRules).values(seedDiscountRules(currency("eur"), new Date()));
}
