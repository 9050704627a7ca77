import { metadata } from "../../http/metadata";
import {
  clearable,
  currency,
  integer,
  list,
  object,
  oneOf,
  required,
  text,
  timestamp,
} from "../../http/rules";

const behavior = oneOf("exclusive", "inclusive");
const address = object({
  city: clearable(text()),
  country: required(text(2)),
  line1: clearable(text()),
  line2: clearable(text()),
  postal_code: clearable(text()),
  state: clearable(text()),
});

export const CREATE = {
  currency: required(currency),
  customer: text(),
  customer_details: object({
    address,
    address_source: oneOf("billing", "shipping"),
    ip_address: text(),
    tax_ids: list(object({ type: required(text()), value: required(text()) }), 5),
    taxability_override: oneOf("customer_exempt", "none", "reverse_charge"),
  }),
  line_items: required(
    list(
      object({
        amount: required(integer()),
        metadata,
        performance_location: text(),
        product: text(),
        quantity: integer(1, 999_999),
        reference: text(500),
        tax_behavior: behavior,
        tax_code: text(),
      }),
    ),
  ),
  ship_from_details: object({ address: required(address) }),
  shipping_cost: object({
    amount: integer(0),
    shipping_rate: text(),
    tax_behavior: behavior,
    tax_code: text(),
  }),
  tax_date: timestamp,
};
