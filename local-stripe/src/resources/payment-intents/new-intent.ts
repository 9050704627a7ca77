import type Stripe from "stripe";
import { emit } from "../../events/emit";
import { idKind, randomText } from "../../state/ids";
import type { Local } from "../../state/local";
import type { IntentData, IntentRecord } from "../../state/records";

export const intentIds = idKind("pi");

interface NewIntent extends IntentData {
  amount: number;
  currency: string;
  customer: string | null;
  paymentMethodTypes: string[];
  allowedTypes: string[] | null;
  excludedTypes: string[] | null;
  automatic: Stripe.PaymentIntent.AutomaticPaymentMethods | null;
  shipping: Stripe.PaymentIntent.Shipping | null;
  session: string | null;
  hooks?: Stripe.PaymentIntent.Hooks | undefined;
  methodOptions?: Stripe.PaymentIntent.PaymentMethodOptions;
  onBehalfOf?: string | null;
  /** `pmc_…`, which is repeated without an effect. */
  configuration?: string | null;
}

export const NO_INTENT_DATA: IntentData = {
  metadata: {},
  description: null,
  captureMethod: "automatic_async",
  setupFutureUsage: null,
  statementDescriptor: null,
  statementDescriptorSuffix: null,
  receiptEmail: null,
};

export function createIntent(local: Local, given: NewIntent): IntentRecord {
  const id = intentIds.make();
  const intent: Stripe.PaymentIntent = {
    id,
    object: "payment_intent",
    allowed_payment_method_types: given.allowedTypes,
    amount: given.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: given.automatic,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: given.captureMethod,
    client_secret: `${id}_secret_${randomText(25)}`,
    confirmation_method: "automatic",
    created: local.now(),
    currency: given.currency,
    customer: given.customer,
    customer_account: null,
    description: given.description,
    excluded_payment_method_types: given.excludedTypes,
    ...(given.hooks && { hooks: given.hooks }),
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: given.metadata,
    next_action: null,
    on_behalf_of: given.onBehalfOf ?? null,
    payment_method: null,
    payment_method_configuration_details: given.configuration
      ? { id: given.configuration, parent: null }
      : null,
    payment_method_options: given.methodOptions ?? {},
    payment_method_types: given.paymentMethodTypes,
    payment_record: null,
    processing: null,
    receipt_email: given.receiptEmail,
    review: null,
    setup_future_usage: given.setupFutureUsage,
    shipping: given.shipping,
    source: null,
    statement_descriptor: given.statementDescriptor,
    statement_descriptor_suffix: given.statementDescriptorSuffix,
    status: "requires_payment_method",
    transfer_data: null,
    transfer_group: null,
  };
  const record = local.store.intents.put({ id, intent, session: given.session, attempt: null });
  emit(local, "payment_intent.created", intent);
  return record;
}

export function updateIntent(
  local: Local,
  record: IntentRecord,
  change: Partial<Stripe.PaymentIntent>,
  attempt: string | null = record.attempt,
): IntentRecord {
  return local.store.intents.put({ ...record, intent: { ...record.intent, ...change }, attempt });
}
