import { invalid, unknownParameter } from "../../http/errors";
import type { InputObject } from "../../http/form";
import type { Local } from "../../state/local";
import type { SessionRecord } from "../../state/records";
import { createCoupon } from "../coupons/coupons";
import { resolveDiscount } from "../discounts/choose";
import type { SessionChange } from "./params";
import { totalsOf } from "./totals";

/** Without the preview its parameters are unknown. @throws ApiError 400 `parameter_unknown` */
export function refuseUpdateDiscounts(input: InputObject, preview: boolean): void {
  const { permissions } = input;
  if (preview || typeof permissions !== "object") return;
  if (permissions.update_discounts !== undefined) throw unknownParameter("permissions[update_discounts]");
}

/** As `refuseUpdateDiscounts`, for the update of a session. */
export function refuseDiscounts(input: InputObject, preview: boolean): void {
  if (!preview && input.discounts !== undefined) throw unknownParameter("discounts");
}

/** An empty list removes the discount. */
export function changedDiscount(
  local: Local,
  record: SessionRecord,
  given: NonNullable<SessionChange["discounts"]>,
): SessionRecord["discount"] {
  const [first, ...others] = given;
  if (!first) return null;
  if (others.length > 0) throw invalid("Only one discount is allowed.", "discounts");
  const { coupon_data: data, ...named } = first;
  if (data && (named.coupon || named.promotion_code)) {
    throw invalid(
      "You may only specify one of these parameters: coupon, coupon_data, promotion_code.",
      "discounts[0]",
    );
  }
  const { currency, customer } = record.session;
  const coupon = data && createCoupon(local, { ...data, ...record.nextDiscount });
  return resolveDiscount(local, coupon ? { coupon: coupon.id } : named, {
    currency: currency ?? "",
    subtotal: totalsOf(local, record).subtotal,
    customer: typeof customer === "string" ? customer : null,
  });
}
