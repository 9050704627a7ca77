import type Stripe from "stripe";
import { ApiError, invalid } from "../../http/errors";
import { randomText } from "../../state/ids";
import type { Local } from "../../state/local";
import { collectionOf } from "../../state/store";

/** Its id is its client secret. */
export interface CustomerSessionRecord {
  id: string;
  customer: string;
  session: Stripe.CustomerSession;
  features: PaymentElementFeatures;
}

type PaymentElementFeatures = Stripe.CustomerSession.Components.PaymentElement.Features;

const customerSessions = collectionOf<CustomerSessionRecord>("customerSessions");

const LIFETIME_SECONDS = 1_800;

const OFF = { enabled: false };
const OFF_WITH_FEATURES = { enabled: false, features: null };

/** Creates a session for one Payment Element. */
export function createCustomerSession(
  local: Local,
  customer: string,
  features: PaymentElementFeatures,
): Stripe.CustomerSession {
  const id = `cuss_secret_${randomText(47)}`;
  const session: Stripe.CustomerSession = {
    object: "customer_session",
    client_secret: id,
    components: {
      active_entitlements: OFF,
      buy_button: OFF,
      customer_portal: OFF,
      customer_sheet: OFF_WITH_FEATURES,
      mobile_payment_element: OFF_WITH_FEATURES,
      payment_element: { enabled: true, features },
      pricing_table: OFF,
    },
    created: local.now(),
    customer,
    customer_account: null,
    expires_at: local.now() + LIFETIME_SECONDS,
    livemode: false,
  };
  customerSessions(local.store).put({ id, customer, session, features });
  return session;
}

/** @throws ApiError 400 `customer_session_expired`, or `resource_missing` for a wrong secret, which is not repeated */
export function requireCustomerSession(local: Local, clientSecret: string): CustomerSessionRecord {
  const record = customerSessions(local.store).get(clientSecret);
  const param = "customer_session_client_secret";
  if (!record || !local.store.customers.get(record.customer)) {
    throw new ApiError(400, {
      type: "invalid_request_error",
      code: "resource_missing",
      message: "No such customer session.",
      param,
    });
  }
  if (record.session.expires_at <= local.now()) {
    throw invalid(
      "This customer session has expired. Create a new one and use its client secret.",
      param,
      "customer_session_expired",
    );
  }
  return record;
}
