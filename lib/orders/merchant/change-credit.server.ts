import "server-only";
import { eq } from "drizzle-orm";
import type { DraftId, PaymentIntentId } from "@/lib/base/ids";
import type { Transaction } from "@/lib/db/client";
import { orderCredits } from "@/lib/db/schema";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";
import type { RefundShare, RefundTerms } from "@/lib/model/refund";
import type { RefundPlan } from "./refund-plan";

type Planned = Extract<RefundPlan, { ok: true }> & { share: RefundShare };

type ChangeCredit = {
  id: DraftId;
  plan: Planned;
  wish: RefundTerms;
  /** Minor units: what of the plan pays for other goods. The rest goes back as money. */
  credited: number;
  /** The discount by which the other goods cost so much less. */
  ruleId: string;
  refundsBefore: number;
  by: string;
};

/** The terms by which pieces are taken off an order, as a refund of them has them. */
export const removalTerms = (lines: RefundTerms["lines"], restock: RefundTerms["restock"]): RefundTerms => ({
  ...{ amount: null, payment: "own", restock, outside: false },
  lines: lines ?? [],
});

/** Records that pieces of a locked order pay for other goods: a credit whose code is that of their draft alone. */
export async function insertChangeCredit(tx: Transaction, order: OrderRow, credit: ChangeCredit) {
  const { id, plan, wish, credited, ruleId, refundsBefore, by } = credit;
  await tx.insert(orderCredits).values({
    ...{ id, orderId: order.id, paymentIntentId: plan.paymentIntentId as PaymentIntentId },
    ...{ amount: credited, currency: order.currency, wish, share: partOfShare(plan.share, credited), ruleId },
    ...{ refundsBefore, left: credited, askedBy: by },
  });
}

/** All pieces of a share, for a part of its amount: the rest goes back as an amount that names no line. Pure. */
export function partOfShare(share: RefundShare, amount: number): RefundShare {
  const part = (tax: number) =>
    amount === share.amount ? tax : Math.floor((tax * amount) / Math.max(1, share.amount));
  return {
    ...share,
    amount,
    alreadyGiven: share.alreadyGiven + share.amount - amount,
    taxAdded: part(share.taxAdded),
    taxIncluded: part(share.taxIncluded),
  };
}

/** Takes it back whole, so that its pieces are the order's again. */
export async function liftChangeCredit(tx: Transaction, id: DraftId): Promise<void> {
  const [credit] = await tx.select().from(orderCredits).where(eq(orderCredits.id, id)).for("no key update");
  if (!credit) return;
  await tx.update(orderCredits).set({ left: 0, takenBack: credit.amount }).where(eq(orderCredits.id, id));
}
