import { invalid, notModelled } from "../../http/errors";
import { metadata } from "../../http/metadata";
import {
  amount,
  bool,
  clearable,
  currency,
  ignored,
  integer,
  list,
  object,
  oneOf,
  type Parsed,
  type Rule,
  required,
  text,
} from "../../http/rules";

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

const CURRENCY_OPTION = object({
  custom_unit_amount: ignored,
  tax_behavior: taxBehavior,
  tiers: ignored,
  unit_amount: amount(),
  unit_amount_decimal: text(),
});

/** By lower-case currency. */
export type CurrencyOptions = Record<
  string,
  Partial<Parsed<{ unit_amount: Rule<number>; tax_behavior: typeof taxBehavior }>>
>;

const optionsByCurrency: Rule<CurrencyOptions> = {
  parse: (value, path) => {
    if (typeof value === "string") throw invalid("Invalid object", path);
    return Object.fromEntries(
      Object.entries(value).map(([code, option]) => {
        const at = `${path}[${code}]`;
        const parsed = CURRENCY_OPTION.parse(option, at);
        if (
          parsed.custom_unit_amount !== undefined ||
          parsed.tiers !== undefined ||
          parsed.unit_amount_decimal
        ) {
          throw notModelled("tiers, custom amounts and decimals of a price in another currency");
        }
        return [currency.parse(code, at), parsed];
      }),
    );
  },
};

/** Null takes all away. */
export const currencyOptions = clearable(optionsByCurrency);

/** What a price is worth, as inline price data has it too. */
const recurring = object({
  interval: required(oneOf("day", "week", "month", "year")),
  interval_count: integer(1, 1_095),
  meter: ignored,
  trial_period_days: integer(1, 730),
  usage_type: oneOf("licensed", "metered"),
});

export const INLINE_PRICE = {
  currency: required(currency),
  unit_amount: amount(),
  unit_amount_decimal: text(),
  tax_behavior: taxBehavior,
  recurring,
  currency_options: currencyOptions,
  custom_unit_amount: ignored,
  metadata,
};
