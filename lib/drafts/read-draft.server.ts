import "server-only";
import { eq } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import type { DraftId, OrderId } from "@/lib/base/ids";
import { env } from "@/lib/config/env";
import { db, type Queryable } from "@/lib/db/client";
import { draftOrders, orders, returns, staff } from "@/lib/db/schema";
import { priceDraft } from "./price-draft.server";
import { requestLinkPath } from "./request-link";
import { draftState } from "./state";

/** A draft with what it costs, who made it, and the order that came of it; null when there is none. */
export async function readDraft(id: DraftId, locale: Locale) {
  const found = await findDraft(db(), id);
  if (!found) return null;
  return {
    ...found,
    ...(await priceDraft(db(), found.draft, locale)),
    exchanges: await exchangedOrder(found.draft.exchangeOf),
    link: new URL(requestLinkPath(id, found.draft.locale, env().CART_SECRET), env().STORE_URL).href,
  };
}

export type DraftFile = NonNullable<Awaited<ReturnType<typeof readDraft>>>;

export async function findDraft(q: Queryable, id: DraftId) {
  const [found] = await q
    .select({ draft: draftOrders, order: orders, by: { name: staff.name, email: staff.email } })
    .from(draftOrders)
    .innerJoin(staff, eq(staff.id, draftOrders.staffId))
    .leftJoin(orders, eq(orders.id, draftOrders.orderId))
    .where(eq(draftOrders.id, id));
  if (!found) return null;
  const { draft, order, by } = found;
  const state = draftState(draft, order?.status ?? null, new Date());
  return { draft, order, state, by: by.name || by.email };
}

type DraftOfOrder = {
  id: DraftId;
  by: string;
  /** The order whose goods are exchanged; null for all other drafts. */
  exchangeFor: string | null;
};

/** The draft that an order came of, and who made it; null for an order that a shopper put together. */
export async function draftOfOrder(orderId: OrderId): Promise<DraftOfOrder | null> {
  const [found] = await db()
    .select({
      ...{ id: draftOrders.id, name: staff.name, email: staff.email },
      exchangeOf: draftOrders.exchangeOf,
    })
    .from(draftOrders)
    .innerJoin(staff, eq(staff.id, draftOrders.staffId))
    .where(eq(draftOrders.orderId, orderId));
  if (!found) return null;
  const exchangeFor = (await exchangedOrder(found.exchangeOf))?.number ?? null;
  return { id: found.id, by: found.name || found.email, exchangeFor };
}

/** The order whose goods came back with a return. */
async function exchangedOrder(returnId: number | null): Promise<{ number: string; returnId: number } | null> {
  if (returnId === null) return null;
  const [found] = await db()
    .select({ number: orders.number })
    .from(returns)
    .innerJoin(orders, eq(orders.id, returns.orderId))
    .where(eq(returns.id, returnId));
  return found ? { ...found, returnId } : null;
}
