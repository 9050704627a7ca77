import "server-only";
import { and, eq, inArray, ne } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import type { Transaction } from "@/lib/db/client";
import { lockCard } from "@/lib/db/locks.server";
import { discountRedemptions } from "@/lib/db/schema";
import type { Quote } from "@/lib/model/quote";

export function oncePerCard(quote: Quote): string[] {
  return quote.discounts.flatMap((discount) =>
    discount.oncePerCard && discount.ruleId ? [discount.ruleId] : [],
  );
}

/**
 * Records a card for discounts that allow one use per card. The order must be locked.
 * @param fingerprint Stripe's, of the card or bank account
 * @returns null when recorded; otherwise the order that used the card before
 */
export async function claimCard(
  tx: Transaction,
  { id, quote }: { id: OrderId; quote: Quote },
  fingerprint: string,
): Promise<OrderId | null> {
  const ruleIds = oncePerCard(quote);
  if (ruleIds.length === 0) return null;
  await lockCard(tx, fingerprint);
  const [used] = await tx
    .select({ orderId: discountRedemptions.orderId })
    .from(discountRedemptions)
    .where(
      and(
        inArray(discountRedemptions.ruleId, ruleIds),
        eq(discountRedemptions.cardFingerprint, fingerprint),
        ne(discountRedemptions.orderId, id),
        ne(discountRedemptions.status, "released"),
      ),
    )
    .limit(1);
  if (used) return used.orderId;
  await tx
    .update(discountRedemptions)
    .set({ cardFingerprint: fingerprint })
    .where(and(eq(discountRedemptions.orderId, id), inArray(discountRedemptions.ruleId, ruleIds)));
  return null;
}
