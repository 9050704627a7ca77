import type Stripe from "stripe";
import { emit } from "../../events/emit";
import { periodEnd } from "../../facts/intervals";
import type { Resource } from "../../http/resource";
import { idKind } from "../../state/ids";
import type { Local } from "../../state/local";
import { collectionOf } from "../../state/store";

export const discountIds = idKind("di");

/** The discounts of subscriptions and invoices; those of a session live in its record. */
const discounts = collectionOf<Stripe.Discount>("discounts");

interface Start {
  id: string;
  coupon: string;
  promotionCode: string | null;
  customer: string | null;
  subscription: string | null;
}

/** A discount from now on, for as long as its coupon says. */
export function startDiscount(local: Local, given: Start): Stripe.Discount {
  const coupon = local.store.coupons.get(given.coupon);
  const start = local.now();
  const months = coupon?.duration === "repeating" ? (coupon.duration_in_months ?? 1) : null;
  const discount = discounts(local.store).put({
    id: given.id,
    object: "discount",
    checkout_session: null,
    customer: given.customer,
    customer_account: null,
    end: months === null ? null : periodEnd(start, { interval: "month", interval_count: months }),
    invoice: null,
    invoice_item: null,
    promotion_code: given.promotionCode,
    source: { coupon: given.coupon, type: "coupon" },
    start,
    subscription: given.subscription,
    subscription_item: null,
  });
  emit(local, "customer.discount.created", discount);
  return discount;
}

export function endDiscount(local: Local, id: string): void {
  const discount = discounts(local.store).get(id);
  if (discount) emit(local, "customer.discount.deleted", discount);
}

/** Whether a discount still holds, and what its coupon is. */
export function couponNow(local: Local, id: string, at: number): Stripe.Coupon | undefined {
  const discount = discounts(local.store).get(id);
  if (!discount || (discount.end !== null && discount.end <= at)) return undefined;
  const { coupon } = discount.source;
  return local.store.coupons.get(typeof coupon === "string" ? coupon : (coupon?.id ?? ""));
}

export const discountResource: Resource = {
  objects: { ids: [discountIds], find: ({ store }, id) => discounts(store).get(id) },
  events: ["customer.discount.created", "customer.discount.deleted"],
};
