import "server-only";
import { forgetCards, tellCustomerFacts } from "@/lib/customers/stripe-jobs.server";
import { sendMerchantEmail } from "@/lib/email/merchant/send-merchant-email.server";
import { sendAddressChanged, sendConfirmAddress } from "@/lib/email/send-address-emails.server";
import { sendOrderEmail } from "@/lib/email/send-order-email.server";
import { sendSignInEmail } from "@/lib/email/send-sign-in-email.server";
import { cancelShipment, requestShipment } from "@/lib/fulfilment/request-shipment.server";
import type { OutboxEffect } from "@/lib/model/effects";
import type { JobHandler } from "@/lib/outbox/job";
import { whileEffectApplies } from "@/lib/outbox/while-effect-applies.server";

export const handlers: Record<OutboxEffect, JobHandler> = {
  "email.order_confirmed": whileEffectApplies((job) => sendOrderEmail("order_confirmed", job)),
  "email.payment_processing": whileEffectApplies((job) => sendOrderEmail("payment_processing", job)),
  "email.payment_failed": whileEffectApplies((job) => sendOrderEmail("payment_failed", job)),
  "email.order_shipped": whileEffectApplies((job) => sendOrderEmail("order_shipped", job)),
  "email.delivery_delayed": whileEffectApplies((job) => sendOrderEmail("delivery_delayed", job)),
  "email.refund_pending": whileEffectApplies((job) => sendOrderEmail("refund_pending", job)),
  "email.refunded": whileEffectApplies((job) => sendOrderEmail("refunded", job)),
  "email.refund_failed": whileEffectApplies((job) => sendOrderEmail("refund_failed", job)),
  "email.payment_returned": whileEffectApplies((job) => sendOrderEmail("payment_returned", job)),
  "email.order_canceled": whileEffectApplies((job) => sendOrderEmail("order_canceled", job)),
  "email.merchant_order_paid": whileEffectApplies(sendMerchantEmail),
  "email.merchant_attention": whileEffectApplies(sendMerchantEmail),
  "email.merchant_dispute": whileEffectApplies(sendMerchantEmail),
  "shipping.request": whileEffectApplies(requestShipment),
  "shipping.cancel": whileEffectApplies(cancelShipment),
  "email.sign_in": sendSignInEmail,
  "email.confirm_address": sendConfirmAddress,
  "email.address_changed": sendAddressChanged,
  "stripe.customer_facts": tellCustomerFacts,
  "stripe.forget_cards": forgetCards,
};
