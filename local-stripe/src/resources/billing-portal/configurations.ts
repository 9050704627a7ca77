import type Stripe from "stripe";
import { applyMetadata, metadata } from "../../http/metadata";
import {
  bool,
  clearable,
  integer,
  list,
  object,
  oneOf,
  type Parsed,
  required,
  text,
  url,
} from "../../http/rules";
import type { Local } from "../../state/local";
import { requirePrice } from "../prices/prices";
import { feedback } from "../subscriptions/calls";

type Configuration = Stripe.BillingPortal.Configuration;

export const CONFIGURATION = {
  active: bool,
  business_profile: object({
    headline: clearable(text(60)),
    privacy_policy_url: url,
    terms_of_service_url: url,
  }),
  default_return_url: clearable(url),
  features: object({
    customer_update: object({ allowed_updates: clearable(list(text())), enabled: bool }),
    invoice_history: object({ enabled: bool }),
    payment_method_update: object({ enabled: bool }),
    subscription_cancel: object({
      cancellation_reason: object({ enabled: bool, options: clearable(list(feedback)) }),
      enabled: bool,
      mode: oneOf("at_period_end", "immediately"),
      proration_behavior: oneOf("always_invoice", "create_prorations", "none"),
    }),
    subscription_update: object({
      default_allowed_updates: clearable(list(oneOf("price", "promotion_code", "quantity"))),
      enabled: bool,
      products: clearable(
        list(
          object({
            adjustable_quantity: object({
              enabled: required(bool),
              maximum: integer(1),
              minimum: integer(1),
            }),
            prices: required(list(text())),
            product: required(text()),
          }),
        ),
      ),
      proration_behavior: oneOf("always_invoice", "create_prorations", "none"),
    }),
  }),
  metadata,
  name: text(),
};

export function configurationOf(
  local: Local,
  given: Partial<Parsed<typeof CONFIGURATION>>,
  id: string,
  isDefault: boolean,
  before?: Configuration["features"],
): Configuration {
  const {
    customer_update: details,
    invoice_history: history,
    payment_method_update: methods,
    subscription_cancel: cancel,
    subscription_update: update,
  }: Partial<Features> = given.features ?? {};
  const reason = cancel?.cancellation_reason;
  const known = before?.subscription_update;
  const plans = update?.products ? productsOf(local, update.products) : (known?.products ?? []);
  return {
    id,
    object: "billing_portal.configuration",
    active: given.active ?? true,
    application: null,
    business_profile: {
      headline: given.business_profile?.headline ?? null,
      privacy_policy_url: given.business_profile?.privacy_policy_url ?? null,
      terms_of_service_url: given.business_profile?.terms_of_service_url ?? null,
    },
    created: local.now(),
    default_return_url: given.default_return_url ?? null,
    features: {
      customer_update: {
        allowed_updates: details?.allowed_updates ?? before?.customer_update.allowed_updates ?? [],
        enabled: details?.enabled ?? before?.customer_update.enabled ?? false,
      },
      invoice_history: { enabled: history?.enabled ?? before?.invoice_history.enabled ?? isDefault },
      payment_method_update: {
        enabled: methods?.enabled ?? before?.payment_method_update.enabled ?? isDefault,
        payment_method_configuration: null,
      },
      subscription_cancel: {
        cancellation_reason: {
          enabled: reason?.enabled ?? before?.subscription_cancel.cancellation_reason.enabled ?? false,
          feedback_options: [],
          options: reason?.options ?? before?.subscription_cancel.cancellation_reason.options ?? [],
        },
        enabled: cancel?.enabled ?? before?.subscription_cancel.enabled ?? isDefault,
        mode: cancel?.mode ?? before?.subscription_cancel.mode ?? "at_period_end",
        proration_behavior:
          cancel?.proration_behavior ?? before?.subscription_cancel.proration_behavior ?? "none",
      },
      subscription_pause: { duration: { interval_options: [], type: "indefinite" }, enabled: false },
      subscription_update: {
        billing_cycle_anchor: null,
        default_allowed_updates:
          update?.default_allowed_updates ?? known?.default_allowed_updates ?? (isDefault ? ["price"] : []),
        enabled: update?.enabled ?? known?.enabled ?? isDefault,
        ...(plans.length > 0 && { products: plans }),
        proration_behavior: update?.proration_behavior ?? known?.proration_behavior ?? "none",
        schedule_at_period_end: { conditions: [] },
        trial_update_behavior: "end_trial",
      },
    },
    is_default: isDefault,
    livemode: false,
    login_page: { enabled: false, url: null },
    metadata: applyMetadata(null, given.metadata),
    name: given.name ?? null,
    updated: local.now(),
  };
}

type Products = NonNullable<NonNullable<Features["subscription_update"]>["products"]>;
type Features = NonNullable<Parsed<typeof CONFIGURATION>["features"]>;

function productsOf(
  local: Local,
  given: Products,
): NonNullable<Configuration["features"]["subscription_update"]["products"]> {
  return given.map(({ adjustable_quantity: adjustable, prices, product }) => {
    for (const price of prices) requirePrice(local, price, "features[subscription_update][products]", 400);
    return {
      adjustable_quantity: {
        enabled: adjustable?.enabled ?? false,
        maximum: adjustable?.maximum ?? null,
        minimum: adjustable?.minimum ?? 1,
      },
      prices,
      product,
    };
  });
}
