import "server-only";
import type { z } from "zod";
import type { OrderAct } from "@/lib/desk/decisions/acts";
import { findDispute } from "@/lib/desk/disputes/dispute-desk.server";
import type { refundBody } from "@/lib/desk/refunds/refund-body";
import { refundQuery } from "@/lib/desk/refunds/typed-refund";
import type { returnRefundBody } from "@/lib/desk/returns/inputs";
import { findReturn } from "@/lib/desk/returns/return-desk.server";
import { orderByNumber } from "@/lib/orders/merchant/find-order.server";
import { orderFile } from "@/lib/orders/merchant/order-file.server";
import { gone } from "@/lib/orders/merchant/refund-plan";
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
