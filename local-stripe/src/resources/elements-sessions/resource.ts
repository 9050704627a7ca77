import type Stripe from "stripe";
import type { Api } from "../../http/api";
import { ApiError, missingParameter, noSuch } from "../../http/errors";
import type { Resource } from "../../http/resource";
import {
  clearable,
  currency,
  integer,
  list,
  object,
  oneOf,
  type Parsed,
  required,
  text,
} from "../../http/rules";
import type { Local } from "../../state/local";
import { type CustomerSessionRecord, requireCustomerSession } from "../customer-sessions/customer-sessions";
import { intentOfSecret, shownIntent } from "../payment-intents/view";
import { detach } from "../payment-methods/attach";
import { offeredMethods } from "../payment-methods/offered";
import { savedMethods, shownMethod } from "../payment-methods/saved-methods";
import { setupOfSecret, shownSetup } from "../setup-intents/view";

const methodTypes = list(text(60), 50);

const READ = {
  type: required(oneOf("deferred_intent", "payment_intent", "setup_intent")),
  client_secret: text(),
  customer_session_client_secret: text(),
  locale: text(20),
  deferred_intent: object({
    mode: required(oneOf("payment", "setup", "subscription")),
    amount: integer(0),
    currency,
    setup_future_usage: clearable(oneOf("off_session", "on_session")),
    capture_method: clearable(oneOf("automatic", "automatic_async", "manual")),
    on_behalf_of: text(),
    payment_method_configuration: text(),
    allowed_payment_method_types: methodTypes,
    excluded_payment_method_types: methodTypes,
  }),
};

type Deferred = NonNullable<Parsed<typeof READ>["deferred_intent"]>;

function routes(api: Api): void {
  const forBrowser = { publishable: true };

  api.get(
    "/v1/elements/sessions",
    READ,
    ({ local, read }) => {
      const given = read();
      const secret = given.customer_session_client_secret;
      const session = secret === undefined ? null : requireCustomerSession(local, secret);
      const intent = subjectOf(local, given);
      return {
        ...intent,
        merchant: { display_name: "Local Stripe" },
        customer: session && customerOf(local, session, intent.payment_method_types),
      };
    },
    forBrowser,
  );

  api.post(
    "/v1/elements/payment_methods/:id/detach",
    { customer_session_client_secret: required(text()) },
    ({ local, read, params }) => {
      const given = read();
      const { customer, features } = requireCustomerSession(local, given.customer_session_client_secret);
      const record = local.store.methods.get(params.id ?? "");
      if (record?.method.customer !== customer) {
        throw noSuch("PaymentMethod", params.id ?? "", "payment_method");
      }
      if (features.payment_method_remove !== "enabled") {
        throw new ApiError(403, {
          type: "invalid_request_error",
          message: "This customer session does not allow payment methods to be removed.",
        });
      }
      return shownMethod(detach(local, record).method);
    },
    forBrowser,
  );
}

function subjectOf(local: Local, given: Parsed<typeof READ>) {
  if (given.type === "deferred_intent") {
    if (!given.deferred_intent) throw missingParameter("deferred_intent");
    return deferred(given.deferred_intent);
  }
  if (!given.client_secret) throw missingParameter("client_secret");
  if (given.type === "setup_intent") {
    const setup = setupOfSecret(local, given.client_secret);
    return {
      payment_method_types: setup.payment_method_types,
      currency: null,
      amount: null,
      payment_intent: null,
      setup_intent: shownSetup(setup),
    };
  }
  const intent = intentOfSecret(local, given.client_secret);
  return {
    payment_method_types: intent.payment_method_types,
    currency: intent.currency,
    amount: intent.amount,
    payment_intent: shownIntent(intent),
    setup_intent: null,
  };
}

function deferred(given: Deferred) {
  const isSetup = given.mode === "setup";
  const types = offeredMethods(
    given.currency ?? (isSetup ? "eur" : ""),
    given.allowed_payment_method_types,
    given.excluded_payment_method_types,
    { mayRedirect: !isSetup, manualCapture: given.capture_method === "manual" },
  );
  return {
    payment_method_types: types,
    currency: given.currency ?? null,
    amount: given.amount ?? null,
    payment_intent: null,
    setup_intent: null,
  };
}

function customerOf(
  local: Local,
  { customer: id, features }: CustomerSessionRecord,
  types: string[],
): object {
  const found = savedMethods(local, id, {
    redisplay: features.payment_method_allow_redisplay_filters,
    types,
  });
  const isShown = features.payment_method_redisplay === "enabled";
  return {
    id,
    payment_methods: isShown
      ? found.slice(0, features.payment_method_redisplay_limit ?? 3).map(shownMethod)
      : [],
    default_payment_method: defaultOf(local.store.customers.get(id)),
    features: { ...features, payment_method_save_allow_redisplay_override: null },
  };
}

function defaultOf(customer: Stripe.Customer | undefined): string | null {
  const method = customer?.invoice_settings.default_payment_method ?? null;
  return typeof method === "string" ? method : (method?.id ?? null);
}

/** Private to Elements, as at Stripe. */
export const elementsSessions: Resource = { routes };
