import { metadata } from "../../http/metadata";
import { bool, currency, ignored, integer, list, oneOf, required, text } from "../../http/rules";

export const images = list(text(), 8);

/** `product_data` of prices and line items takes a part of these. */
export const PRODUCT_DATA = {
  name: required(text()),
  description: text(40_000),
  images,
  metadata,
  tax_code: text(),
  tax_details: ignored,
  unit_label: text(),
  statement_descriptor: text(22),
  active: bool,
  id: text(),
};

export const taxBehavior = oneOf("exclusive", "inclusive", "unspecified");

/** What a price is worth, as inline price data has it too. */
export const INLINE_PRICE = {
  currency: required(currency),
  unit_amount: integer(0, 99_999_999),
  unit_amount_decimal: text(),
  tax_behavior: taxBehavior,
  recurring: ignored,
  currency_options: ignored,
  custom_unit_amount: ignored,
  metadata,
};
