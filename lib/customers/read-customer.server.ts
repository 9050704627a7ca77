import "server-only";
import { eq } from "drizzle-orm";
import type { CustomerId } from "@/lib/base/ids";
import type { Queryable } from "@/lib/db/client";
import { customers } from "@/lib/db/schema";
import type { Customer } from "@/lib/model/customer";

export async function readCustomerById(q: Queryable, customerId: CustomerId): Promise<Customer | null> {
  const [row] = await q
    .select({
      id: customers.id,
      email: customers.email,
      name: customers.name,
      givenTier: customers.tier,
      stripeCustomerId: customers.stripeCustomerId,
    })
    .from(customers)
    .where(eq(customers.id, customerId));
  return row ? { ...row, name: row.name || null } : null;
}
