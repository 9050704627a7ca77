import type Stripe from "stripe";
import type { Api } from "../../http/api";
import { missingParameter, noSuch, notModelled } from "../../http/errors";
import { createdFilter, PAGE, paginate } from "../../http/lists";
import { applyMetadata, metadata } from "../../http/metadata";
import {
  bool,
  currency,
  type Given,
  ignored,
  integer,
  object,
  oneOf,
  readParams,
  required,
  text,
  withoutUndefined,
} from "../../http/rules";
import { newId } from "../../state/ids";
import type { Local } from "../../state/local";

const bound = object({
  unit: required(oneOf("business_day", "day", "hour", "month", "week")),
  value: required(integer(1)),
});

const behavior = oneOf("exclusive", "inclusive", "unspecified");

const CREATE = {
  display_name: required(text(100)),
  delivery_estimate: object({ maximum: bound, minimum: bound }),
  fixed_amount: object({
    amount: required(integer(0, 99_999_999)),
    currency: required(currency),
    currency_options: ignored,
  }),
  metadata,
  tax_behavior: behavior,
  tax_code: text(),
  type: oneOf("fixed_amount"),
};

/** `shipping_rate_data` of a session takes the same. */
export const shippingRateData = object(CREATE);

const UPDATE = { active: bool, fixed_amount: ignored, metadata, tax_behavior: behavior };
const LIST = { ...PAGE, active: bool, created: createdFilter, currency };

export function createShippingRate(local: Local, given: Given<typeof shippingRateData>): Stripe.ShippingRate {
  if (!given.fixed_amount) throw missingParameter("fixed_amount");
  if (given.fixed_amount.currency_options !== undefined)
    throw notModelled("currency_options of a shipping rate");
  const { maximum = null, minimum = null } = given.delivery_estimate ?? {};
  return local.store.shippingRates.put({
    id: newId("shr"),
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

function requireRate(local: Local, id: string): Stripe.ShippingRate {
  const rate = local.store.shippingRates.get(id);
  if (!rate) throw noSuch("shipping rate", id);
  return rate;
}

export function mountShippingRates(api: Api): void {
  api.post("/v1/shipping_rates", ({ local, input }) => createShippingRate(local, readParams(CREATE, input)));
  api.get("/v1/shipping_rates", ({ local, input }) => {
    const query = readParams(LIST, input);
    const found = local.store.shippingRates
      .newest()
      .filter(
        (rate) =>
          (query.active === undefined || rate.active === query.active) &&
          (query.currency === undefined || rate.fixed_amount?.currency === query.currency) &&
          (query.created?.(rate.created) ?? true),
      );
    return paginate(found, query, "/v1/shipping_rates");
  });
  api.get("/v1/shipping_rates/:id", ({ local, input, params }) => {
    readParams({}, input);
    return requireRate(local, params.id ?? "");
  });
  api.post("/v1/shipping_rates/:id", ({ local, input, params }) => {
    const rate = requireRate(local, params.id ?? "");
    const { metadata: change, fixed_amount: amount, ...fields } = readParams(UPDATE, input);
    if (amount !== undefined) throw notModelled("a change of a shipping rate's amounts");
    const next = { ...rate, ...withoutUndefined(fields), metadata: applyMetadata(rate.metadata, change) };
    return local.store.shippingRates.put(next);
  });
}
