import { emit } from "../../events/emit";
import { invalid, missingParameter, noSuch, notModelled } from "../../http/errors";
import { applyMetadata } from "../../http/metadata";
import { amount, bool, ignored, object, oneOf, type Parsed, text } from "../../http/rules";
import { pricesByLookupKey } from "../../state/finders";
import { idKind } from "../../state/ids";
import type { Local } from "../../state/local";
import type { Price } from "../../state/wire";
import { INLINE_PRICE, PRODUCT_DATA } from "../products/params";
import { createProduct } from "../products/products";
import { setCurrencyOptions } from "./currency-options";

export const priceIds = idKind("price");

const productData = object({ ...PRODUCT_DATA });

export const CREATE = {
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

const NOT_MODELLED = ["custom_unit_amount", "tiers", "tiers_mode", "transform_quantity"];

type NewPrice = Partial<Parsed<typeof CREATE>> & { currency: string };

export function createPrice(local: Local, given: NewPrice): Price {
  for (const [key, value] of Object.entries(given)) {
    if (value !== undefined && NOT_MODELLED.includes(key)) throw notModelled(`the price parameter ${key}`);
  }
  const amount = unitAmount(given);
  const product = ownerOf(local, given);
  if (given.lookup_key) claimLookupKey(local, given.lookup_key, given.transfer_lookup_key ?? false, null);
  const price: Price = {
    id: priceIds.make(),
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
    recurring: recurringOf(given.recurring),
    tax_behavior: given.tax_behavior ?? "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: given.recurring ? "recurring" : "one_time",
    unit_amount: amount,
    unit_amount_decimal: String(amount),
  };
  local.store.prices.put(price);
  setCurrencyOptions(local, price.id, given.currency_options);
  emit(local, "price.created", price);
  return price;
}

function recurringOf(given: NewPrice["recurring"]): Price["recurring"] {
  if (!given) return null;
  if (given.usage_type === "metered" || given.meter !== undefined) throw notModelled("metered prices");
  return {
    interval: given.interval,
    interval_count: given.interval_count ?? 1,
    meter: null,
    trial_period_days: given.trial_period_days ?? null,
    usage_type: "licensed",
  };
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
  return amount().parse(given.unit_amount_decimal, "unit_amount_decimal");
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

/** A lookup key belongs to one price; another takes it over only with `transfer`. */
export function claimLookupKey(local: Local, key: string, transfer: boolean, own: string | null): void {
  const holder = pricesByLookupKey(local.store.prices, key).find((price) => price.id !== own);
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
