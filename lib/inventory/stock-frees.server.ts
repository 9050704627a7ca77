import "server-only";
import { and, asc, eq, inArray, ne, sql } from "drizzle-orm";
import type { CartId } from "@/lib/base/ids";
import type { Transaction } from "@/lib/db/client";
import { orders, stockHolds } from "@/lib/db/schema";
import { IDLE_SECONDS } from "@/lib/limits/bounds";
import type { Source } from "@/lib/limits/source.server";
import { type TooMany, tooMany } from "@/lib/limits/too-many";
import { telemetry } from "@/lib/telemetry/tell.server";
import { isKeptWhilePaying } from "./stock.server";
import { type HeldTooMuch, secondsUntilFree } from "./stock-arithmetic";

type Blocked = { cartId: CartId; heldTooMuch: readonly HeldTooMuch[]; from: Source | null | undefined };

/** When enough unpaid checkouts of the address or network become idle for the cart to have its goods. */
export async function timeUntilStockFrees(
  tx: Transaction,
  { cartId, heldTooMuch, from }: Blocked,
): Promise<TooMany> {
  let wait = 0;
  for (const { variantId, scope, tooMany } of from ? heldTooMuch : []) {
    const origin = scope === "address" ? orders.openedFrom : orders.openedFromNetwork;
    const kept = await tx
      .select({ quantity: stockHolds.quantity, seconds: secondsUntilIdle })
      .from(stockHolds)
      .innerJoin(orders, eq(orders.id, stockHolds.orderId))
      .where(
        and(
          eq(stockHolds.variantId, variantId),
          inArray(origin, from ? [from[scope]] : []),
          eq(orders.status, "open"),
          ne(orders.cartId, cartId),
          isKeptWhilePaying,
        ),
      )
      .orderBy(asc(stockHolds.updatedAt));
    wait = Math.max(wait, secondsUntilFree(kept, tooMany));
  }
  telemetry()?.count("store.limits.hit", { limit: "heldStock" });
  return tooMany("heldStock", wait * 1000, 0);
}

/** Uses the database's clock, as `isIdle` does. */
const secondsUntilIdle = sql<number>`extract(epoch from ${stockHolds.updatedAt} - now())::float8 + ${IDLE_SECONDS}`;
