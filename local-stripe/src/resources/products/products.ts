import type Stripe from "stripe";
import { emit } from "../../events/emit";
import { invalid } from "../../http/errors";
import { applyMetadata } from "../../http/metadata";
import {
  bool,
  decimal,
  type Given,
  list,
  object,
  oneOf,
  type Parsed,
  required,
  text,
  url,
} from "../../http/rules";
import { idKind } from "../../state/ids";
import type { Local } from "../../state/local";
import { INLINE_PRICE, PRODUCT_DATA } from "./params";

export const productIds = idKind("prod", 14);

export const features = list(object({ name: required(text(80)) }), 15);
export const dimensions = object({
  height: required(decimal(0, 1_000_000)),
  length: required(decimal(0, 1_000_000)),
  weight: required(decimal(0, 1_000_000)),
  width: required(decimal(0, 1_000_000)),
});

const inlinePrice = object(INLINE_PRICE);

export const CREATE = {
  ...PRODUCT_DATA,
  default_price_data: inlinePrice,
  marketing_features: features,
  package_dimensions: dimensions,
  shippable: bool,
  type: oneOf("good", "service"),
  url,
};

type NewProduct = Partial<Parsed<typeof CREATE>> & { name: string };

export function createProduct(local: Local, given: NewProduct): Stripe.Product {
  const id = given.id ?? productIds.make();
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

/** For `default_price_data`. Prices are above products, so the registry passes this in. */
export type CreatePrice = (
  local: Local,
  given: Given<typeof inlinePrice> & { product: string },
) => { id: string };
