import type Stripe from "stripe";
import { newCustomFields } from "./custom-fields";
import type { NewSession } from "./rules";

/** Only for looks and behaviour in the browser. */
export function presentation(given: NewSession) {
  return {
    adaptive_pricing: { enabled: given.adaptive_pricing?.enabled ?? false },
    after_expiration: afterExpiration(given.after_expiration),
    allow_promotion_codes: given.allow_promotion_codes ?? null,
    allowed_payment_method_types: given.allowed_payment_method_types ?? null,
    billing_address_collection: given.billing_address_collection ?? null,
    branding_settings: branding(given.branding_settings),
    cancel_url: given.cancel_url ?? null,
    client_reference_id: given.client_reference_id ?? null,
    consent_collection: given.consent_collection
      ? {
          payment_method_reuse_agreement: given.consent_collection.payment_method_reuse_agreement ?? null,
          promotions: given.consent_collection.promotions ?? null,
          terms_of_service: given.consent_collection.terms_of_service ?? null,
        }
      : null,
    custom_fields: newCustomFields(given.custom_fields),
    custom_text: {
      after_submit: given.custom_text?.after_submit || null,
      shipping_address: given.custom_text?.shipping_address || null,
      submit: given.custom_text?.submit || null,
      terms_of_service_acceptance: given.custom_text?.terms_of_service_acceptance || null,
    },
    excluded_payment_method_types: given.excluded_payment_method_types ?? [],
    integration_identifier: given.integration_identifier ?? null,
    invoice_creation: {
      enabled: false,
      invoice_data: {
        account_tax_ids: null,
        custom_fields: null,
        description: null,
        footer: null,
        issuer: null,
        metadata: {},
        rendering_options: null,
      },
    },
    locale: given.locale ?? null,
    managed_payments: null,
    origin_context: given.origin_context ?? null,
    // A trial keeps a method for later, unless the merchant asks for none.
    payment_method_collection:
      given.payment_method_collection ?? (given.mode === "subscription" ? "always" : "if_required"),
    payment_method_configuration_details: null,
    payment_method_options: shownOptions(given.payment_method_options?.intent),
    permissions: permissions(given.permissions),
    phone_number_collection: { enabled: given.phone_number_collection?.enabled ?? false },
    redirect_on_completion: given.redirect_on_completion ?? "always",
    ...(given.return_url && { return_url: given.return_url }),
    saved_payment_method_options: given.saved_payment_method_options
      ? {
          allow_redisplay_filters: given.saved_payment_method_options.allow_redisplay_filters ?? ["always"],
          payment_method_remove: given.saved_payment_method_options.payment_method_remove ?? "disabled",
          payment_method_save: given.saved_payment_method_options.payment_method_save ?? null,
        }
      : null,
    shipping_address_collection: given.shipping_address_collection ?? null,
    submit_type: given.submit_type ?? null,
    success_url: given.success_url ?? null,
    wallet_options: null,
  } satisfies Partial<Stripe.Checkout.Session>;
}

function afterExpiration(
  given: NewSession["after_expiration"],
): Stripe.Checkout.Session.AfterExpiration | null {
  if (!given?.recovery) return null;
  const { enabled, allow_promotion_codes = false } = given.recovery;
  return { recovery: { allow_promotion_codes, enabled, expires_at: null, url: null } };
}

function permissions(given: NewSession["permissions"]): Stripe.Checkout.Session.Permissions | null {
  if (!given) return null;
  const { update_discounts, update_shipping_details } = given;
  return {
    ...(update_discounts && { update_discounts }),
    update_shipping_details: update_shipping_details ?? null,
  };
}

function branding(given: NewSession["branding_settings"]): Stripe.Checkout.Session.BrandingSettings {
  return {
    background_color: given?.background_color ?? "#ffffff",
    border_style: given?.border_style ?? "rounded",
    button_color: given?.button_color ?? "#0074d4",
    display_name: given?.display_name ?? "Local Stripe",
    font_family: given?.font_family ?? "default",
    icon: given?.icon ?? null,
    logo: given?.logo ?? null,
  };
}

function shownOptions(
  given: NonNullable<NewSession["payment_method_options"]>["intent"],
): Stripe.Checkout.Session.PaymentMethodOptions {
  const { card, sepa_debit: debit } = given ?? {};
  return {
    ...(card && {
      card: {
        request_three_d_secure: card.request_three_d_secure ?? "automatic",
        ...(card.capture_method && { capture_method: card.capture_method }),
        ...(card.installments && { installments: { enabled: card.installments.enabled ?? false } }),
        ...(card.setup_future_usage && { setup_future_usage: card.setup_future_usage }),
      },
    }),
    ...(debit?.setup_future_usage && { sepa_debit: { setup_future_usage: debit.setup_future_usage } }),
  };
}
