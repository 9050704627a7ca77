import "server-only";
import { eq } from "drizzle-orm";
import type { Locale } from "@/i18n/routing";
import type { DraftId, OrderId } from "@/lib/base/ids";
import { env } from "@/lib/config/env";
import { db, type Queryable } from "@/lib/db/client";
import { draftOrders, orders, staff } from "@/lib/db/schema";
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

/** The draft that an order came of, and who made it; null for an order that a shopper put together. */
export async function draftOfOrder(orderId: OrderId): Promise<{ id: DraftId; by: string } | null> {
  const [found] = await db()
    .select({ id: draftOrders.id, name: staff.name, email: staff.email })
    .from(draftOrders)
    .innerJoin(staff, eq(staff.id, draftOrders.staffId))
    .where(eq(draftOrders.orderId, orderId));
  return found ? { id: found.id, by: found.name || found.email } : null;
}
