import "server-only";
import { forgetCards, tellCustomerFacts } from "@/lib/customers/stripe-jobs.server";
import { sendAddressChanged, sendConfirmAddress } from "@/lib/email/send-address-emails.server";
import { sendOrderEmail } from "@/lib/email/send-order-email.server";
import { sendSignInEmail } from "@/lib/email/send-sign-in-email.server";
import { requestShipment } from "@/lib/shipping/request.server";
import type { OutboxEffect } from "./effects";
import type { JobHandler, JobOutcome, OrderJob } from "./job";

/** How each effect is done. */
export const handlers: Record<OutboxEffect, JobHandler> = {
  "email.order_confirmed": ofOrder((job) => sendOrderEmail("order_confirmed", job)),
  "email.payment_processing": ofOrder((job) => sendOrderEmail("payment_processing", job)),
  "email.payment_failed": ofOrder((job) => sendOrderEmail("payment_failed", job)),
  "email.order_shipped": ofOrder((job) => sendOrderEmail("order_shipped", job)),
  "shipping.request": ofOrder(requestShipment),
  "email.sign_in": sendSignInEmail,
  "email.confirm_address": sendConfirmAddress,
  "email.address_changed": sendAddressChanged,
  "stripe.customer_facts": tellCustomerFacts,
  "stripe.forget_cards": forgetCards,
};

function ofOrder(handle: (job: OrderJob) => Promise<JobOutcome>): JobHandler {
  return (job) => {
    if (!job.orderId) throw new Error(`job ${job.id} (${job.effect}) names no order`);
    return handle({ ...job, orderId: job.orderId });
  };
}
