import type Stripe from "stripe";
import { emit } from "../../events/emit";
import type { Local, PaymentPhase } from "../../state/local";
import type { IntentRecord, SessionRecord } from "../../state/records";
import { createSubscription } from "../subscriptions/create";
import { customerOf, updateCustomer } from "./customer";

/** Moves the session on and returns its announcement. Nothing for an intent without a session. */
export function sessionAfterPayment(
  local: Local,
  { session: id }: IntentRecord,
  phase: PaymentPhase,
): () => void {
  const record = id === null ? undefined : local.store.sessions.get(id);
  if (!record) return () => {};
  if (phase === "settle_failed") {
    return () => emit(local, "checkout.session.async_payment_failed", record.session);
  }
  if (phase === "settled") {
    const settled = change(local, record, { payment_status: "paid" });
    return () => emit(local, "checkout.session.async_payment_succeeded", settled);
  }
  const intent = local.store.intents.get(String(record.session.payment_intent)) ?? null;
  const completed = completeSession(local, record, phase === "paid" ? "paid" : "unpaid", intent);
  return () => emit(local, "checkout.session.completed", completed);
}

/** Completes a session, and counts its discount as used. */
export function completeSession(
  local: Local,
  record: SessionRecord,
  paymentStatus: "paid" | "unpaid" | "no_payment_required",
  intent: IntentRecord | null = null,
  method: string | null = null,
): Stripe.Checkout.Session {
  countRedemption(local, record);
  updateCustomer(local, record);
  const fields = collected(local, record);
  return change(local, record, {
    ...startSubscription(local, record, fields, { intent, method }),
    status: "complete",
    payment_status: paymentStatus,
    url: null,
    ...fields,
  });
}

/** In mode `subscription` the completed session begins it. */
function startSubscription(
  local: Local,
  { subscriptionData: data, items, discount, session }: SessionRecord,
  { customer }: Partial<Stripe.Checkout.Session>,
  paid: { intent: IntentRecord | null; method: string | null },
): Partial<Stripe.Checkout.Session> {
  if (!data) return {};
  const method = paid.intent?.intent.payment_method ?? paid.method;
  const { subscription } = createSubscription(local, {
    customer: String(customer),
    items: items.filter(({ price }) => isRecurring(local, price)),
    once: items.filter(({ price }) => !isRecurring(local, price)),
    discounts: discount ? [discount] : [],
    taxed: session.automatic_tax.enabled,
    missingMethod: data.missingMethod ?? undefined,
    trialEnd: data.trialEnd ?? (data.trialDays ? local.now() + data.trialDays * 86_400 : null),
    defaultMethod: typeof method === "string" ? method : null,
    metadata: data.metadata,
    description: data.description,
    payment: { kind: "paid", intent: paid.intent },
  });
  const invoice = typeof subscription.latest_invoice === "string" ? subscription.latest_invoice : null;
  return { subscription: subscription.id, invoice, payment_intent: null };
}

function isRecurring(local: Local, price: string): boolean {
  return local.store.prices.get(price)?.type === "recurring";
}

/** What the shopper gave becomes part of the session. */
function collected(local: Local, record: SessionRecord): Partial<Stripe.Checkout.Session> {
  const { email, billing, shipping } = record;
  const phone = record.phone ?? billing?.phone ?? null;
  const name = billing?.name ?? shipping?.name ?? null;
  return {
    customer: customerOf(local, record),
    customer_details: {
      address: billing?.address ?? null,
      business_name: null,
      email,
      individual_name: null,
      name,
      phone,
      tax_exempt: "none",
      tax_ids: [],
    },
    collected_information: {
      business_name: null,
      individual_name: null,
      shipping_details: shipping && { address: shipping.address, name: shipping.name },
    },
  };
}

function change(
  local: Local,
  record: SessionRecord,
  fields: Partial<Stripe.Checkout.Session>,
): Stripe.Checkout.Session {
  const next = local.store.sessions.put({ ...record, session: { ...record.session, ...fields } });
  return next.session;
}

function countRedemption(local: Local, { discount }: SessionRecord): void {
  if (!discount) return;
  const coupon = local.store.coupons.get(discount.coupon);
  if (coupon) {
    const times = coupon.times_redeemed + 1;
    const usedUp = coupon.max_redemptions !== null && times >= coupon.max_redemptions;
    local.store.coupons.put({ ...coupon, times_redeemed: times, valid: coupon.valid && !usedUp });
  }
  const promotion = discount.promotionCode && local.store.promotionCodes.get(discount.promotionCode);
  if (promotion) {
    const times = promotion.times_redeemed + 1;
    const usedUp = promotion.max_redemptions !== null && times >= promotion.max_redemptions;
    local.store.promotionCodes.put({
      ...promotion,
      times_redeemed: times,
      active: promotion.active && !usedUp,
    });
  }
}
