import "server-only";
import { sendOrderEmail } from "@/lib/email/send-order-email.server";
import { requestShipment } from "@/lib/shipping/request.server";
import type { OutboxEffect } from "./effects";
import type { JobHandler } from "./job";

/** How each effect is done. */
export const handlers: Record<OutboxEffect, JobHandler> = {
  "email.order_confirmed": (job) => sendOrderEmail("order_confirmed", job),
  "email.payment_processing": (job) => sendOrderEmail("payment_processing", job),
  "email.payment_failed": (job) => sendOrderEmail("payment_failed", job),
  "email.order_shipped": (job) => sendOrderEmail("order_shipped", job),
  "shipping.request": requestShipment,
};
