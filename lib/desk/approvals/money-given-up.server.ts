import "server-only";
import type { z } from "zod";
import { db } from "@/lib/db/client";
import type { changeBody, changeParams } from "@/lib/desk/changes/change-body";
import { changeQuery } from "@/lib/desk/changes/typed-change";
import type { OrderAct } from "@/lib/desk/decisions/acts";
import { findDispute } from "@/lib/desk/disputes/dispute-desk.server";
import type { refundBody } from "@/lib/desk/refunds/refund-body";
import { refundQuery } from "@/lib/desk/refunds/typed-refund";
import type { returnRefundBody } from "@/lib/desk/returns/inputs";
import { findReturn } from "@/lib/desk/returns/return-desk.server";
import { changesOf } from "@/lib/drafts/read-changes.server";
import { orderByNumber } from "@/lib/orders/merchant/find-order.server";
import { orderFile } from "@/lib/orders/merchant/order-file.server";
import { gone } from "@/lib/orders/merchant/refund-plan";
import { unsentPieces } from "@/lib/orders/merchant/unsent-pieces.server";
import type { MoneyGivenUp } from "@/lib/staff/second-person.server";

/** What a refund brings an order's refunds to. That the amounts are right is looked at when the refund is made. */
export async function refundedMoney(
  number: string,
  { terms, amount, before }: Pick<z.output<typeof refundBody>, "terms" | "amount" | "before">,
): Promise<MoneyGivenUp | null> {
  const order = await orderByNumber(number);
  if (!order) return null;
  const page = `/admin/orders/${number}/refund?${refundQuery(terms, order.currency)}`;
  return { amount: before + amount, currency: order.currency, same: [terms, amount, before], page };
}

/** As `refundedMoney`, for the refund of a return. */
export async function returnedMoney(
  returnId: number,
  { amount, before, delivery }: z.output<typeof returnRefundBody>,
): Promise<MoneyGivenUp | null> {
  const found = await findReturn(returnId);
  if (!found) return null;
  const { currency } = found.order;
  const page = `/admin/returns/${returnId}?delivery=${delivery ?? "0"}`;
  return { amount: before + amount, currency, same: [amount, before, delivery ?? "0"], page };
}

/** The money that a change of an order's goods gives back; null when none goes back. */
export async function changedMoney(
  number: string,
  { change, shown }: Pick<z.output<typeof changeBody>, "change" | "shown">,
): Promise<MoneyGivenUp | null> {
  const order = shown.back > 0 ? await orderByNumber(number) : null;
  if (!order) return null;
  const page = `/admin/orders/${number}/edit?${changeQuery(change, await unsentPieces(db(), order))}`;
  return { amount: shown.before + shown.back, currency: order.currency, same: [change, shown], page };
}

/** What paid for goods whose order was ended after all; null for a change that is only taken back. */
export async function undoneMoney({
  number,
  draftId,
}: z.output<typeof changeParams>): Promise<MoneyGivenUp | null> {
  const file = await orderFile(number);
  const found = file && (await changesOf(db(), file.order.id)).find(({ change }) => change.id === draftId);
  if (!file || found?.state !== "stopped") return null;
  // What is given back was counted as given before.
  const amount = gone(file.balance);
  return { amount, currency: file.order.currency, same: [draftId, amount], page: `/admin/orders/${number}` };
}

/** What cancelling a paid order brings its refunds to; null for what moves no money away. */
export async function decidedMoney(
  number: string,
  { act, restock }: { act: OrderAct; restock?: string | undefined },
): Promise<MoneyGivenUp | null> {
  const file = act === "cancel" ? await orderFile(number) : null;
  if (!file) return null;
  const { order, refundable, balance } = file;
  const before = gone(balance);
  return {
    amount: before + refundable,
    currency: order.currency,
    same: [act, restock ?? "0", refundable, before],
    page: `/admin/orders/${number}/decide`,
  };
}

/** What a bank keeps of a dispute that is accepted. */
export async function disputedMoney(disputeId: string): Promise<MoneyGivenUp | null> {
  const found = await findDispute(disputeId);
  if (!found) return null;
  const { amount } = found.dispute;
  const { currency } = found.order;
  return { amount, currency, same: [amount], page: `/admin/disputes/${disputeId}` };
}
