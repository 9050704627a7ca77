import { metadata } from "../../http/metadata";
import { bool, clearable, ignored, list, object, oneOf, required, text, url } from "../../http/rules";
import { mandateData } from "../payment-methods/mandate";
import { METHOD_DATA } from "../payment-methods/method-data";

const methodTypes = list(text(60), 50);

const methodOptions = object({
  card: object({
    mandate_options: ignored,
    network: text(),
    request_three_d_secure: oneOf("any", "automatic", "challenge"),
  }),
  sepa_debit: ignored,
});

const CONFIRMING = {
  confirmation_token: text(),
  mandate_data: mandateData,
  payment_method: text(),
  payment_method_data: object(METHOD_DATA),
  payment_method_options: methodOptions,
  return_url: url,
  use_stripe_sdk: bool,
};

export const CREATE = {
  ...CONFIRMING,
  allowed_payment_method_types: methodTypes,
  attach_to_self: ignored,
  automatic_payment_methods: object({ enabled: required(bool), allow_redirects: oneOf("always", "never") }),
  confirm: bool,
  customer: text(),
  description: text(1_000),
  excluded_payment_method_types: methodTypes,
  flow_directions: ignored,
  metadata,
  on_behalf_of: text(),
  payment_method_configuration: text(),
  single_use: ignored,
  usage: oneOf("off_session", "on_session"),
};

export const CONFIRM = CONFIRMING;

export const UPDATE = {
  customer: text(),
  description: clearable(text(1_000)),
  metadata,
  payment_method: text(),
  payment_method_data: object(METHOD_DATA),
};

export const CANCEL = { cancellation_reason: oneOf("abandoned", "duplicate", "requested_by_customer") };

export const LIST = { customer: text(), payment_method: text() };
