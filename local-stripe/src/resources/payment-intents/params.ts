import { address } from "../../http/billing";
import { metadata } from "../../http/metadata";
import {
  amount,
  bool,
  clearable,
  currency,
  email,
  ignored,
  list,
  object,
  oneOf,
  required,
  text,
  url,
} from "../../http/rules";
import { mandateData } from "../payment-methods/mandate";
import { METHOD_DATA } from "../payment-methods/method-data";
import { METHOD_OPTIONS } from "./method-options";

const positive = amount(1);
const futureUsage = oneOf("off_session", "on_session");
const methodTypes = list(text(60), 50);

const shipping = object({
  name: required(text()),
  phone: clearable(text()),
  carrier: text(),
  tracking_number: text(),
  address: required(address),
});

/** Parameters of a confirm call, or of a creation with `confirm: true`. */
const CONFIRMING = {
  confirmation_token: text(),
  payment_method: text(),
  payment_method_data: object(METHOD_DATA),
  payment_method_options: object(METHOD_OPTIONS),
  return_url: url,
  off_session: bool,
  use_stripe_sdk: bool,
  mandate_data: mandateData,
  radar_options: ignored,
};

export const CREATE = {
  ...CONFIRMING,
  amount: required(amount()),
  currency: required(currency),
  allowed_payment_method_types: methodTypes,
  automatic_payment_methods: object({ enabled: required(bool), allow_redirects: oneOf("always", "never") }),
  capture_method: oneOf("automatic", "automatic_async", "manual"),
  confirm: bool,
  confirmation_method: oneOf("automatic"),
  customer: text(),
  description: text(1_000),
  hooks: object({
    inputs: object({ tax: object({ calculation: required(text()) }) }),
  }),
  excluded_payment_method_types: methodTypes,
  metadata,
  on_behalf_of: text(),
  payment_method_configuration: text(),
  receipt_email: email,
  setup_future_usage: futureUsage,
  shipping,
  statement_descriptor: text(22),
  statement_descriptor_suffix: text(22),
};

export const UPDATE = {
  amount: positive,
  capture_method: oneOf("automatic", "automatic_async", "manual"),
  currency,
  customer: text(),
  description: clearable(text(1_000)),
  metadata,
  payment_method: text(),
  payment_method_data: object(METHOD_DATA),
  payment_method_options: object(METHOD_OPTIONS),
  receipt_email: clearable(email),
  setup_future_usage: clearable(futureUsage),
  shipping: clearable(shipping),
};

export const CONFIRM = {
  ...CONFIRMING,
  capture_method: oneOf("automatic", "automatic_async", "manual"),
  receipt_email: clearable(email),
  setup_future_usage: clearable(futureUsage),
  shipping: clearable(shipping),
};

export const CANCEL = {
  cancellation_reason: oneOf("abandoned", "duplicate", "fraudulent", "requested_by_customer"),
};

export const CAPTURE = { amount_to_capture: positive, metadata };

export const LIST = { customer: text() };
