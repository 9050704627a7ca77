import "server-only";
import { eq, or } from "drizzle-orm";
import type { CustomerId } from "@/lib/base/ids";
import type { Queryable } from "@/lib/db/client";
import { customers } from "@/lib/db/schema";
import type { Customer } from "@/lib/model/customer";
import type { LoyaltyTier } from "@/lib/model/discount";

export async function findAccount(q: Queryable, emailOrId: string): Promise<Customer | null> {
  const [found] = await q
    .select()
    .from(customers)
    .where(or(eq(customers.id, emailOrId as CustomerId), eq(customers.email, emailOrId.toLowerCase())));
  if (!found) return null;
  const { id, email, name, tier, stripeCustomerId } = found;
  return { id, email, name: name || null, givenTier: tier, stripeCustomerId };
}

/** Sets the tier that the merchant gives; null removes it. An earned tier stays. */
export async function giveTier(q: Queryable, id: CustomerId, tier: LoyaltyTier | null): Promise<void> {
  await q.update(customers).set({ tier }).where(eq(customers.id, id));
}
