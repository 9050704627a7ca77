import type Stripe from "stripe";
import { emit } from "../../events/emit";
import { idKind, randomText } from "../../state/ids";
import type { Local } from "../../state/local";
import type { SetupRecord } from "../../state/records";

export const setupIds = idKind("seti");

interface NewSetup {
  customer: string | null;
  description: string | null;
  metadata: Record<string, string>;
  usage: "off_session" | "on_session";
  paymentMethodTypes: string[];
  allowedTypes: string[] | null;
  excludedTypes: string[] | null;
  allowRedirects: "always" | "never";
  onBehalfOf: string | null;
  configuration: string | null;
  requestThreeDS: "any" | "automatic" | "challenge";
}

export function createSetup(local: Local, given: NewSetup): SetupRecord {
  const id = setupIds.make();
  const intent: Stripe.SetupIntent = {
    id,
    object: "setup_intent",
    allowed_payment_method_types: given.allowedTypes,
    application: null,
    automatic_payment_methods: given.allowedTypes
      ? null
      : { allow_redirects: given.allowRedirects, enabled: true },
    cancellation_reason: null,
    client_secret: `${id}_secret_${randomText(31)}`,
    created: local.now(),
    customer: given.customer,
    customer_account: null,
    description: given.description,
    excluded_payment_method_types: given.excludedTypes,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    managed_payments: null,
    mandate: null,
    metadata: given.metadata,
    next_action: null,
    on_behalf_of: given.onBehalfOf,
    payment_method: null,
    payment_method_configuration_details: given.configuration
      ? { id: given.configuration, parent: null }
      : null,
    payment_method_options: {
      card: { mandate_options: null, network: null, request_three_d_secure: given.requestThreeDS },
    },
    payment_method_types: given.paymentMethodTypes,
    single_use_mandate: null,
    status: "requires_payment_method",
    usage: given.usage,
  };
  const record = local.store.setups.put({ id, intent, attempt: null });
  emit(local, "setup_intent.created", intent);
  return record;
}

export function updateSetup(
  local: Local,
  record: SetupRecord,
  change: Partial<Stripe.SetupIntent>,
  attempt: string | null = record.attempt,
): SetupRecord {
  return local.store.setups.put({ ...record, intent: { ...record.intent, ...change }, attempt });
}
