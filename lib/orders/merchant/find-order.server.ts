import "server-only";
import { eq } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { orders } from "@/lib/db/schema";

export async function findOrderId(orderNumber: string): Promise<OrderId | null> {
  const [found] = await db().select({ id: orders.id }).from(orders).where(eq(orders.number, orderNumber));
  return found?.id ?? null;
}

export async function orderByNumber(orderNumber: string) {
  const [order] = await db().select().from(orders).where(eq(orders.number, orderNumber));
  return order ?? null;
}
