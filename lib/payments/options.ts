import type { StripeElementsOptionsMode } from "@stripe/stripe-js";
import type Stripe from "stripe";
import { type ByType, type PaymentVariables, UNSUPPORTED_METHODS } from "@/lib/config/payment-variables";

export type FutureUsage = "on_session" | "off_session";

/**
 * The options for both `elementsOptions` and `intentOptions`: Stripe refuses a token whose Elements differ from the intent.
 * Source: docs.stripe.com/payments/finalize-payments-on-the-server.
 */
export type PaymentOptions = {
  setupFutureUsage: ByType<FutureUsage>;
  capture: ByType<"automatic" | "automatic_async" | "manual", "manual">;
  onBehalfOf: string | null;
  allowedTypes: readonly string[];
  /** Contains the types that Stripe does not support here; empty when allowed types are listed instead. */
  excludedTypes: readonly string[];
  methodConfiguration: string | null;
  /** Also allows the older `createPaymentMethod`. */
  manualCreation: boolean;
  requireCvc: boolean;
  installments: boolean;
  usBankVerification: "automatic" | "instant" | null;
};

export function paymentOptions(variables: PaymentVariables): PaymentOptions {
  return {
    setupFutureUsage: variables.PAYMENT_SAVE,
    capture: variables.PAYMENT_CAPTURE,
    onBehalfOf: variables.PAYMENT_ON_BEHALF_OF ?? null,
    allowedTypes: variables.PAYMENT_METHODS,
    excludedTypes:
      variables.PAYMENT_METHODS.length > 0
        ? []
        : [...new Set([...UNSUPPORTED_METHODS, ...variables.PAYMENT_METHODS_EXCLUDED])],
    methodConfiguration: variables.PAYMENT_METHOD_CONFIGURATION ?? null,
    manualCreation: variables.PAYMENT_METHOD_CREATION === "manual",
    requireCvc: variables.PAYMENT_REQUIRE_CVC,
    installments: variables.PAYMENT_INSTALLMENTS,
    usBankVerification: variables.PAYMENT_US_BANK_VERIFICATION ?? null,
  };
}

export type ElementsOptions = StripeElementsOptionsMode & { mode: "payment"; amount: number };

/** Options for `stripe.elements()`; `amount` in minor units. */
export function elementsOptions(
  options: PaymentOptions,
  { amount, currency }: { amount: number; currency: string },
): ElementsOptions {
  const byType = elementsByType(options);
  return {
    mode: "payment",
    amount,
    currency,
    ...(options.setupFutureUsage.all && { setupFutureUsage: options.setupFutureUsage.all }),
    ...(options.capture.all && { captureMethod: options.capture.all }),
    ...offeredInElements(options),
    ...(options.manualCreation && { paymentMethodCreation: "manual" as const }),
    ...(Object.keys(byType).length > 0 && { paymentMethodOptions: byType }),
  };
}

export function offeredInElements(options: PaymentOptions) {
  return {
    ...(options.onBehalfOf && { onBehalfOf: options.onBehalfOf }),
    ...(options.allowedTypes.length > 0 && { allowedPaymentMethodTypes: [...options.allowedTypes] }),
    ...(options.excludedTypes.length > 0 && { excludedPaymentMethodTypes: [...options.excludedTypes] }),
    ...(options.methodConfiguration && { paymentMethodConfiguration: options.methodConfiguration }),
  };
}

/** Options by type for the Elements. Capture by type belongs to the intent alone. Stripe's guide has instalments here, though its types don't. */
function elementsByType(options: PaymentOptions): NonNullable<ElementsOptions["paymentMethodOptions"]> {
  const usage = Object.entries(options.setupFutureUsage.byType).map(([type, setup_future_usage]) => [
    type,
    { setup_future_usage },
  ]);
  const byType: Record<string, object> = Object.fromEntries(usage);
  if (options.requireCvc) byType.card = { ...byType.card, require_cvc_recollection: true };
  if (options.installments) byType.card = { ...byType.card, installments: { enabled: true } };
  if (options.usBankVerification) {
    byType.us_bank_account = {
      ...byType.us_bank_account,
      verification_method: options.usBankVerification,
    };
  }
  return byType;
}

type IntentParams = Pick<
  Stripe.PaymentIntentCreateParams,
  | "setup_future_usage"
  | "capture_method"
  | "on_behalf_of"
  | "payment_method_configuration"
  | "payment_method_options"
  | "automatic_payment_methods"
> & { allowed_payment_method_types?: string[]; excluded_payment_method_types?: string[] };

export function intentOptions(options: PaymentOptions): IntentParams {
  const byType = intentByType(options);
  return {
    ...(options.setupFutureUsage.all && { setup_future_usage: options.setupFutureUsage.all }),
    ...(options.capture.all && { capture_method: options.capture.all }),
    ...offeredToIntent(options),
    ...(Object.keys(byType).length > 0 && { payment_method_options: byType }),
  };
}

export function offeredToIntent(options: PaymentOptions) {
  return {
    ...(options.onBehalfOf && { on_behalf_of: options.onBehalfOf }),
    ...(options.methodConfiguration && { payment_method_configuration: options.methodConfiguration }),
    ...(options.allowedTypes.length > 0
      ? { allowed_payment_method_types: [...options.allowedTypes] }
      : { automatic_payment_methods: { enabled: true } }),
    ...(options.excludedTypes.length > 0 && { excluded_payment_method_types: [...options.excludedTypes] }),
  };
}

function intentByType(options: PaymentOptions): Stripe.PaymentIntentCreateParams.PaymentMethodOptions {
  const byType: Record<string, Record<string, unknown>> = {};
  const set = (type: string, values: Record<string, unknown>) => {
    byType[type] = { ...byType[type], ...values };
  };
  for (const [type, usage] of Object.entries(options.setupFutureUsage.byType)) {
    set(type, { setup_future_usage: usage });
  }
  for (const [type, method] of Object.entries(options.capture.byType)) {
    set(type, { capture_method: method });
  }
  if (options.requireCvc) set("card", { require_cvc_recollection: true });
  if (options.installments) set("card", { installments: { enabled: true } });
  if (options.usBankVerification) {
    set("us_bank_account", { verification_method: options.usBankVerification });
  }
  return byType;
}
