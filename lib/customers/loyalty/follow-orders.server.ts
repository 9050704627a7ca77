import "server-only";
import { eq } from "drizzle-orm";
import type { CustomerId } from "@/lib/base/ids";
import { inOwn, ownCurrency } from "@/lib/currencies/sold";
import type { Transaction } from "@/lib/db/client";
import { lockLoyalty } from "@/lib/db/locks.server";
import { customers, loyaltyEnds, type orders } from "@/lib/db/schema";
import { countedAmount } from "@/lib/discounts/counted-orders";
import type { LoyaltyTier } from "@/lib/model/discount";
import type { LoweringReason, TierChange } from "@/lib/model/loyalty-program";
import { loadProgram } from "./program.server";
import { readSpending } from "./spending.server";
import { dayOf, type EarnedTier, earnedTier, firstDay, higherTier, startOf, tierChange } from "./tier";

type Order = Pick<
  typeof orders.$inferSelect,
  "customerId" | "currency" | "status" | "paidAt" | "total" | "amountRefunded"
>;

/**
 * The change of the customer's tier that an order causes; null when the tier stays. Called in the order's transaction, after its
 * update.
 * @param after the order as it is in the database now
 */
export async function followOrder(
  tx: Transaction,
  before: Order,
  after: Order,
  now = new Date(),
): Promise<TierChange | null> {
  const { customerId, paidAt } = after;
  if (!customerId || !paidAt) return null;
  const was = before.customerId === customerId ? countedInOwn(before) : 0;
  const is = countedInOwn(after);
  const program = was === is ? null : await loadProgram(tx);
  if (!program) return null;
  // Without this lock, two orders that are paid at once would not see each other.
  await lockLoyalty(tx, customerId);
  const today = dayOf(now);
  const currency = ownCurrency();
  const spending = await readSpending(tx, { customerId, from: firstDay(program, today) });
  const earned = earnedTier(spending, program, currency, today);
  const without = [...spending, { day: dayOf(paidAt), amount: was - is }];
  await recordTierEnd(tx, customerId, earned);
  const given = await givenTier(tx, customerId);
  return tierChange(
    higherTier(given, earnedTier(without, program, currency, today).tier),
    higherTier(given, earned.tier),
    reasonToLower(after),
  );
}

/** In minor units of the store's own currency; nothing for one that it does not sell in. */
const countedInOwn = (order: Order): number => inOwn(countedAmount(order) ?? 0, order.currency) ?? 0;

function reasonToLower({ status }: Order): LoweringReason {
  if (status === "disputed") return "dispute";
  return status === "charged_back" ? "charge_back" : "refund";
}

export async function followAccount(
  tx: Transaction,
  customerId: CustomerId,
  now = new Date(),
): Promise<void> {
  const program = await loadProgram(tx);
  if (!program) return;
  await lockLoyalty(tx, customerId);
  const today = dayOf(now);
  const currency = ownCurrency();
  const spending = await readSpending(tx, { customerId, from: firstDay(program, today) });
  await recordTierEnd(tx, customerId, earnedTier(spending, program, currency, today));
}

export async function givenTier(tx: Transaction, customerId: CustomerId): Promise<LoyaltyTier | null> {
  const [account] = await tx
    .select({ tier: customers.tier })
    .from(customers)
    .where(eq(customers.id, customerId));
  return account?.tier ?? null;
}

export async function recordTierEnd(
  tx: Transaction,
  customerId: CustomerId,
  { lasts }: Pick<EarnedTier, "lasts">,
): Promise<void> {
  if (!lasts) {
    await tx.delete(loyaltyEnds).where(eq(loyaltyEnds.customerId, customerId));
    return;
  }
  const endsAt = startOf(lasts.lastDay + 1);
  await tx
    .insert(loyaltyEnds)
    .values({ customerId, endsAt })
    .onConflictDoUpdate({ target: loyaltyEnds.customerId, set: { endsAt, updatedAt: new Date() } });
}
