import type Stripe from "stripe";
import type { Call } from "../../http/api";
import { ApiError, invalid, noSuch } from "../../http/errors";
import type { Local } from "../../state/local";
import type { IntentRecord } from "../../state/records";

export function requireIntent(local: Local, id: string): IntentRecord {
  const record = local.store.intents.get(id);
  if (!record) throw noSuch("payment_intent", id, "intent");
  return record;
}

/** Finds a PaymentIntent; a page needs its client secret. */
export function requireOwn({ local, key, params, input }: Call): IntentRecord {
  const record = requireIntent(local, params.id ?? "");
  if (key === "publishable" && input.client_secret !== record.intent.client_secret) {
    throw noSuch("payment_intent", record.id, "intent");
  }
  return record;
}

const PUBLIC_FIELDS = [
  "id",
  "object",
  "amount",
  "amount_details",
  "automatic_payment_methods",
  "canceled_at",
  "cancellation_reason",
  "capture_method",
  "client_secret",
  "confirmation_method",
  "created",
  "currency",
  "description",
  "last_payment_error",
  "livemode",
  "next_action",
  "payment_method",
  "payment_method_configuration_details",
  "payment_method_types",
  "processing",
  "receipt_email",
  "setup_future_usage",
  "shipping",
  "source",
  "status",
];

export function shown({ intent }: IntentRecord, key: Call["key"]): object {
  return key === "secret" ? intent : shownIntent(intent);
}

/** For a page, a refusal shows no more of the intent than an answer. */
export function answered(key: Call["key"], run: () => IntentRecord): object {
  try {
    return shown(run(), key);
  } catch (error) {
    if (key === "secret" || !(error instanceof ApiError) || !error.fields.payment_intent) throw error;
    const payment_intent = publicPart(error.fields.payment_intent);
    throw new ApiError(error.status, { ...error.fields, payment_intent }, error.headers);
  }
}

/** The fields of a PaymentIntent that a publishable key may see. */
export function shownIntent(intent: Stripe.PaymentIntent): object {
  return publicPart(intent);
}

function publicPart(intent: object): object {
  return Object.fromEntries(Object.entries(intent).filter(([name]) => PUBLIC_FIELDS.includes(name)));
}

export function unexpectedState({ intent }: IntentRecord, action: string): ApiError {
  return new ApiError(400, {
    type: "invalid_request_error",
    code: "payment_intent_unexpected_state",
    message: `You cannot ${action} this PaymentIntent because it has a status of ${intent.status}.`,
    payment_intent: intent,
  });
}

export function refuseSessionOwned(record: IntentRecord, action: string): void {
  if (record.session === null) return;
  throw invalid(
    `This PaymentIntent belongs to a Checkout Session and cannot be ${action} directly; expire the session.`,
  );
}

/** Finds the intent that Elements with a client secret start with. */
export function intentOfSecret(local: Local, secret: string) {
  const intent = local.store.intents.get(secret.split("_secret_")[0] ?? "")?.intent;
  if (intent?.client_secret !== secret) throw noSuch("payment_intent", secret.slice(0, 27), "client_secret");
  return intent;
}
