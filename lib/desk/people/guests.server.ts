import "server-only";
import { and, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { unclaimedOrders } from "@/lib/customers/claim-orders.server";
import { db, type Queryable } from "@/lib/db/client";
import { orders } from "@/lib/db/schema";
import { readNews } from "@/lib/news/read.server";
import { latestOrders } from "./latest-orders.server";
import { SPENT, type Spent } from "./list-people.server";

/** A guest is known by an e-mail address, and asked for by the number of an order, so that no address stands in addresses and logs. */
type Guest = { number: string; email: string; name: string | null; spent: Spent[] };

/** The e-mail address of an order, in lower case; null where it has none, or belongs to an account. */
export async function guestEmail(q: Queryable, number: string): Promise<string | null> {
  const [order] = await q
    .select({ email: orders.email })
    .from(orders)
    .where(and(eq(orders.number, number), isNull(orders.customerId)));
  return order?.email?.toLowerCase() ?? null;
}

/** Who bought without an account with exactly this e-mail address, in any case. */
export async function findGuest(email: string): Promise<Guest | null> {
  const own = unclaimedOrders(email.toLowerCase());
  const [last] = await db()
    .select({ number: orders.number, email: orders.email, name: orders.customerName })
    .from(orders)
    .where(own)
    .orderBy(desc(orders.createdAt))
    .limit(1);
  if (!last?.email) return null;
  const spent = await db()
    .select(SPENT)
    .from(orders)
    .where(and(own, isNotNull(orders.paidAt)))
    .groupBy(orders.currency)
    .orderBy(desc(sql`count(*)`));
  return { number: last.number, email: last.email, name: last.name, spent };
}

/** All that the desk's page of a guest shows. `number` is of any of their orders; null when it is no guest's. */
export async function readGuest(number: string) {
  const email = await guestEmail(db(), number);
  const guest = email === null ? null : await findGuest(email);
  if (email === null || !guest) return null;
  return { ...guest, orders: await latestOrders(unclaimedOrders(email)), news: await readNews(email) };
}
