import type Stripe from "stripe";
import { emit } from "../../events/emit";
import { invalid, missingParameter, noSuch, notModelled } from "../../http/errors";
import { applyMetadata, metadata } from "../../http/metadata";
import {
  currency,
  decimal,
  ignored,
  integer,
  list,
  object,
  oneOf,
  type Parsed,
  text,
  timestamp,
} from "../../http/rules";
import { randomText } from "../../state/ids";
import type { Local } from "../../state/local";

export const CREATE = {
  amount_off: integer(1),
  applies_to: object({ products: list(text()) }),
  currency,
  currency_options: ignored,
  duration: oneOf("forever", "once", "repeating"),
  duration_in_months: integer(1),
  id: text(),
  max_redemptions: integer(1),
  metadata,
  name: text(40),
  percent_off: decimal(0.01, 100),
  redeem_by: timestamp,
};

type NewCoupon = Partial<Parsed<typeof CREATE>>;

function check(local: Local, given: NewCoupon): void {
  if (given.currency_options !== undefined) throw notModelled("currency_options of a coupon");
  if (given.amount_off !== undefined && given.percent_off !== undefined) {
    throw invalid("You may only specify one of these parameters: amount_off, percent_off.", "amount_off");
  }
  if (given.amount_off === undefined && given.percent_off === undefined)
    throw missingParameter("percent_off");
  if (given.amount_off !== undefined && !given.currency) throw missingParameter("currency");
  if (given.duration === "repeating" && given.duration_in_months === undefined) {
    throw missingParameter("duration_in_months");
  }
  if (given.redeem_by !== undefined && given.redeem_by <= local.now()) {
    throw invalid("redeem_by must be in the future.", "redeem_by");
  }
  if (given.id && local.store.coupons.get(given.id)) {
    throw invalid(`Coupon already exists: ${given.id}`, "id", "resource_already_exists");
  }
}

export function createCoupon(local: Local, given: NewCoupon): Stripe.Coupon {
  check(local, given);
  const coupon: Stripe.Coupon = {
    id: given.id ?? randomText(8),
    object: "coupon",
    amount_off: given.amount_off ?? null,
    ...(given.applies_to?.products && { applies_to: { products: given.applies_to.products } }),
    created: local.now(),
    currency: given.amount_off === undefined ? null : (given.currency ?? null),
    duration: given.duration ?? "once",
    duration_in_months: given.duration_in_months ?? null,
    livemode: false,
    max_redemptions: given.max_redemptions ?? null,
    metadata: applyMetadata(null, given.metadata),
    name: given.name ?? null,
    percent_off: given.percent_off ?? null,
    redeem_by: given.redeem_by ?? null,
    times_redeemed: 0,
    valid: true,
  };
  local.store.coupons.put(coupon);
  emit(local, "coupon.created", coupon);
  return coupon;
}

export function requireCoupon(local: Local, id: string, param = "coupon", status = 404): Stripe.Coupon {
  const coupon = local.store.coupons.get(id);
  if (!coupon) throw noSuch("coupon", id, param, status);
  return coupon;
}
