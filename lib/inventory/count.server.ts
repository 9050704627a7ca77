import "server-only";
import { eq } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { variants } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { changeOnHand } from "./on-hand.server";
import { lockVariants } from "./stock.server";

/** `counted`: all pieces that are not sold yet. `received`: so many more have arrived. */
type StockCount = { sku: string; kind: "counted" | "received"; pieces: number; who: string; note?: string };

/** Sets what is on hand to what a person counted, or adds what has arrived. */
export async function countStock(
  database: Database,
  { sku, kind, pieces, who, note }: StockCount,
): Promise<{ ok: true; before: number; after: number } | { ok: false; code: "unknown_sku" }> {
  return inTransaction(database, async (tx) => {
    const [found] = await tx.select({ id: variants.id }).from(variants).where(eq(variants.sku, sku));
    const variantId = found?.id;
    const locked = variantId && (await lockVariants(tx, [{ variantId, quantity: pieces }])).get(variantId);
    if (!variantId || !locked) return { ok: false, code: "unknown_sku" };
    const before = locked.onHand;
    const quantity = kind === "received" ? pieces : pieces - before;
    await changeOnHand(tx, [{ variantId, quantity }], 1, {
      reason: kind === "received" ? "received" : "count",
      who,
      ...(note !== undefined && { note }),
    });
    return { ok: true, before, after: before + quantity };
  });
}
