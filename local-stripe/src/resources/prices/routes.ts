import { changedFrom, emit } from "../../events/emit";
import type { Api } from "../../http/api";
import { invalid, missingParameter, noSuch, notModelled } from "../../http/errors";
import { createdFilter, PAGE, paginate } from "../../http/lists";
import { applyMetadata, metadata } from "../../http/metadata";
import {
  bool,
  currency,
  ignored,
  integer,
  list,
  object,
  oneOf,
  type Parsed,
  readParams,
  text,
  withoutUndefined,
} from "../../http/rules";
import { newId } from "../../state/ids";
import type { Local } from "../../state/local";
import type { Price } from "../../state/wire";
import { INLINE_PRICE, PRODUCT_DATA, taxBehavior } from "../products/params";
import { createProduct } from "../products/routes";

const productData = object({ ...PRODUCT_DATA });

const CREATE = {
  ...INLINE_PRICE,
  active: bool,
  billing_scheme: oneOf("per_unit", "tiered"),
  lookup_key: text(200),
  nickname: text(),
  product: text(),
  product_data: productData,
  tiers: ignored,
  tiers_mode: ignored,
  transfer_lookup_key: bool,
  transform_quantity: ignored,
};

const UPDATE = {
  active: bool,
  currency_options: ignored,
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
  recurring: ignored,
  type: oneOf("one_time", "recurring"),
};

const NOT_MODELLED = [
  "recurring",
  "currency_options",
  "custom_unit_amount",
  "tiers",
  "tiers_mode",
  "transform_quantity",
];

type NewPrice = Partial<Parsed<typeof CREATE>> & { currency: string };

export function createPrice(local: Local, given: NewPrice): Price {
  for (const [key, value] of Object.entries(given)) {
    if (value !== undefined && NOT_MODELLED.includes(key)) throw notModelled(`the price parameter ${key}`);
  }
  const amount = unitAmount(given);
  const product = ownerOf(local, given);
  if (given.lookup_key) claimLookupKey(local, given.lookup_key, given.transfer_lookup_key ?? false, null);
  const price: Price = {
    id: newId("price"),
    object: "price",
    active: given.active ?? true,
    billing_scheme: "per_unit",
    created: local.now(),
    currency: given.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: given.lookup_key ?? null,
    metadata: applyMetadata(null, given.metadata),
    nickname: given.nickname ?? null,
    product,
    recurring: null,
    tax_behavior: given.tax_behavior ?? "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: "one_time",
    unit_amount: amount,
    unit_amount_decimal: String(amount),
  };
  local.store.prices.put(price);
  emit(local, "price.created", price);
  return price;
}

function unitAmount(given: NewPrice): number {
  if (given.unit_amount !== undefined && given.unit_amount_decimal !== undefined) {
    throw invalid(
      "You may only specify one of these parameters: unit_amount, unit_amount_decimal.",
      "unit_amount",
    );
  }
  if (given.unit_amount !== undefined) return given.unit_amount;
  if (given.unit_amount_decimal === undefined) throw missingParameter("unit_amount");
  return integer(0, 99_999_999).parse(given.unit_amount_decimal, "unit_amount_decimal");
}

function ownerOf(local: Local, given: NewPrice): string {
  if (given.product && given.product_data) {
    throw invalid("You may only specify one of these parameters: product, product_data.", "product");
  }
  if (given.product_data) return createProduct(local, given.product_data).id;
  if (!given.product) throw missingParameter("product");
  if (!local.store.products.get(given.product)) throw noSuch("product", given.product, "product", 400);
  return given.product;
}

/** One price holds a lookup key; another takes it over only when told to. */
function claimLookupKey(local: Local, key: string, transfer: boolean, own: string | null): void {
  const holder = local.store.prices.find((price) => price.lookup_key === key && price.id !== own);
  if (!holder) return;
  if (!transfer) {
    throw invalid(`A price (\`${holder.id}\`) already uses that lookup key.`, "lookup_key");
  }
  const released = local.store.prices.put({ ...holder, lookup_key: null });
  emit(local, "price.updated", released, { lookup_key: key });
}

export function requirePrice(local: Local, id: string, param = "id", status = 404): Price {
  const price = local.store.prices.get(id);
  if (!price) throw noSuch("price", id, param, status);
  return price;
}

function updatePrice(local: Local, before: Price, given: Parsed<typeof UPDATE>): Price {
  const { metadata: change, transfer_lookup_key: transfer, currency_options: options, ...fields } = given;
  if (options !== undefined) throw notModelled("the price parameter currency_options");
  if (fields.lookup_key) claimLookupKey(local, fields.lookup_key, transfer ?? false, before.id);
  if (
    fields.tax_behavior &&
    before.tax_behavior !== "unspecified" &&
    fields.tax_behavior !== before.tax_behavior
  ) {
    throw invalid("The tax behavior of a price cannot be changed once it is set.", "tax_behavior");
  }
  if (fields.active === false && local.store.products.find((one) => one.default_price === before.id)) {
    throw invalid("This price cannot be archived because it is the default price of its product.");
  }
  const after: Price = {
    ...before,
    ...withoutUndefined(fields),
    metadata: applyMetadata(before.metadata, change),
  };
  local.store.prices.put(after);
  const previous = changedFrom(before, after);
  if (Object.keys(previous).length > 0) emit(local, "price.updated", after, previous);
  return after;
}

export function mountPrices(api: Api): void {
  api.post("/v1/prices", ({ local, input }) => createPrice(local, readParams(CREATE, input)));
  api.get("/v1/prices", ({ local, input }) => {
    const query = readParams(LIST, input);
    const found = local.store.prices
      .newest()
      .filter(
        (price) =>
          (query.active === undefined || price.active === query.active) &&
          (query.currency === undefined || price.currency === query.currency) &&
          (query.product === undefined || price.product === query.product) &&
          (query.type === undefined || price.type === query.type) &&
          (query.lookup_keys === undefined || query.lookup_keys.includes(price.lookup_key ?? "")) &&
          (query.created?.(price.created) ?? true),
      );
    return paginate(found, query, "/v1/prices");
  });
  api.get("/v1/prices/:id", ({ local, input, params }) => {
    readParams({}, input);
    return requirePrice(local, params.id ?? "");
  });
  api.post("/v1/prices/:id", ({ local, input, params }) => {
    const price = requirePrice(local, params.id ?? "");
    return updatePrice(local, price, readParams(UPDATE, input));
  });
}
