import "server-only";
import type { OrderId } from "@/lib/base/ids";
import { env } from "@/lib/config/env";
import type { Transaction } from "@/lib/db/client";
import type { GoodsEffect, MerchantEffect } from "@/lib/model/effects";
import { enqueue, enqueueForGoods } from "./enqueue.server";

export async function tellMerchant(
  tx: Transaction,
  job: { orderId: OrderId; effect: MerchantEffect; occurrence: string; payload: Record<string, string> },
): Promise<void> {
  if (env().MERCHANT_EMAIL.length > 0) await enqueue(tx, job);
}

export async function tellMerchantOfGoods(
  tx: Transaction,
  job: { effect: GoodsEffect; occurrence: string; payload: Record<string, string> },
): Promise<void> {
  if (env().MERCHANT_EMAIL.length > 0) await enqueueForGoods(tx, job);
}
