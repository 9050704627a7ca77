import "server-only";
import { and, asc, eq, gt, lte, or, type SQL } from "drizzle-orm";
import { describeError } from "@/lib/base/describe-error";
import { log } from "@/lib/base/log.server";
import { ownCurrency } from "@/lib/currencies/sold";
import { givenTier, recordTierEnd } from "@/lib/customers/loyalty/follow-orders.server";
import { loadProgram } from "@/lib/customers/loyalty/program.server";
import { lastOrderOf, readSpending } from "@/lib/customers/loyalty/spending.server";
import { dayOf, earnedTier, firstDay, higherTier, tierChange } from "@/lib/customers/loyalty/tier";
import { db, type Queryable } from "@/lib/db/client";
import { lockLoyalty, lockOrders } from "@/lib/db/locks.server";
import { loyaltyEnds, orders } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { addToTimeline } from "@/lib/lifecycle/transition-order.server";
import type { LoyaltyProgram } from "@/lib/model/loyalty-program";

type Due = { customerId: (typeof loyaltyEnds.$inferSelect)["customerId"]; endsAt: Date };

const BATCH = 50;

export async function endDueTiers(deadline: number, now = new Date()): Promise<number> {
  const program = await loadProgram(db());
  let looked = 0;
  let last: Due | undefined;
  do {
    const due = await dueAfter(last, now);
    for (const one of due) {
      await endTier(one, program, now).catch((error: unknown) => {
        log.error(`the tier of ${one.customerId} could not be ended: ${describeError(error)}`);
      });
      looked += 1;
    }
    last = due.length === BATCH ? due.at(-1) : undefined;
  } while (last && Date.now() < deadline);
  return looked;
}

async function dueAfter(last: Due | undefined, now: Date): Promise<Due[]> {
  const after: SQL | undefined =
    last &&
    or(
      gt(loyaltyEnds.endsAt, last.endsAt),
      and(eq(loyaltyEnds.endsAt, last.endsAt), gt(loyaltyEnds.customerId, last.customerId)),
    );
  return db()
    .select({ customerId: loyaltyEnds.customerId, endsAt: loyaltyEnds.endsAt })
    .from(loyaltyEnds)
    .where(and(lte(loyaltyEnds.endsAt, now), after))
    .orderBy(asc(loyaltyEnds.endsAt), asc(loyaltyEnds.customerId))
    .limit(BATCH);
}

async function endTier(due: Due, program: LoyaltyProgram | null, now: Date): Promise<void> {
  const { customerId } = due;
  const left = program && (await orderThatExpired(db(), due, program));
  await inTransaction(db(), async (tx) => {
    if (left) await lockOrders(tx, eq(orders.id, left));
    await lockLoyalty(tx, customerId);
    const [still] = await tx
      .select({ endsAt: loyaltyEnds.endsAt })
      .from(loyaltyEnds)
      .where(and(eq(loyaltyEnds.customerId, customerId), eq(loyaltyEnds.endsAt, due.endsAt)));
    if (!still) return;
    if (!program) return recordTierEnd(tx, customerId, { lasts: null });
    const { was, is } = await beforeAndAfter(tx, due, program, now);
    await recordTierEnd(tx, customerId, is);
    const given = await givenTier(tx, customerId);
    const change = tierChange(higherTier(given, was.tier), higherTier(given, is.tier), "time");
    if (change && left) await addToTimeline(tx, left, "store", change);
  });
}

async function beforeAndAfter(q: Queryable, { customerId, endsAt }: Due, program: LoyaltyProgram, now: Date) {
  const currency = ownCurrency();
  const lastDay = dayOf(endsAt) - 1;
  const spending = await readSpending(q, { customerId, from: firstDay(program, lastDay) });
  const then = spending.filter(({ day }) => day <= lastDay);
  return {
    was: earnedTier(then, program, currency, lastDay),
    is: earnedTier(spending, program, currency, dayOf(now)),
  };
}

async function orderThatExpired(q: Queryable, due: Due, program: LoyaltyProgram) {
  const { was } = await beforeAndAfter(q, due, program, due.endsAt);
  if (!was.lasts) return null;
  return lastOrderOf(q, { customerId: due.customerId, day: was.lasts.leavingDay });
}
