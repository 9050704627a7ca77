import { changedFrom, emit } from "../../events/emit";
import type { Api } from "../../http/api";
import { invalid } from "../../http/errors";
import { createdFilter, PAGE, paginate } from "../../http/lists";
import { applyMetadata, metadata } from "../../http/metadata";
import type { Resource } from "../../http/resource";
import {
  bool,
  currency,
  ignored,
  list,
  object,
  oneOf,
  type Parsed,
  text,
  withoutUndefined,
} from "../../http/rules";
import { searchable } from "../../http/search/searchable";
import { pricesByLookupKey, pricesOfProduct, productsByDefaultPrice } from "../../state/finders";
import type { Local } from "../../state/local";
import { sequenceOf } from "../../state/sequence";
import type { Price } from "../../state/wire";
import { currencyOptions, taxBehavior } from "../products/params";
import { currencyOptionsOf, setCurrencyOptions } from "./currency-options";
import { CREATE, claimLookupKey, createPrice, priceIds, requirePrice } from "./prices";

const UPDATE = {
  active: bool,
  currency_options: currencyOptions,
  lookup_key: text(200),
  metadata,
  nickname: text(),
  tax_behavior: taxBehavior,
  transfer_lookup_key: bool,
};

const LIST = {
  ...PAGE,
  active: bool,
  created: createdFilter,
  currency,
  lookup_keys: list(text(), 10),
  product: text(),
  recurring: object({ interval: text(), meter: ignored, usage_type: text() }),
  type: oneOf("one_time", "recurring"),
};

function updatePrice(local: Local, before: Price, given: Parsed<typeof UPDATE>): Price {
  const { metadata: change, transfer_lookup_key: transfer, currency_options: options, ...fields } = given;
  if (fields.lookup_key) claimLookupKey(local, fields.lookup_key, transfer ?? false, before.id);
  if (
    fields.tax_behavior &&
    before.tax_behavior !== "unspecified" &&
    fields.tax_behavior !== before.tax_behavior
  ) {
    throw invalid("The tax behavior of a price cannot be changed once it is set.", "tax_behavior");
  }
  if (fields.active === false && productsByDefaultPrice(local.store.products, before.id).take(1).length > 0) {
    throw invalid("This price cannot be archived because it is the default price of its product.");
  }
  const after: Price = {
    ...before,
    ...withoutUndefined(fields),
    metadata: applyMetadata(before.metadata, change),
  };
  local.store.prices.put(after);
  setCurrencyOptions(local, after.id, options);
  const previous = changedFrom(before, after);
  if (Object.keys(previous).length > 0) emit(local, "price.updated", after, previous);
  return after;
}

function routes(api: Api): void {
  api.post("/v1/prices", CREATE, ({ local, read }) => createPrice(local, read()));
  api.get("/v1/prices", LIST, ({ local, read }) => {
    const query = read();
    const all = local.store.prices;
    const keyed = query.lookup_keys?.flatMap((key) => pricesByLookupKey(all, key).toArray());
    const found = (
      (keyed && sequenceOf(keyed.sort((left, right) => right.created - left.created))) ??
      pricesOfProduct(all, query.product) ??
      all.newest()
    ).filter(
      (price) =>
        (query.active === undefined || price.active === query.active) &&
        (query.currency === undefined || price.currency === query.currency) &&
        (query.product === undefined || price.product === query.product) &&
        (query.recurring?.interval === undefined || price.recurring?.interval === query.recurring.interval) &&
        (query.type === undefined || price.type === query.type) &&
        (query.lookup_keys === undefined || query.lookup_keys.includes(price.lookup_key ?? "")) &&
        (query.created?.(price.created) ?? true),
    );
    return paginate(found, query, "/v1/prices");
  });
  searchable<Price>(api, {
    resource: "prices",
    objects: ({ store }) => store.prices.newest(),
    fields: {
      active: { type: "token", read: (price) => price.active },
      currency: { type: "token", read: (price) => price.currency },
      lookup_key: { type: "string", read: (price) => price.lookup_key },
      product: { type: "string", read: (price) => price.product },
      type: { type: "token", read: (price) => price.type },
    },
  });
  api.get("/v1/prices/:id", {}, ({ local, read, params }) => {
    read();
    return requirePrice(local, params.id ?? "");
  });
  api.post("/v1/prices/:id", UPDATE, ({ local, read, params }) => {
    const price = requirePrice(local, params.id ?? "");
    return updatePrice(local, price, read());
  });
}

export const prices: Resource = {
  routes,
  objects: { ids: [priceIds], find: ({ store }, id) => store.prices.get(id) },
  parts: { price: { currency_options: currencyOptionsOf } },
  events: ["price.created", "price.updated"],
};
