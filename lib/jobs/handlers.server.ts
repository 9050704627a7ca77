import "server-only";
import { forgetCards, tellCustomerFacts } from "@/lib/customers/stripe-jobs.server";
import { sendMerchantEmail } from "@/lib/email/merchant/send-merchant-email.server";
import { sendAddressChanged, sendConfirmAddress } from "@/lib/email/send-address-emails.server";
import { sendOrderEmail } from "@/lib/email/send-order-email.server";
import { sendSignInEmail } from "@/lib/email/send-sign-in-email.server";
import { cancelShipment, requestShipment } from "@/lib/fulfilment/request-shipment.server";
import type { OutboxEffect } from "@/lib/model/effects";
import type { JobHandler } from "@/lib/outbox/job";
import { whileRight } from "@/lib/outbox/while-right.server";

/** How each effect is done. */
export const handlers: Record<OutboxEffect, JobHandler> = {
  "email.order_confirmed": whileRight((job) => sendOrderEmail("order_confirmed", job)),
  "email.payment_processing": whileRight((job) => sendOrderEmail("payment_processing", job)),
  "email.payment_failed": whileRight((job) => sendOrderEmail("payment_failed", job)),
  "email.order_shipped": whileRight((job) => sendOrderEmail("order_shipped", job)),
  "email.delivery_delayed": whileRight((job) => sendOrderEmail("delivery_delayed", job)),
  "email.refund_pending": whileRight((job) => sendOrderEmail("refund_pending", job)),
  "email.refunded": whileRight((job) => sendOrderEmail("refunded", job)),
  "email.refund_failed": whileRight((job) => sendOrderEmail("refund_failed", job)),
  "email.payment_returned": whileRight((job) => sendOrderEmail("payment_returned", job)),
  "email.order_canceled": whileRight((job) => sendOrderEmail("order_canceled", job)),
  "email.merchant_order_paid": whileRight(sendMerchantEmail),
  "email.merchant_attention": whileRight(sendMerchantEmail),
  "email.merchant_dispute": whileRight(sendMerchantEmail),
  "shipping.request": whileRight(requestShipment),
  "shipping.cancel": whileRight(cancelShipment),
  "email.sign_in": sendSignInEmail,
  "email.confirm_address": sendConfirmAddress,
  "email.address_changed": sendAddressChanged,
  "stripe.customer_facts": tellCustomerFacts,
  "stripe.forget_cards": forgetCards,
};
