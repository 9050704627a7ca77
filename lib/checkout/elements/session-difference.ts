import type Stripe from "stripe";
import { couponData } from "@/lib/checkout/sessions/coupon-data";
import type { Quote } from "@/lib/model/quote";
import { strategyOf } from "./strategy";

type Session = Pick<
  Stripe.Checkout.Session,
  "metadata" | "amount_subtotal" | "amount_total" | "total_details" | "discounts"
>;

/** Without this expansion a session's `discounts` lack their coupons, and a preview session leaves them out. */
export const DISCOUNT_EXPANSION = "discounts.coupon";

/** How a session differs from its quote, for the log; null when it does not. Pure. The session must be read with `DISCOUNT_EXPANSION`. */
export function sessionDifference(session: Session, quote: Quote): string | null {
  const off = session.total_details?.amount_discount ?? 0;
  const goods = (session.amount_subtotal ?? 0) - off;
  const wanted = quote.subtotal - quote.discountTotal;
  if (goods !== wanted) return `the goods cost ${goods}, not ${wanted}`;
  const tax = taxDifference(session, goods, quote);
  if (tax || strategyOf(session) === "line_items") return tax;
  return discountDifference(session.discounts ?? [], quote);
}

/** Nothing is known while the tax is zero. */
function taxDifference(
  { amount_total, total_details }: Session,
  goods: number,
  { taxBehavior }: Quote,
): string | null {
  const { amount_tax: tax = 0, amount_shipping } = total_details ?? {};
  const added = (amount_total ?? 0) - goods - (amount_shipping ?? 0);
  if (taxBehavior === "inclusive" && added !== 0) return `a tax of ${added} is on top of the prices`;
  if (taxBehavior === "exclusive" && added !== tax) return `of the tax of ${tax} only ${added} is on top`;
  return null;
}

function discountDifference(discounts: Stripe.Checkout.Session.Discount[], quote: Quote): string | null {
  const sent = couponData(quote);
  const coupons = discounts.map(({ coupon }) => coupon);
  if (sent === null) return coupons.length === 0 ? null : "it has a discount, the quote has none";
  const [coupon, ...others] = coupons;
  if (!coupon || others.length > 0) return `it has ${coupons.length} discounts, not one`;
  if (typeof coupon === "string") return `its coupon ${coupon} was not expanded`;
  const { name, amount_off, currency } = coupon;
  const differs = name !== sent.name || amount_off !== sent.amount_off || currency !== sent.currency;
  if (!differs) return null;
  const words = (one: { name: string | null; amount_off: number | null; currency: string | null }) =>
    `"${one.name}" of ${one.amount_off} ${one.currency}`;
  return `its discount is ${words(coupon)}, not ${words(sent)}`;
}
