import "server-only";
import { and, eq, inArray, ne } from "drizzle-orm";
import type { OrderId } from "@/lib/base/ids";
import type { Transaction } from "@/lib/db/client";
import { lockCard } from "@/lib/db/locks.server";
import { discountRedemptions } from "@/lib/db/schema";
import type { Quote } from "@/lib/model/quote";

/** Ids of the quote's rules that may be used once per card. */
export function oncePerCard(quote: Quote): string[] {
  return quote.discounts.flatMap((discount) =>
    discount.oncePerCard && discount.ruleId ? [discount.ruleId] : [],
  );
}

/**
 * In the order's lock: notes the card with the order's discounts that are for one use of a card. Null: they are this order's. Else the order
 * that the card has had one of them for, or is just paying with it. The unique index decides between two that come at once.
 *
 * @param fingerprint Stripe's, of the card or bank account
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
