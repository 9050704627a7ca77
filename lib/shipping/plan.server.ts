import "server-only";
import { createHash } from "node:crypto";
import { asc, sql } from "drizzle-orm";
import { currency } from "@/lib/base/money";
import { env } from "@/lib/config/env";
import { shop } from "@/lib/config/shop";
import type { Database, Queryable } from "@/lib/db/client";
import { deliveryZones } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import type { DeliveryPlan, DeliveryZone } from "@/lib/model/delivery";
import type { Address } from "@/lib/model/order";
import { standardPlan } from "./standard-plan";
import { servedCountries } from "./zones";

/** The merchant's delivery, or the standard one until there is any: one statement, of sixty rows at most. */
export async function loadPlan(q: Queryable): Promise<DeliveryPlan> {
  const rows = await q
    .select({ zone: deliveryZones.zone })
    .from(deliveryZones)
    .orderBy(asc(deliveryZones.position));
  if (rows.length === 0)
    return standardPlan(currency(env().STORE_CURRENCY), shop().demonstration ? ownAddress() : null);
  return { zones: rows.map(({ zone }) => zone) };
}

/** Whether the merchant has imported a plan; the standard one is shown otherwise. */
export async function hasOwnPlan(q: Queryable): Promise<boolean> {
  const found = await q.select({ id: deliveryZones.id }).from(deliveryZones).limit(1);
  return found.length > 0;
}

function ownAddress(): Address {
  const { street, postalCode, city, country } = shop().contact;
  return { line1: street, line2: null, postalCode, city, state: null, country };
}

export const deliveryCountries = async (q: Queryable): Promise<string[]> =>
  servedCountries(await loadPlan(q));

/** Names what a plan says, so that it is seen when somebody else has changed it. */
export const planVersion = (plan: DeliveryPlan): string =>
  createHash("sha256").update(JSON.stringify(plan)).digest("hex").slice(0, 16);

/**
 * Replaces the whole plan. Orders keep what they were quoted.
 * @param seen the version that it replaces; null for any
 * @returns false when there is another one by now, and nothing was saved
 */
export async function savePlan(
  database: Database,
  { zones }: DeliveryPlan,
  seen: string | null = null,
): Promise<boolean> {
  return inTransaction(database, async (tx) => {
    // Two imports at once take turns; who reads sees the old plan or the new one.
    await tx.execute(sql`lock table ${deliveryZones} in share row exclusive mode`);
    if (seen !== null && planVersion(await loadPlan(tx)) !== seen) return false;
    await tx.delete(deliveryZones);
    await tx
      .insert(deliveryZones)
      .values(zones.map((zone: DeliveryZone, position) => ({ id: zone.id, position, zone })));
    return true;
  });
}
