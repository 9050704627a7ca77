import type Stripe from "stripe";
import { changedFrom, emit } from "../../events/emit";
import { type Api, UNREAD } from "../../http/api";
import { invalid, noSuch } from "../../http/errors";
import { createdFilter, PAGE, paginate } from "../../http/lists";
import { applyMetadata, metadata } from "../../http/metadata";
import type { Resource } from "../../http/resource";
import {
  bool,
  clearable,
  ignored,
  list,
  oneOf,
  type Parsed,
  text,
  url,
  withoutUndefined,
} from "../../http/rules";
import { searchable } from "../../http/search/searchable";
import { pricesOfProduct } from "../../state/finders";
import type { Local } from "../../state/local";
import { images } from "./params";
import { CREATE, type CreatePrice, createProduct, dimensions, features, productIds } from "./products";

const UPDATE = {
  active: bool,
  default_price: text(),
  description: clearable(text(40_000)),
  images,
  marketing_features: features,
  metadata,
  name: text(),
  package_dimensions: clearable(dimensions),
  shippable: bool,
  statement_descriptor: text(22),
  tax_code: clearable(text()),
  tax_details: ignored,
  unit_label: clearable(text()),
  url: clearable(url),
};

const LIST = {
  ...PAGE,
  active: bool,
  created: createdFilter,
  ids: list(text()),
  shippable: bool,
  type: oneOf("good", "service"),
  url: text(),
};

function requireProduct(local: Local, id: string, param = "id", status = 404): Stripe.Product {
  const product = local.store.products.get(id);
  if (!product) throw noSuch("product", id, param, status);
  return product;
}

function updateProduct(local: Local, before: Stripe.Product, given: Parsed<typeof UPDATE>): Stripe.Product {
  if (
    given.default_price !== undefined &&
    local.store.prices.get(given.default_price)?.product !== before.id
  ) {
    throw noSuch("price", given.default_price, "default_price", 400);
  }
  const { metadata: change, tax_details: _taxDetails, ...fields } = given;
  const after: Stripe.Product = {
    ...before,
    ...withoutUndefined(fields),
    metadata: applyMetadata(before.metadata, change),
    updated: local.now(),
  };
  local.store.products.put(after);
  const previous = changedFrom(before, after);
  if (Object.keys(previous).some((key) => key !== "updated")) emit(local, "product.updated", after, previous);
  return after;
}

function routes(api: Api, createPrice: CreatePrice): void {
  api.post("/v1/products", CREATE, ({ local, read }) => {
    const given = read();
    const product = createProduct(local, given);
    if (!given.default_price_data) return product;
    const price = createPrice(local, { ...given.default_price_data, product: product.id });
    return local.store.products.put({ ...product, default_price: price.id });
  });
  api.get("/v1/products", LIST, ({ local, read }) => {
    const query = read();
    const found = local.store.products
      .newest()
      .filter(
        (product) =>
          (query.active === undefined || product.active === query.active) &&
          (query.shippable === undefined || product.shippable === query.shippable) &&
          (query.type === undefined || product.type === query.type) &&
          (query.url === undefined || product.url === query.url) &&
          (query.ids?.includes(product.id) ?? true) &&
          (query.created?.(product.created) ?? true),
      );
    return paginate(found, query, "/v1/products");
  });
  searchable<Stripe.Product>(api, {
    resource: "products",
    objects: ({ store }) => store.products.newest(),
    fields: {
      active: { type: "token", read: (product) => product.active },
      description: { type: "string", read: (product) => product.description },
      name: { type: "string", read: (product) => product.name },
      shippable: { type: "token", read: (product) => product.shippable },
      url: { type: "string", read: (product) => product.url },
    },
  });
  api.get("/v1/products/:id", {}, ({ local, read, params }) => {
    read();
    return requireProduct(local, params.id ?? "");
  });
  api.post("/v1/products/:id", UPDATE, ({ local, read, params }) => {
    const product = requireProduct(local, params.id ?? "");
    return updateProduct(local, product, read());
  });
  api.delete("/v1/products/:id", UNREAD, ({ local, params }) => {
    const product = requireProduct(local, params.id ?? "");
    if (pricesOfProduct(local.store.prices, product.id).take(1).length > 0) {
      throw invalid("This product cannot be deleted because it has one or more user-created prices.");
    }
    local.store.products.delete(product.id);
    emit(local, "product.deleted", product);
    return { id: product.id, object: "product", deleted: true };
  });
}

export const products = (createPrice: CreatePrice): Resource => ({
  routes: (api) => routes(api, createPrice),
  objects: { ids: [productIds], keys: ["product"], find: ({ store }, id) => store.products.get(id) },
  events: ["product.created", "product.updated", "product.deleted"],
});
