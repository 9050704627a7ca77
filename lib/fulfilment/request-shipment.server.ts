import "server-only";
import { eq, sql } from "drizzle-orm";
import { db } from "@/lib/db/client";
import { prepared } from "@/lib/db/prepared.server";
import { orders } from "@/lib/db/schema";
import { rateOfOrder } from "@/lib/model/rate-choice";
import { unsentPieces } from "@/lib/orders/merchant/unsent-pieces.server";
import type { JobOutcome, OrderJob } from "@/lib/outbox/job";
import { manualProvider } from "./manual-provider.server";
import type { ShippingProvider } from "./provider";

const provider: ShippingProvider = manualProvider;

const orderToSend = prepared((database) => {
  const { id, number, shippingName, shippingAddress, shippingOption, shippingTotal, quote } = orders;
  return database
    .select({ id, number, shippingName, shippingAddress, shippingOption, shippingTotal, quote })
    .from(orders)
    .where(eq(id, sql.placeholder("orderId")));
});

export async function requestShipment(job: Pick<OrderJob, "orderId">): Promise<JobOutcome> {
  const [order] = await orderToSend(db()).execute({ orderId: job.orderId });
  if (!order) throw new Error(`order ${job.orderId} does not exist`);
  await provider.request({
    orderId: order.id,
    number: order.number,
    recipient: order.shippingName,
    address: order.shippingAddress,
    speed: order.shippingOption,
    isPickup: rateOfOrder(order)?.pickup !== undefined,
    lines: (await unsentPieces(db(), order)).map(({ sku, quantity }) => ({ sku, quantity })),
  });
  return { note: { code: "shipment_requested" } };
}

export async function cancelShipment({ orderId }: Pick<OrderJob, "orderId">): Promise<JobOutcome> {
  await provider.cancel(orderId);
  return { note: { code: "shipment_canceled" } };
}
