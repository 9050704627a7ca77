import "server-only";
import { emailRenderers } from "@/emails/renderers";
import { runUpload } from "@/lib/catalog/uploads/run-upload.server";
import { forgetCards, sendCustomerFacts } from "@/lib/customers/stripe-jobs.server";
import { issueDueDocuments } from "@/lib/documents/issue.server";
import { finishChangeJob } from "@/lib/drafts/finish-change.server";
import { sendLowStock } from "@/lib/email/merchant/send-low-stock.server";
import { sendMerchantEmail } from "@/lib/email/merchant/send-merchant-email.server";
import type { OrderEmailKind } from "@/lib/email/order-email";
import { sendAddressChanged, sendConfirmAddress } from "@/lib/email/send-address-emails.server";
import { sendNewsAsked } from "@/lib/email/send-news-asked.server";
import { sendOrderEmail } from "@/lib/email/send-order-email.server";
import { sendPaymentRequest } from "@/lib/email/send-payment-request.server";
import { sendSignInEmail } from "@/lib/email/send-sign-in-email.server";
import { sendStaffCode, sendStaffInvited } from "@/lib/email/send-staff-emails.server";
import { cancelShipment, requestShipment } from "@/lib/fulfilment/request-shipment.server";
import { settleShipment } from "@/lib/fulfilment/take-back.server";
import type { OutboxEffect } from "@/lib/model/effects";
import type { JobHandler } from "@/lib/outbox/job";
import { whileEffectApplies } from "@/lib/outbox/while-effect-applies.server";
import { stripe } from "@/lib/stripe/client";

const orderEmail = (kind: OrderEmailKind) =>
  whileEffectApplies((job) => sendOrderEmail(kind, job, emailRenderers.order));
const merchantEmail = whileEffectApplies((job) => sendMerchantEmail(job, emailRenderers.merchant));

export const handlers: Record<OutboxEffect, JobHandler> = {
  "email.order_confirmed": orderEmail("order_confirmed"),
  "email.payment_processing": orderEmail("payment_processing"),
  "email.payment_failed": orderEmail("payment_failed"),
  "email.order_shipped": orderEmail("order_shipped"),
  "email.order_ready": orderEmail("order_ready"),
  "email.delivery_delayed": orderEmail("delivery_delayed"),
  "email.refund_pending": orderEmail("refund_pending"),
  "email.refunded": orderEmail("refunded"),
  "email.refund_failed": orderEmail("refund_failed"),
  "email.credit_given": orderEmail("credit_given"),
  "email.payment_returned": orderEmail("payment_returned"),
  "email.order_canceled": orderEmail("order_canceled"),
  "email.return_asked": orderEmail("return_asked"),
  "email.return_accepted": orderEmail("return_accepted"),
  "email.return_declined": orderEmail("return_declined"),
  "email.return_received": orderEmail("return_received"),
  "email.address_corrected": orderEmail("address_corrected"),
  "email.merchant_order_paid": merchantEmail,
  "email.merchant_attention": merchantEmail,
  "email.merchant_dispute": merchantEmail,
  "email.merchant_return": merchantEmail,
  "stripe.order_change": whileEffectApplies(finishChangeJob),
  "shipping.request": whileEffectApplies(requestShipment),
  "shipping.cancel": whileEffectApplies(cancelShipment),
  "shipping.settle": whileEffectApplies(settleShipment),
  "stripe.documents": whileEffectApplies(issueDueDocuments),
  "email.sign_in": (job) => sendSignInEmail(job, emailRenderers.signIn),
  "email.confirm_address": (job) => sendConfirmAddress(job, emailRenderers.confirmAddress),
  "email.address_changed": (job) => sendAddressChanged(job, emailRenderers.addressChanged),
  "email.staff_code": (job) => sendStaffCode(job, emailRenderers.staffCode),
  "email.staff_invited": (job) => sendStaffInvited(job, emailRenderers.staffInvited),
  "email.payment_requested": (job) => sendPaymentRequest(job, emailRenderers.paymentRequested),
  "email.news_asked": (job) => sendNewsAsked(job, emailRenderers.newsAsked),
  "email.merchant_low_stock": (job) => sendLowStock(job, emailRenderers.lowStock),
  "stripe.customer_facts": sendCustomerFacts,
  "stripe.forget_cards": forgetCards,
  "catalog.import": (job) => runUpload(job, stripe()),
};
