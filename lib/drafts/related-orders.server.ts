import "server-only";
import { and, asc, eq, isNotNull, isNull } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import type { OrderId } from "@/lib/base/ids";
import { env } from "@/lib/config/env";
import { db } from "@/lib/db/client";
import { draftOrders, orderChanges, orders, returns } from "@/lib/db/schema";
import { orderLinkPath } from "@/lib/orders/owners/order-link";
import { owns, type Shopper } from "@/lib/orders/owners/shopper";
import { changeOfNewOrder } from "./read-changes.server";

const OTHER = {
  ...{ id: orders.id, number: orders.number, email: orders.email },
  ...{ cartId: orders.cartId, customerId: orders.customerId },
};

type Related = {
  /** How the other order belongs to this one. */
  kind: "has_added" | "added_to" | "exchanged_for" | "in_exchange";
  number: string;
  /** Where the shopper reads it; null where it may be somebody else's by now. */
  href: string | null;
};

/**
 * Orders that belong to an order of this shopper, as its goods were changed or exchanged against theirs. Staff make such an order for the same person; a
 * guest who has this one open gets there as by the link of an e-mail, if both are told to the same address.
 */
export async function relatedOrders(orderId: OrderId, shopper: Shopper, locale: Locale): Promise<Related[]> {
  const [own] = await db()
    .select({ ...OTHER, exchangeOf: draftOrders.exchangeOf })
    .from(orders)
    .leftJoin(draftOrders, eq(draftOrders.orderId, orders.id))
    .where(eq(orders.id, orderId));
  if (!own || !owns(shopper, own)) return [];
  const addedTo = own.exchangeOf === null ? await changeOfNewOrder(db(), orderId) : null;
  const found = [
    ...(await addedBy(orderId)).map((other) => ({ kind: "has_added" as const, other })),
    ...(addedTo && !addedTo.change.takenBackAt ? [{ kind: "added_to" as const, other: addedTo.order }] : []),
    ...(await exchangedFor(orderId)).map((other) => ({ kind: "exchanged_for" as const, other })),
    ...(await givenFor(own.exchangeOf)).map((other) => ({ kind: "in_exchange" as const, other })),
  ];
  const isSame = (email: string | null) =>
    email !== null && own.email !== null && email.toLowerCase() === own.email.toLowerCase();
  return found.map(({ kind, other }) => ({
    kind,
    number: other.number,
    href: owns(shopper, other)
      ? localPath(locale, `/orders/${other.id}`)
      : isSame(other.email)
        ? orderLinkPath(other.id, locale, env().CART_SECRET, "order")
        : null,
  }));
}

const addedBy = (orderId: OrderId) =>
  db()
    .select(OTHER)
    .from(orderChanges)
    .innerJoin(draftOrders, eq(draftOrders.id, orderChanges.draftId))
    .innerJoin(orders, eq(orders.id, draftOrders.orderId))
    .where(and(eq(orderChanges.orderId, orderId), isNull(orderChanges.takenBackAt)))
    .orderBy(asc(orderChanges.createdAt));

const exchangedFor = (orderId: OrderId) =>
  db()
    .select(OTHER)
    .from(returns)
    .innerJoin(draftOrders, eq(draftOrders.exchangeOf, returns.id))
    .innerJoin(orders, eq(orders.id, draftOrders.orderId))
    .where(and(eq(returns.orderId, orderId), isNotNull(orders.paidAt)))
    .orderBy(asc(returns.id));

const givenFor = async (returnId: number | null) =>
  returnId === null
    ? []
    : db()
        .select(OTHER)
        .from(returns)
        .innerJoin(orders, eq(orders.id, returns.orderId))
        .where(eq(returns.id, returnId));
