import type Stripe from "stripe";
import type { Local } from "../../state/local";
import type { SessionRecord } from "../../state/records";
import { totalsOf } from "./totals";

/** Stores a session with new amounts. */
export function saveSession(local: Local, record: SessionRecord): SessionRecord {
  const totals = totalsOf(local, dueToday(local, record));
  const isSetup = record.session.mode === "setup";
  return local.store.sessions.put({
    ...record,
    session: {
      ...record.session,
      discounts: discountsOf(record),
      // The embedded page treats an address of the session as final, so there it comes at the end.
      collected_information:
        record.shipping && record.session.ui_mode === "elements"
          ? {
              business_name: null,
              individual_name: null,
              shipping_details: { address: record.shipping.address, name: record.shipping.name },
            }
          : record.session.collected_information,
      amount_subtotal: isSetup ? null : totals.subtotal,
      amount_total: isSetup ? null : totals.total,
      total_details: isSetup ? null : totals.details,
      shipping_cost: totals.shippingCost,
      automatic_tax: { ...record.session.automatic_tax, status: totals.taxStatus },
    },
  });
}

/** In a trial only what is bought once is paid today. */
function dueToday(local: Local, record: SessionRecord): SessionRecord {
  const { subscriptionData: data, items } = record;
  if (!data?.trialDays && !data?.trialEnd) return record;
  const once = items.filter(({ price }) => local.store.prices.get(price)?.type !== "recurring");
  return { ...record, items: once };
}

function discountsOf({ discount }: SessionRecord): Stripe.Checkout.Session.Discount[] | null {
  if (!discount) return null;
  const { coupon, promotionCode } = discount;
  return [{ coupon: promotionCode === null ? coupon : null, promotion_code: promotionCode }];
}
