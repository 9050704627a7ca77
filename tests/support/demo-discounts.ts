import { currency } from "@/lib/base/money";
import type { Database } from "@/lib/db/client";
import { customerSegments, discountRules } from "@/lib/db/schema";
import { SEED_SEGMENTS, seedDiscountRules } from "@/lib/discounts/seed-data";

/** The demonstration's discounts in euros, with the segments that they name. */
export async function insertDemoDiscounts(db: Database): Promise<void> {
  await db.insert(customerSegments).values(SEED_SEGMENTS);
  await db.insert(discountRules).values(seedDiscountRules(currency("eur"), new Date()));
}
