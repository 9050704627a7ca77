import type Stripe from "stripe";
import { invalid, noSuch } from "../../http/errors";
import { codesByText, intentsOfCustomer } from "../../state/finders";
import type { Local } from "../../state/local";
import type { SessionRecord } from "../../state/records";
import { discountIds } from "./discounts";

interface DiscountParam {
  coupon?: string | undefined;
  promotion_code?: string | undefined;
}

interface Purchase {
  currency: string;
  /** Minor units before the discount. */
  subtotal: number;
  customer: string | null;
}

/** Finds a code in upper or lower case. */
export function discountByCode(local: Local, code: string, purchase: Purchase): SessionRecord["discount"] {
  const named = codesByText(local.store.promotionCodes, code.toLowerCase());
  const found =
    named.find((known) => known.active && known.customer === purchase.customer) ??
    named.find((known) => known.active) ??
    named.take(1)[0];
  if (!found)
    throw invalid(`There is no promotion code ${code}.`, "promotion_code", "promotion_code_invalid");
  return byPromotionCode(local, found.id, purchase, "promotion_code");
}

/** Checks that a coupon or promotion code may be used for a purchase. */
export function resolveDiscount(
  local: Local,
  given: DiscountParam,
  purchase: Purchase,
): SessionRecord["discount"] {
  if (given.coupon && given.promotion_code) {
    throw invalid("You may only specify one of these parameters: coupon, promotion_code.", "discounts[0]");
  }
  if (given.promotion_code)
    return byPromotionCode(local, given.promotion_code, purchase, "discounts[0][promotion_code]");
  if (!given.coupon) throw invalid("Each discount needs a coupon or a promotion_code.", "discounts[0]");
  const coupon = requireCoupon(local, given.coupon, purchase.currency, "discounts[0][coupon]");
  return { coupon: coupon.id, promotionCode: null, id: discountIds.make() };
}

function requireCoupon(local: Local, id: string, currency: string, param: string): Stripe.Coupon {
  const coupon = local.store.coupons.get(id);
  if (!coupon) throw noSuch("coupon", id, param, 400);
  const isOver = coupon.redeem_by !== null && coupon.redeem_by <= local.now();
  if (!coupon.valid || isOver)
    throw invalid(`Coupon ${id} is expired and can no longer be used.`, param, "coupon_expired");
  if (coupon.amount_off !== null && coupon.currency !== currency) {
    throw invalid(
      `The coupon's currency ${coupon.currency} does not match the purchase's ${currency}.`,
      param,
    );
  }
  return coupon;
}

function byPromotionCode(
  local: Local,
  id: string,
  purchase: Purchase,
  param: string,
): SessionRecord["discount"] {
  const promotion = local.store.promotionCodes.get(id);
  if (!promotion) throw noSuch("promotion code", id, param, 400);
  const isOver = promotion.expires_at !== null && promotion.expires_at <= local.now();
  if (!promotion.active || isOver) {
    throw invalid(
      `This promotion code is no longer active: ${promotion.code}`,
      param,
      "promotion_code_expired",
    );
  }
  if (promotion.customer && promotion.customer !== purchase.customer) {
    throw invalid("This promotion code belongs to another customer.", param, "promotion_code_customer");
  }
  const { minimum_amount: minimum, minimum_amount_currency: minimumCurrency } = promotion.restrictions;
  if (minimum !== null && minimumCurrency === purchase.currency && purchase.subtotal < minimum) {
    throw invalid(
      "The purchase is below this promotion code's minimum amount.",
      param,
      "promotion_code_minimum_amount",
    );
  }
  if (promotion.restrictions.first_time_transaction && hasPaidBefore(local, purchase.customer)) {
    throw invalid(
      "This promotion code is for a first purchase only.",
      param,
      "promotion_code_first_time_transaction",
    );
  }
  const coupon = promotion.promotion.coupon;
  const couponId = typeof coupon === "string" ? coupon : (coupon?.id ?? "");
  requireCoupon(local, couponId, purchase.currency, param);
  return { coupon: couponId, promotionCode: id, id: discountIds.make() };
}

function hasPaidBefore(local: Local, customer: string | null): boolean {
  if (customer === null) return false;
  return (
    intentsOfCustomer(local.store.intents, customer).find(({ intent }) => intent.status === "succeeded") !==
    undefined
  );
}
