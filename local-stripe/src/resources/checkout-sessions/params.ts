import { metadata } from "../../http/metadata";
import {
  bool,
  clearable,
  currency,
  decimal,
  email,
  ignored,
  integer,
  list,
  object,
  oneOf,
  type Parsed,
  required,
  text,
  timestamp,
  url,
} from "../../http/rules";
import { INLINE_PRICE, PRODUCT_DATA } from "../products/params";
import { shippingRateData } from "../shipping-rates/shipping-rates";
import { customFields } from "./custom-fields";
import { sessionMethodOptions } from "./method-options";

const recurringless = {
  currency: INLINE_PRICE.currency,
  recurring: INLINE_PRICE.recurring,
  tax_behavior: INLINE_PRICE.tax_behavior,
};

const customText = object({ message: required(text(1_200)) });

const priceData = object({
  ...recurringless,
  product: text(),
  product_data: object(PRODUCT_DATA),
  unit_amount: INLINE_PRICE.unit_amount,
  unit_amount_decimal: INLINE_PRICE.unit_amount_decimal,
});

const adjustable = object({ enabled: required(bool), minimum: integer(0), maximum: integer(0, 999_999) });

export const lineItem = object({
  adjustable_quantity: adjustable,
  metadata,
  price: text(),
  price_data: priceData,
  quantity: integer(0, 999_999),
  tax_rates: ignored,
});

/** On update a line may name the one it continues. */
export const changedLineItem = object({
  adjustable_quantity: adjustable,
  id: text(),
  metadata,
  price: text(),
  price_data: priceData,
  quantity: integer(0, 999_999),
  tax_rates: ignored,
});

export const shippingOption = object({ shipping_rate: text(), shipping_rate_data: shippingRateData });

const methodTypes = list(text(60), 50);
const futureUsage = oneOf("off_session", "on_session");
const image = object({ type: required(oneOf("file", "url")), file: text(), url });

export const CREATE = {
  adaptive_pricing: object({ enabled: bool }),
  after_expiration: object({ recovery: object({ enabled: required(bool), allow_promotion_codes: bool }) }),
  allow_promotion_codes: bool,
  allowed_payment_method_types: methodTypes,
  automatic_tax: object({ enabled: required(bool), liability: ignored }),
  billing_address_collection: oneOf("auto", "required"),
  branding_settings: object({
    background_color: clearable(text()),
    border_style: clearable(oneOf("pill", "rectangular", "rounded")),
    button_color: clearable(text()),
    display_name: text(),
    font_family: clearable(text()),
    icon: image,
    logo: image,
  }),
  cancel_url: url,
  client_reference_id: text(200),
  consent_collection: object({
    payment_method_reuse_agreement: object({ position: required(oneOf("auto", "hidden")) }),
    promotions: oneOf("auto", "none"),
    terms_of_service: oneOf("none", "required"),
  }),
  currency,
  custom_fields: customFields,
  custom_text: object({
    after_submit: clearable(customText),
    shipping_address: clearable(customText),
    submit: clearable(customText),
    terms_of_service_acceptance: clearable(customText),
  }),
  customer: text(),
  customer_account: ignored,
  customer_creation: oneOf("always", "if_required"),
  customer_email: email,
  customer_update: object({
    address: oneOf("auto", "never"),
    name: oneOf("auto", "never"),
    shipping: oneOf("auto", "never"),
  }),
  discounts: list(object({ coupon: text(), promotion_code: text() }), 20),
  excluded_payment_method_types: methodTypes,
  expires_at: timestamp,
  integration_identifier: text(),
  invoice_creation: ignored,
  line_items: list(lineItem, 1_000),
  locale: text(10),
  managed_payments: ignored,
  metadata,
  mode: oneOf("payment", "setup", "subscription"),
  name_collection: ignored,
  optional_items: ignored,
  origin_context: oneOf("mobile_app", "web"),
  payment_intent_data: object({
    application_fee_amount: ignored,
    capture_method: oneOf("automatic", "automatic_async", "manual"),
    description: text(1_000),
    metadata,
    on_behalf_of: ignored,
    receipt_email: email,
    setup_future_usage: futureUsage,
    shipping: ignored,
    statement_descriptor: text(22),
    statement_descriptor_suffix: text(22),
    transfer_data: ignored,
    transfer_group: ignored,
  }),
  payment_method_collection: oneOf("always", "if_required"),
  payment_method_configuration: ignored,
  payment_method_data: object({ allow_redisplay: oneOf("always", "limited", "unspecified") }),
  payment_method_options: sessionMethodOptions,
  permissions: object({
    update_discounts: oneOf("client_only", "server_only"),
    update_shipping_details: oneOf("client_only", "server_only"),
  }),
  phone_number_collection: object({ enabled: required(bool) }),
  redirect_on_completion: oneOf("always", "if_required", "never"),
  return_url: url,
  saved_payment_method_options: object({
    allow_redisplay_filters: list(oneOf("always", "limited", "unspecified")),
    payment_method_remove: oneOf("disabled", "enabled"),
    payment_method_save: oneOf("disabled", "enabled"),
  }),
  setup_intent_data: object({ description: text(1_000), metadata, on_behalf_of: ignored }),
  shipping_address_collection: object({ allowed_countries: required(list(text(2))) }),
  shipping_options: list(shippingOption, 100),
  submit_type: oneOf("auto", "book", "donate", "pay", "subscribe"),
  subscription_data: object({
    description: text(500),
    metadata,
    trial_end: timestamp,
    trial_period_days: integer(1, 730),
    trial_settings: object({
      end_behavior: required(
        object({ missing_payment_method: required(oneOf("cancel", "create_invoice", "pause")) }),
      ),
    }),
  }),
  success_url: url,
  tax_id_collection: object({ enabled: required(bool), required: oneOf("if_supported", "never") }),
  ui_mode: oneOf("elements", "embedded_page", "form", "hosted_page"),
  wallet_options: ignored,
};

export const UPDATE = {
  collected_information: object({
    shipping_details: object({
      name: required(text()),
      address: required(
        object({
          city: text(),
          country: required(text(2)),
          line1: required(text()),
          line2: text(),
          postal_code: text(),
          state: text(),
        }),
      ),
    }),
  }),
  discounts: list(
    object({
      coupon: text(),
      coupon_data: object({
        amount_off: integer(1),
        currency,
        duration: oneOf("forever", "once", "repeating"),
        metadata,
        name: text(40),
        percent_off: decimal(0.01, 100),
      }),
      promotion_code: text(),
    }),
    20,
  ),
  line_items: list(changedLineItem, 1_000),
  metadata,
  payment_intent_data: object({
    description: clearable(text(1_000)),
    metadata,
    setup_future_usage: clearable(futureUsage),
    statement_descriptor: clearable(text(22)),
    statement_descriptor_suffix: clearable(text(22)),
  }),
  shipping_options: list(shippingOption, 100),
};

export type SessionChange = Parsed<typeof UPDATE>;
