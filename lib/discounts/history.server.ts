import "server-only";
import {
  and,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  max,
  notInArray,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import type { CustomerId, OrderId } from "@/lib/base/ids";
import type { Currency } from "@/lib/base/money";
import type { Queryable } from "@/lib/db/client";
import { categories, discountRedemptions, orderProducts, orders, products } from "@/lib/db/schema";
import { type Bought, NO_HISTORY, type PurchaseHistory } from "@/lib/model/purchase-history";
import { COUNTED_STATUSES } from "./counted-orders";
import { DAY_MS } from "./history";
import type { HistoryNeeds } from "./history-needs";

export type HistoryQuery = {
  customerId: CustomerId;
  currency: Currency;
  needs: HistoryNeeds;
  now: Date;
  /** Orders that end when the present one is paid. */
  exceptOrderIds?: readonly OrderId[];
};

/** The condition that `countedAmount` is not null, in SQL. */
export const countsForHistory = () =>
  and(
    isNotNull(orders.paidAt),
    inArray(orders.status, [...COUNTED_STATUSES]),
    or(eq(orders.total, 0), lt(orders.amountRefunded, orders.total)),
  );

export const countedAmountColumn = sql<number>`${orders.total} - ${orders.amountRefunded}`;

/** Reads only what is asked for of an account's past. Every query is a sum or a look-up by an index, however many orders there are. */
export async function loadHistory(q: Queryable, query: HistoryQuery): Promise<PurchaseHistory> {
  const { needs } = query;
  return {
    ...(needs.orders || needs.windows.length > 0 ? await sums(q, query) : NO_HISTORY),
    products: needs.products.length > 0 ? await boughtProducts(q, query) : new Map(),
    categories: needs.categories.length > 0 ? await boughtCategories(q, query) : new Map(),
    oneUnderWay:
      needs.underWay && (await hasUnpaidReservation(q, { ...query, customerKey: query.customerId })),
  };
}

async function sums(q: Queryable, { customerId, currency, needs, now }: HistoryQuery) {
  const { windows } = needs;
  const since = (days: number) => gte(orders.paidAt, new Date(now.getTime() - days * DAY_MS));
  const spent = windows.map((days) => {
    const counted = and(eq(orders.currency, currency), days === null ? undefined : since(days));
    return sql`coalesce(sum(${countedAmountColumn}) filter (where ${counted}), 0)`;
  });
  const longest = needs.orders || windows.includes(null) ? null : Math.max(...windows.map(Number));
  const [row] = await q
    .select({
      orders: sql<number>`count(*)::int`,
      lastPaidAt: max(orders.paidAt),
      spent: sql<string[]>`array[${sql.join(spent, sql`, `)}]::text[]`,
    })
    .from(orders)
    .where(
      and(
        eq(orders.customerId, customerId),
        countsForHistory(),
        longest === null ? undefined : since(longest),
      ),
    );
  return {
    orders: row?.orders ?? 0,
    lastPaidAt: row?.lastPaidAt ?? null,
    spent: new Map(windows.map((days, index) => [days, Number(row?.spent[index] ?? 0)])),
  };
}

async function boughtProducts(q: Queryable, query: HistoryQuery): Promise<Map<string, Bought>> {
  const isBought = bought(q, query, eq(orderProducts.productId, products.id));
  const rows = await q
    .select({ slug: products.slug, name: products.name, bought: isBought })
    .from(products)
    .where(inArray(products.slug, [...query.needs.products]));
  return bySlug(rows);
}

async function boughtCategories(q: Queryable, query: HistoryQuery): Promise<Map<string, Bought>> {
  const own = q.select({ id: products.id }).from(products).where(eq(products.categorySlug, categories.slug));
  const isBought = bought(q, query, inArray(orderProducts.productId, own));
  const rows = await q
    .select({ slug: categories.slug, name: categories.name, bought: isBought })
    .from(categories)
    .where(inArray(categories.slug, [...query.needs.categories]));
  return bySlug(rows);
}

function bought(q: Queryable, { customerId }: HistoryQuery, products: SQL): SQL<boolean> {
  const found = q
    .select({ one: sql`1` })
    .from(orderProducts)
    .innerJoin(orders, eq(orders.id, orderProducts.orderId))
    .where(and(eq(orderProducts.customerId, customerId), products, countsForHistory()));
  return sql<boolean>`${exists(found)}`;
}

const bySlug = (rows: ({ slug: string } & Bought)[]) =>
  new Map(rows.map(({ slug, ...bought }) => [slug, bought]));

/** Whether an unpaid order of the customer has reserved a rule that the next order ends. */
export async function hasUnpaidReservation(
  q: Queryable,
  { customerKey, exceptOrderIds = [] }: { customerKey: string; exceptOrderIds?: readonly OrderId[] },
): Promise<boolean> {
  const rows = await q
    .select({ orderId: discountRedemptions.orderId })
    .from(discountRedemptions)
    .where(
      and(
        eq(discountRedemptions.customerKey, customerKey),
        eq(discountRedemptions.endsWithNextOrder, true),
        eq(discountRedemptions.status, "reserved"),
        stillReserved(),
        exceptOrderIds.length > 0 ? notInArray(discountRedemptions.orderId, [...exceptOrderIds]) : undefined,
      ),
    )
    .limit(1);
  return rows.length > 0;
}

const stillReserved = (): SQL | undefined =>
  or(isNull(discountRedemptions.expiresAt), gt(discountRedemptions.expiresAt, sql`now()`));
