import "server-only";
import { and, desc, eq, exists, inArray, isNotNull, lt, notExists, or, type SQL, sql } from "drizzle-orm";
import type { CustomerId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import { db, type Queryable } from "@/lib/db/client";
import { customerPurchases, customers, groupMembers, newsConsents, orders } from "@/lib/db/schema";
import { customerWho } from "@/lib/db/schema/accounts";
import { type PeopleFilter, type PeopleNews, type PeopleSegment, SHORTEST_SEARCH } from "./inputs";

const PAGE_SIZE = 50;

export type Spent = { currency: Currency; orders: number; amount: number };

/** A page of the accounts, the newest first. Each with what its paid orders came to after refunds, in minor units by currency. */
export async function listPeople({ q, tier, segment, news, group, after }: PeopleFilter, size = PAGE_SIZE) {
  const rows = await db()
    .select({
      ...{ id: customers.id, email: customers.email, name: customers.name },
      ...{ givenTier: customers.tier, createdAt: customers.createdAt },
    })
    .from(customers)
    .where(
      and(
        ...searched(q),
        tier ? eq(customers.tier, tier) : undefined,
        segment ? inSegment(segment) : undefined,
        news ? withNews(news) : undefined,
        group ? inGroup(group) : undefined,
        await beginsAfter(after),
      ),
    )
    .orderBy(desc(customers.createdAt), desc(customers.id))
    .limit(size + 1);
  const people = rows.slice(0, size);
  const spending = await spentBy(
    db(),
    people.map(({ id }) => id),
  );
  return {
    people: people.map((person) => ({ ...person, spent: spending.get(person.id) ?? [] })),
    after: rows.length > size ? (people.at(-1)?.id ?? null) : null,
  };
}

function searched(q: string | null): SQL[] {
  if (q === null || q.length < SHORTEST_SEARCH) return [];
  const part = q.toLowerCase().replace(/[\\%_]/g, "\\$&");
  return [sql`${customerWho(customers)} like ${`%${part}%`}`];
}

const AWAY_AFTER = sql`interval '1 year'`;

function inSegment(segment: PeopleSegment): SQL {
  const { customerId, paidOrders, lastPaidAt } = customerPurchases;
  const having = (condition: SQL) =>
    inArray(customers.id, db().select({ id: customerId }).from(customerPurchases).where(condition));
  switch (segment) {
    case "never":
      return having(eq(paidOrders, 0));
    case "once":
      return having(eq(paidOrders, 1));
    case "often":
      return having(eq(paidOrders, 2));
    case "away":
      return having(sql`${lastPaidAt} <= now() - ${AWAY_AFTER}`);
  }
}

const inGroup = (group: string): SQL =>
  inArray(
    customers.id,
    db().select({ id: groupMembers.customerId }).from(groupMembers).where(eq(groupMembers.groupId, group)),
  );

/** Asks an index about each account's address. */
function withNews(news: PeopleNews): SQL | undefined {
  const consent = db()
    .select({ one: sql`1` })
    .from(newsConsents)
    .where(
      and(
        eq(newsConsents.email, customers.email),
        news === "never" ? undefined : eq(newsConsents.state, news),
      ),
    );
  return news === "never" ? notExists(consent) : exists(consent);
}

/** An account that is gone begins no page: the first comes again. */
async function beginsAfter(id: string | null): Promise<SQL | undefined> {
  if (id === null) return undefined;
  const [last] = await db()
    .select({ at: customers.createdAt })
    .from(customers)
    .where(eq(customers.id, id as CustomerId));
  return last
    ? or(
        lt(customers.createdAt, last.at),
        and(eq(customers.createdAt, last.at), lt(customers.id, id as CustomerId)),
      )
    : undefined;
}

/** Of paid orders by currency, in minor units, less what went back. */
export const SPENT = {
  currency: orders.currency,
  orders: sql<number>`count(*)::int`,
  amount: sql`coalesce(sum(${orders.total} - ${orders.amountRefunded}), 0)`.mapWith(Number),
};

/** Read from the index of purchase histories alone. */
export async function spentBy(q: Queryable, ids: readonly CustomerId[]): Promise<Map<CustomerId, Spent[]>> {
  const spent = new Map<CustomerId, Spent[]>();
  if (ids.length === 0) return spent;
  const rows = await q
    .select({ id: orders.customerId, ...SPENT })
    .from(orders)
    .where(and(inArray(orders.customerId, [...ids]), isNotNull(orders.paidAt)))
    .groupBy(orders.customerId, orders.currency)
    .orderBy(desc(sql`count(*)`));
  for (const { id, ...sum } of rows) if (id) spent.set(id, [...(spent.get(id) ?? []), sum]);
  return spent;
}
