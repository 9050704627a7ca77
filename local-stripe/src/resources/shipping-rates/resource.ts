import type Stripe from "stripe";
import type { Api } from "../../http/api";
import { noSuch, notModelled } from "../../http/errors";
import { createdFilter, PAGE, paginate } from "../../http/lists";
import { applyMetadata, metadata } from "../../http/metadata";
import type { Resource } from "../../http/resource";
import { bool, currency, ignored, withoutUndefined } from "../../http/rules";
import type { Local } from "../../state/local";
import { behavior, CREATE, createShippingRate, rateIds } from "./shipping-rates";

const UPDATE = { active: bool, fixed_amount: ignored, metadata, tax_behavior: behavior };
const LIST = { ...PAGE, active: bool, created: createdFilter, currency };

function requireRate(local: Local, id: string): Stripe.ShippingRate {
  const rate = local.store.shippingRates.get(id);
  if (!rate) throw noSuch("shipping rate", id);
  return rate;
}

function routes(api: Api): void {
  api.post("/v1/shipping_rates", CREATE, ({ local, read }) => createShippingRate(local, read()));
  api.get("/v1/shipping_rates", LIST, ({ local, read }) => {
    const query = read();
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
  api.get("/v1/shipping_rates/:id", {}, ({ local, read, params }) => {
    read();
    return requireRate(local, params.id ?? "");
  });
  api.post("/v1/shipping_rates/:id", UPDATE, ({ local, read, params }) => {
    const rate = requireRate(local, params.id ?? "");
    const { metadata: change, fixed_amount: amount, ...fields } = read();
    if (amount !== undefined) throw notModelled("a change of a shipping rate's amounts");
    const next = { ...rate, ...withoutUndefined(fields), metadata: applyMetadata(rate.metadata, change) };
    return local.store.shippingRates.put(next);
  });
}

export const shippingRates: Resource = {
  routes,
  objects: { ids: [rateIds], find: ({ store }, id) => store.shippingRates.get(id) },
};
