import type Stripe from "stripe";
import { missingParameter, notModelled } from "../../http/errors";
import { applyMetadata, metadata } from "../../http/metadata";
import {
  amount,
  currency,
  type Given,
  ignored,
  integer,
  object,
  oneOf,
  required,
  text,
} from "../../http/rules";
import { idKind } from "../../state/ids";
import type { Local } from "../../state/local";

export const rateIds = idKind("shr");

const bound = object({
  unit: required(oneOf("business_day", "day", "hour", "month", "week")),
  value: required(integer(1)),
});

export const behavior = oneOf("exclusive", "inclusive", "unspecified");

export const CREATE = {
  display_name: required(text(100)),
  delivery_estimate: object({ maximum: bound, minimum: bound }),
  fixed_amount: object({
    amount: required(amount()),
    currency: required(currency),
    currency_options: ignored,
  }),
  metadata,
  tax_behavior: behavior,
  tax_code: text(),
  type: oneOf("fixed_amount"),
};

/** Also the parameters of a session's `shipping_rate_data`. */
export const shippingRateData = object(CREATE);

export function createShippingRate(local: Local, given: Given<typeof shippingRateData>): Stripe.ShippingRate {
  if (!given.fixed_amount) throw missingParameter("fixed_amount");
  if (given.fixed_amount.currency_options !== undefined)
    throw notModelled("currency_options of a shipping rate");
  const { maximum = null, minimum = null } = given.delivery_estimate ?? {};
  return local.store.shippingRates.put({
    id: rateIds.make(),
    object: "shipping_rate",
    active: true,
    created: local.now(),
    delivery_estimate: given.delivery_estimate ? { maximum, minimum } : null,
    display_name: given.display_name,
    fixed_amount: { amount: given.fixed_amount.amount, currency: given.fixed_amount.currency },
    livemode: false,
    metadata: applyMetadata(null, given.metadata),
    tax_behavior: given.tax_behavior ?? "unspecified",
    tax_code: given.tax_code ?? null,
    type: "fixed_amount",
  });
}
