import "server-only";
import { count, eq } from "drizzle-orm";
import type { CustomerId } from "@/lib/base/ids";
import { listAddresses } from "@/lib/customers/addresses.server";
import { groupsOf } from "@/lib/customers/groups.server";
import { readStanding } from "@/lib/customers/loyalty/standing.server";
import { listPaymentMethods } from "@/lib/customers/payment-methods.server";
import { readCustomerById } from "@/lib/customers/read-customer.server";
import { db } from "@/lib/db/client";
import { customers, orders, signInSessions } from "@/lib/db/schema";
import { readNews } from "@/lib/news/read.server";
import { latestOrders } from "./latest-orders.server";
import { spentBy } from "./list-people.server";

/** All that the desk's page of one account shows; null when there is none. Asks Stripe for the saved payment methods. */
export async function readPerson(id: CustomerId) {
  const [account] = await db().select().from(customers).where(eq(customers.id, id));
  const customer = account && (await readCustomerById(db(), id));
  if (!account || !customer) return null;
  const [sessions] = await db()
    .select({ count: count() })
    .from(signInSessions)
    .where(eq(signInSessions.customerId, id));
  return {
    account,
    spent: (await spentBy(db(), [id])).get(id) ?? [],
    standing: await readStanding(db(), customer),
    addresses: await listAddresses(id),
    methods: await listPaymentMethods(customer),
    groups: await groupsOf(db(), id),
    news: await readNews(account.email),
    signIns: sessions?.count ?? 0,
    orders: await latestOrders(eq(orders.customerId, id)),
  };
}

export type Person = NonNullable<Awaited<ReturnType<typeof readPerson>>>;
