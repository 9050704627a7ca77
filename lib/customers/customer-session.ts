import type Stripe from "stripe";
import type { PaymentVariables } from "@/lib/config/payment-variables";

type Variables = Pick<
  PaymentVariables,
  | "PAYMENT_SAVE"
  | "SAVED_METHODS_REDISPLAY"
  | "SAVED_METHODS_LIMIT"
  | "SAVED_METHODS_SAVE"
  | "SAVED_METHODS_REMOVE"
>;

export function customerSessionParams(
  stripeCustomerId: string,
  variables: Variables,
): Stripe.CustomerSessionCreateParams {
  const { all, byType } = variables.PAYMENT_SAVE;
  // Stripe.js refuses this together with the Elements' `setupFutureUsage`.
  const savesByConsent = variables.SAVED_METHODS_SAVE && all === null && Object.keys(byType).length === 0;
  return {
    customer: stripeCustomerId,
    components: {
      payment_element: {
        enabled: true,
        features: {
          payment_method_redisplay: "enabled",
          payment_method_redisplay_limit: variables.SAVED_METHODS_LIMIT,
          payment_method_allow_redisplay_filters: [...variables.SAVED_METHODS_REDISPLAY],
          payment_method_save: enabled(variables.SAVED_METHODS_SAVE),
          ...(savesByConsent && { payment_method_save_usage: "off_session" as const }),
          payment_method_remove: enabled(variables.SAVED_METHODS_REMOVE),
        },
      },
    },
  };
}

const enabled = (is: boolean) => (is ? "enabled" : "disabled");
