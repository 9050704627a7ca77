import "server-only";
import { and, asc, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { env } from "@/lib/config/env";
import type { Queryable } from "@/lib/db/client";
import { disputes, orderAttention, orders, returns } from "@/lib/db/schema";
import { disputeStage } from "@/lib/lifecycle/dispute-stage";
import type { OrderJob } from "@/lib/outbox/job";
import type { MerchantMatter } from "./merchant-email";

const paidPayload = z.object({
  type: z.string().optional(),
  brand: z.string().nullable().default(null),
  last4: z.string().nullable().default(null),
});
const attentionPayload = z.object({ about: z.string() });
const returnPayload = z.object({ returnId: z.coerce.number().int() });
const disputePayload = z.object({ disputeId: z.string() });

export function loadMatter(q: Queryable, job: OrderJob): Promise<MerchantMatter | null> {
  switch (job.effect) {
    case "email.merchant_order_paid":
      return orderPaid(job);
    case "email.merchant_attention":
      return attention(q, job);
    case "email.merchant_dispute":
      return dispute(q, job);
    case "email.merchant_return":
      return returned(q, job);
    default:
      throw new Error(`${job.effect} is not an e-mail to the merchant`);
  }
}

async function orderPaid({ payload }: OrderJob): Promise<MerchantMatter> {
  const { type, brand, last4 } = paidPayload.parse(payload);
  return { kind: "order_paid", paidWith: type ? { type, brand, last4 } : null };
}

async function attention(q: Queryable, { orderId, payload }: OrderJob): Promise<MerchantMatter | null> {
  const { about } = attentionPayload.parse(payload);
  const open = await q
    .select()
    .from(orderAttention)
    .where(and(eq(orderAttention.orderId, orderId), isNull(orderAttention.answeredAt)))
    .orderBy(asc(orderAttention.id));
  if (!open.some((row) => row.about === about)) return null;
  const [order] = await q.select({ quote: orders.quote }).from(orders).where(eq(orders.id, orderId));
  const named = (text: string | null) =>
    (order?.quote.lines ?? []).reduce((text, line) => text?.replace(line.variantId, line.sku) ?? null, text);
  return {
    kind: "attention",
    reasons: open.map(({ reason, expected, actual }) => ({ reason, expected, actual: named(actual) })),
  };
}

async function dispute(q: Queryable, { payload }: OrderJob): Promise<MerchantMatter | null> {
  const { disputeId } = disputePayload.parse(payload);
  const [row] = await q.select().from(disputes).where(eq(disputes.stripeId, disputeId));
  if (!row) return null;
  const { amount, reason, evidenceDueAt, isMoneyTaken } = row;
  return {
    ...{ kind: "dispute", stage: disputeStage(row), amount, reason, answerBy: evidenceDueAt, isMoneyTaken },
    answerUrl: new URL(`/admin/disputes/${disputeId}`, env().STORE_URL).href,
  };
}

/** Null once it was answered or withdrawn. */
async function returned(q: Queryable, { orderId, payload }: OrderJob): Promise<MerchantMatter | null> {
  const { returnId } = returnPayload.parse(payload);
  const [row] = await q
    .select({ asked: returns, quote: orders.quote })
    .from(returns)
    .innerJoin(orders, eq(orders.id, returns.orderId))
    .where(and(eq(returns.id, returnId), eq(returns.orderId, orderId)));
  if (row?.asked.status !== "asked") return null;
  const { lines, reason, note } = row.asked;
  return {
    ...{ kind: "return", reason, note },
    goods: lines.map(({ variantId, quantity }) => {
      const line = row.quote.lines.find((one) => one.variantId === variantId);
      const name = [line?.productName, line?.optionLabel, line?.sku].filter(Boolean).join(" · ");
      return { name: name || variantId, quantity };
    }),
    answerUrl: new URL(`/admin/returns/${returnId}`, env().STORE_URL).href,
  };
}
