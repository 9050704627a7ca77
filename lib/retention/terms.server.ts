import "server-only";
import { and, eq, inArray, isNotNull, isNull, lt, ne, notExists, type SQL, sql } from "drizzle-orm";
import { alias, type PgTable } from "drizzle-orm/pg-core";
import { db } from "@/lib/db/client";
import {
  carts,
  catalogChanges,
  customers,
  draftOrders,
  goodsUploads,
  newsConsents,
  orderChanges,
  orderQuotes,
  orders,
  outboxJobs,
  paymentTries,
  products,
  rateLimits,
  reconciliations,
  signInSecrets,
  signInSessions,
  staffSessions,
  variants,
  webhookEvents,
} from "@/lib/db/schema";

type Term = {
  what: string;
  table: PgTable;
  /** Days after what `isOver` looks at; without it, at once. */
  days?: number;
  /** Which rows, found by an index, as the tables grow. */
  isOver: (before: SQL) => SQL | undefined;
};

/** What is deleted by age: docs/retention.md has the terms and their reasons. */
export const TERMS: readonly Term[] = [
  {
    what: "catalogChanges",
    table: catalogChanges,
    days: 2,
    isOver: (before) => lt(catalogChanges.at, before),
  },
  {
    what: "goodsFiles",
    table: goodsUploads,
    days: 30,
    isOver: (before) => lt(goodsUploads.createdAt, before),
  },
  { what: "limits", table: rateLimits, isOver: (before) => lt(rateLimits.endsAt, before) },
  { what: "signInSessions", table: signInSessions, isOver: (before) => lt(signInSessions.expiresAt, before) },
  { what: "staffSessions", table: staffSessions, isOver: (before) => lt(staffSessions.expiresAt, before) },
  {
    what: "signInSecrets",
    table: signInSecrets,
    isOver: (before) => lt(signInSecrets.expiresAt, sql`${before} - interval '1 hour'`),
  },
  {
    what: "events",
    table: webhookEvents,
    days: 40,
    isOver: (before) => and(lt(webhookEvents.processedAt, before), isNull(webhookEvents.parkedAt)),
  },
  {
    what: "parkedEvents",
    table: webhookEvents,
    days: 90,
    isOver: (before) => and(lt(webhookEvents.parkedAt, before), isNotNull(webhookEvents.processedAt)),
  },
  {
    what: "comparisons",
    table: reconciliations,
    days: 90,
    isOver: (before) => lt(reconciliations.endedAt, before),
  },
  { what: "jobs", table: outboxJobs, days: 400, isOver: (before) => lt(outboxJobs.doneAt, before) },
  { what: "paymentTries", table: paymentTries, days: 400, isOver: (before) => lt(paymentTries.at, before) },
  {
    what: "quotes",
    table: orderQuotes,
    days: 90,
    isOver: (before) =>
      and(
        lt(orderQuotes.createdAt, before),
        notExists(
          db()
            .select({ one: sql`1` })
            .from(orders)
            .where(and(eq(orders.id, orderQuotes.orderId), inArray(orders.status, ["open", "processing"]))),
        ),
      ),
  },
  {
    what: "newsAsked",
    table: newsConsents,
    days: 30,
    isOver: (before) =>
      and(
        lt(newsConsents.changedAt, before),
        ne(newsConsents.state, "confirmed"),
        isNull(newsConsents.confirmedAt),
      ),
  },
  {
    what: "newsWithdrawn",
    table: newsConsents,
    days: 1461,
    isOver: (before) => and(lt(newsConsents.changedAt, before), ne(newsConsents.state, "confirmed")),
  },
  {
    what: "drafts",
    table: draftOrders,
    days: 100,
    isOver: (before) =>
      and(
        lt(draftOrders.updatedAt, before),
        isNull(draftOrders.orderId),
        // What was taken off an order for it is given back first, by a person.
        notExists(
          db().select({ one: sql`1` }).from(orderChanges).where(eq(orderChanges.draftId, draftOrders.id)),
        ),
      ),
  },
  {
    what: "carts",
    table: carts,
    days: 100,
    isOver: (before) =>
      and(
        lt(carts.updatedAt, before),
        notExists(db().select({ one: sql`1` }).from(customers).where(eq(customers.cartId, carts.id))),
        notExists(db().select({ one: sql`1` }).from(draftOrders).where(eq(draftOrders.cartId, carts.id))),
      ),
  },
  // In this order: variants name their products, and lines of carts name variants.
  { what: "ownVariants", table: variants, isOver: () => inArray(variants.productId, productsWithoutCart()) },
  {
    what: "ownProducts",
    table: products,
    isOver: () =>
      and(
        inArray(products.id, productsWithoutCart()),
        notExists(db().select({ one: sql`1` }).from(variants).where(eq(variants.productId, products.id))),
      ),
  },
];

/** Goods of a draft alone, whose cart is no longer there. One that was ordered keeps its draft, and so its cart. */
const productsWithoutCart = () => {
  const own = alias(products, "own");
  return db()
    .select({ id: own.id })
    .from(own)
    .where(
      and(
        isNotNull(own.onlyInCart),
        notExists(db().select({ one: sql`1` }).from(carts).where(eq(carts.id, own.onlyInCart))),
      ),
    );
};

export const rowsOver = ({ days = 0, isOver }: Term): SQL | undefined =>
  isOver(sql`now() - make_interval(days => ${days})`);
