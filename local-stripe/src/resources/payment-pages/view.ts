import { expand } from "../../http/expand";
import type { Local } from "../../state/local";
import type { SessionRecord } from "../../state/records";
import { requireSession } from "../checkout-sessions/find";
import { keepsForLater } from "../checkout-sessions/method-options";
import { prefillOf, savedFeatures, savedForSession } from "./saved-cards";

const SHOWN = [
  "line_items.data.price.product",
  "shipping_options.shipping_rate",
  "discounts.coupon",
  "discounts.promotion_code",
  "total_details.breakdown.discounts.discount.source.coupon",
  "total_details.breakdown.discounts.discount.promotion_code",
];

export function pageOf(local: Local, record: SessionRecord): object {
  return {
    session: shownSession(local, record.id),
    payment_method_types: record.paymentMethodTypes,
    merchant: { display_name: record.session.branding_settings?.display_name ?? "Local Stripe" },
    locale: record.session.locale ?? "auto",
    email: record.email,
    phone_number: record.phone ?? null,
    billing: record.billing && { name: record.billing.name, address: record.billing.address },
    shipping: record.shipping && { name: record.shipping.name, address: record.shipping.address },
    saved_payment_methods: savedForSession(local, record),
    prefill: prefillOf(local, record),
    features: savedFeatures(record),
    keeps: { card: keepsForLater(record, "card"), sepa_debit: keepsForLater(record, "sepa_debit") },
  };
}

export function shownSession(local: Local, id: string): object {
  return expand(local, requireSession(local, id).session, SHOWN);
}
