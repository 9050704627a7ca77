import type Stripe from "stripe";
import { emit } from "../../events/emit";
import { periodEnd } from "../../facts/intervals";
import { ApiError, invalid } from "../../http/errors";
import type { Local } from "../../state/local";
import type { IntentRecord } from "../../state/records";
import { requireCustomer } from "../customers/customers";
import { startDiscount } from "../discounts/discounts";
import { intentOf, markPaid, requireInvoice, tryToPay, voidInvoice } from "../invoices/invoices";
import { requirePrice } from "../prices/prices";
import { linesFor, linesOnce, newItem } from "./items";
import {
  changeSubscription,
  invoiceFor,
  methodFor,
  requireSubscription,
  type SubscriptionRecord,
  saved,
  subscriptionIds,
  subscriptions,
} from "./subscriptions";

interface NewSubscription {
  customer: string;
  items: { price: string; quantity: number; metadata?: Record<string, string> }[];
  /** Bought once, with the first invoice. */
  once?: { price: string; quantity: number }[];
  trialEnd: number | null;
  /** Without a payment method at the end of the trial. */
  missingMethod?: MissingMethod | undefined;
  defaultMethod: string | null;
  metadata: Record<string, string>;
  description?: string | null;
  cancelAtPeriodEnd?: boolean;
  discounts?: { id: string; coupon: string; promotionCode: string | null }[];
  taxed?: boolean;
  billingMode?: "classic" | "flexible" | undefined;
  /** How the first invoice is paid. */
  payment:
    | { kind: "paid"; intent: IntentRecord | null }
    | { kind: "incomplete"; savesMethod: boolean }
    | { kind: "now"; orFail: boolean };
}

type MissingMethod = "cancel" | "create_invoice" | "pause";

export function createSubscription(local: Local, given: NewSubscription): SubscriptionRecord {
  requireCustomer(local, given.customer, "customer", 400);
  const { payment } = given;
  const started = newRecord(local, given);
  const { id, subscription, items } = started;
  const isTrial = subscription.trial_end !== null;
  if (payment.kind === "now" && !isTrial) methodFor(local, subscription);
  const discounts = (given.discounts ?? []).map(
    (discount) => startDiscount(local, { ...discount, customer: given.customer, subscription: id }).id,
  );
  const record = saved(local, { ...started, discounts });
  const invoice = invoiceFor(local, record, {
    reason: "subscription_create",
    lines: [...linesFor(local, items, { trial: isTrial }), ...linesOnce(local, given.once ?? [])],
  });
  const isOpen = invoice.invoice.status === "open";
  if (payment.kind === "paid" && payment.intent && isOpen) markPaid(local, invoice, payment.intent);
  const isPaid = requireInvoice(local, invoice.id).invoice.status === "paid";
  const shown = changeSubscription(local, id, {
    latest_invoice: invoice.id,
    ...(isPaid && !isTrial && { status: "active" }),
  });
  emit(local, "customer.subscription.created", shown.subscription);
  if (isPaid || payment.kind === "paid") return shown;
  if (payment.kind === "incomplete") {
    intentOf(local, invoice);
    return shown;
  }
  const ok = tryToPay(local, invoice, methodFor(local, subscription));
  if (!ok && payment.orFail) {
    // Its events were told, so that it ends as void, and never as one that waits to be paid.
    voidInvoice(local, requireInvoice(local, invoice.id));
    subscriptions(local.store).delete(id);
    throw new ApiError(402, {
      type: "card_error",
      code: "card_declined",
      message: "Your card was declined.",
    });
  }
  return requireSubscription(local, id);
}

function newRecord(local: Local, given: NewSubscription): SubscriptionRecord {
  const { payment } = given;
  const id = subscriptionIds.make();
  const now = local.now();
  const trialEnd = given.trialEnd !== null && given.trialEnd > now ? given.trialEnd : null;
  const { first, recurring } = firstPrice(local, given);
  const period = { start: now, end: trialEnd ?? periodEnd(now, recurring) };
  const items = given.items.map((item) => newItem(local, item, period));
  const savesMethod = payment.kind === "incomplete" && payment.savesMethod;
  const billingMode = given.billingMode ?? "flexible";
  const subscription: Stripe.Subscription = {
    id,
    object: "subscription",
    application: null,
    application_fee_percent: null,
    automatic_tax: {
      disabled_reason: null,
      enabled: given.taxed ?? false,
      liability: given.taxed ? { type: "self" } : null,
    },
    billing_cycle_anchor: trialEnd ?? now,
    billing_cycle_anchor_config: null,
    billing_mode: {
      flexible: billingMode === "flexible" ? { proration_discounts: "included" } : null,
      type: billingMode,
    },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: given.cancelAtPeriodEnd ? period.end : null,
    cancel_at_period_end: given.cancelAtPeriodEnd ?? false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: "charge_automatically",
    created: now,
    currency: first.currency,
    customer: given.customer,
    customer_account: null,
    days_until_due: null,
    default_payment_method: given.defaultMethod,
    default_source: null,
    default_tax_rates: [],
    description: given.description ?? null,
    discounts: [],
    ended_at: null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: "self" },
    },
    items: { object: "list", data: [], has_more: false, url: `/v1/subscription_items?subscription=${id}` },
    latest_invoice: null,
    livemode: false,
    managed_payments: null,
    metadata: given.metadata,
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: savesMethod ? "on_subscription" : "off",
    },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: now,
    status: trialEnd ? "trialing" : "incomplete",
    test_clock: null,
    transfer_data: null,
    trial_end: trialEnd,
    trial_settings: {
      end_behavior: {
        billing_cycle_anchor: null,
        missing_payment_method: given.missingMethod ?? "create_invoice",
      },
    },
    trial_start: trialEnd ? now : null,
  };
  return {
    id,
    subscription,
    items,
    pending: [],
    retries: 0,
    retryAt: null,
    savesMethod,
    trialEndAnnounced: false,
    discounts: [],
    draft: null,
    planned: [],
  };
}

function firstPrice(local: Local, { items }: NewSubscription) {
  const prices = items.map((item, index) => requirePrice(local, item.price, `items[${index}][price]`, 400));
  const [first] = prices;
  if (!first?.recurring) throw invalid("The price specified is not recurring.", "items[0][price]");
  if (prices.some((price) => !price.recurring))
    throw invalid(
      "The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.",
      "items",
    );
  return { first, recurring: first.recurring };
}
