import "server-only";
import type { OrderId } from "@/lib/base/ids";
import { env } from "@/lib/config/env";
import type { Transaction } from "@/lib/db/client";
import type { MerchantEffect } from "@/lib/model/effects";
import { enqueue } from "./enqueue.server";

/**
 * Asks for an e-mail to the merchant in the transaction of its cause. Where MERCHANT_EMAIL names nobody nothing is asked for, so that
 * who sets it later is not told of old matters. `occurrence` names the matter: each is told once.
 */
export async function tellMerchant(
  tx: Transaction,
  job: { orderId: OrderId; effect: MerchantEffect; occurrence: string; payload: Record<string, string> },
): Promise<void> {
  if (env().MERCHANT_EMAIL.length > 0) await enqueue(tx, job);
}
