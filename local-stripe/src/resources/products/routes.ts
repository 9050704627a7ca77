import type Stripe from "stripe";
import { changedFrom, emit } from "../../events/emit";
import type { Api } from "../../http/api";
import { invalid, noSuch } from "../../http/errors";
import { createdFilter, PAGE, paginate } from "../../http/lists";
import { applyMetadata, metadata } from "../../http/metadata";
import {
  bool,
  clearable,
  decimal,
  type Given,
  ignored,
  list,
  object,
  oneOf,
  type Parsed,
  readParams,
  required,
  text,
  url,
  withoutUndefined,
} from "../../http/rules";
import { newId } from "../../state/ids";
import type { Local } from "../../state/local";
import { INLINE_PRICE, images, PRODUCT_DATA } from "./params";

const features = list(object({ name: required(text(80)) }), 15);
const dimensions = object({
  height: required(decimal(0, 1_000_000)),
  length: required(decimal(0, 1_000_000)),
  weight: required(decimal(0, 1_000_000)),
  width: required(decimal(0, 1_000_000)),
});

const inlinePrice = object(INLINE_PRICE);

const CREATE = {
  ...PRODUCT_DATA,
  default_price_data: inlinePrice,
  marketing_features: features,
  package_dimensions: dimensions,
  shippable: bool,
  type: oneOf("good", "service"),
  url,
};

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

type NewProduct = Partial<Parsed<typeof CREATE>> & { name: string };

export function createProduct(local: Local, given: NewProduct): Stripe.Product {
  const id = given.id ?? newId("prod");
  if (local.store.products.get(id))
    throw invalid(`Product already exists: ${id}`, "id", "resource_already_exists");
  const product: Stripe.Product = {
    id,
    object: "product",
    active: given.active ?? true,
    created: local.now(),
    default_price: null,
    description: given.description ?? null,
    images: given.images ?? [],
    livemode: false,
    marketing_features: given.marketing_features ?? [],
    metadata: applyMetadata(null, given.metadata),
    name: given.name,
    package_dimensions: given.package_dimensions ?? null,
    shippable: given.shippable ?? null,
    statement_descriptor: given.statement_descriptor ?? null,
    tax_code: given.tax_code ?? null,
    tax_details: null,
    type: given.type ?? "service",
    unit_label: given.unit_label ?? null,
    updated: local.now(),
    url: given.url ?? null,
  };
  local.store.products.put(product);
  emit(local, "product.created", product);
  return product;
}

export function requireProduct(local: Local, id: string, param = "id", status = 404): Stripe.Product {
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

/** Makes the price of `default_price_data`. Prices stand above products, so the registry hands this down. */
export type CreatePrice = (
  local: Local,
  given: Given<typeof inlinePrice> & { product: string },
) => { id: string };

export function mountProducts(api: Api, createPrice: CreatePrice): void {
  api.post("/v1/products", ({ local, input }) => {
    const given = readParams(CREATE, input);
    const product = createProduct(local, given);
    if (!given.default_price_data) return product;
    const price = createPrice(local, { ...given.default_price_data, product: product.id });
    return local.store.products.put({ ...product, default_price: price.id });
  });
  api.get("/v1/products", ({ local, input }) => {
    const query = readParams(LIST, input);
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
  api.get("/v1/products/:id", ({ local, input, params }) => {
    readParams({}, input);
    return requireProduct(local, params.id ?? "");
  });
  api.post("/v1/products/:id", ({ local, input, params }) => {
    const product = requireProduct(local, params.id ?? "");
    return updateProduct(local, product, readParams(UPDATE, input));
  });
  api.delete("/v1/products/:id", ({ local, params }) => {
    const product = requireProduct(local, params.id ?? "");
    if (local.store.prices.find((price) => price.product === product.id)) {
      throw invalid("This product cannot be deleted because it has one or more user-created prices.");
    }
    local.store.products.delete(product.id);
    emit(local, "product.deleted", product);
    return { id: product.id, object: "product", deleted: true };
  });
}
