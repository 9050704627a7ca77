import type Stripe from "stripe";
import { dropAttempt } from "../../attempts/new-attempt";
import { emit } from "../../events/emit";
import { ApiError, invalid, missingParameter, notModelled } from "../../http/errors";
import { applyMetadata } from "../../http/metadata";
import type { Parsed } from "../../http/rules";
import type { Local } from "../../state/local";
import type { MethodRecord, SetupRecord } from "../../state/records";
import { checkContext } from "../confirmation-tokens/client-context";
import { type Choice, readChoice, takeChoice } from "../confirmation-tokens/method-choice";
import { requireCustomer } from "../customers/customers";
import { checkMandate } from "../payment-methods/mandate";
import { offeredMethods } from "../payment-methods/offered";
import { checkUsable } from "../payment-methods/usable";
import { confirmSetup } from "./confirm";
import { createSetup, updateSetup } from "./new-setup";
import type { CONFIRM, CREATE, UPDATE } from "./params";

/** `byPage`: Stripe.js makes the call, with the client secret. */
type ConfirmParams = Partial<Parsed<typeof CONFIRM>> & { byPage?: boolean };

const NOT_MODELLED = ["attach_to_self", "flow_directions", "single_use"] as const;
const ONLY_CONFIRMING = ["confirmation_token", "mandate_data", "return_url"] as const;

export function createSetupIntent(local: Local, given: Parsed<typeof CREATE>): SetupRecord {
  for (const key of NOT_MODELLED) {
    if (given[key] !== undefined) throw notModelled(`the SetupIntent parameter ${key}`);
  }
  for (const key of ONLY_CONFIRMING) {
    if (given[key] !== undefined && !given.confirm) {
      throw invalid(`${key} can only be used with confirm=true.`, key);
    }
  }
  const customer = given.customer ? requireCustomer(local, given.customer, "customer", 400).id : null;
  const { allowed_payment_method_types: allowed, excluded_payment_method_types: excluded } = given;
  const types = offeredMethods("eur", allowed, excluded, { mayRedirect: false });
  const choice = readChoice(local, given);
  if (choice.method) checkUsable(choice.method, { customer, types, kind: "SetupIntent" });
  checkToken(choice, given.usage);
  if (given.confirm) checkConfirm(choice.method, choice, given);
  const record = createSetup(local, {
    customer,
    description: given.description ?? null,
    metadata: applyMetadata(null, given.metadata),
    usage: given.usage ?? "off_session",
    paymentMethodTypes: types,
    allowedTypes: allowed ?? null,
    excludedTypes: excluded ?? null,
    allowRedirects: given.automatic_payment_methods?.allow_redirects ?? "always",
    onBehalfOf: given.on_behalf_of ?? null,
    configuration: given.payment_method_configuration ?? null,
    requestThreeDS: given.payment_method_options?.card?.request_three_d_secure ?? "automatic",
  });
  const method = takeChoice(local, choice, { setup_intent: record.id });
  if (!method) return record;
  const chosen = choose(local, record, method);
  return given.confirm ? confirm(local, chosen, method, choice, given) : chosen;
}

export function confirmSetupIntent(local: Local, record: SetupRecord, given: ConfirmParams): SetupRecord {
  const { intent } = record;
  if (["processing", "succeeded", "canceled"].includes(intent.status)) throw unexpected(record, "confirm");
  const choice = readChoice(local, given);
  const known =
    typeof intent.payment_method === "string" ? local.store.methods.get(intent.payment_method) : undefined;
  const method = choice.method ?? known ?? null;
  checkConfirm(method, choice, given);
  checkUsable(method, usableFor(intent));
  checkToken(choice, undefined);
  const taken = takeChoice(local, { ...choice, method }, { setup_intent: record.id }) ?? method;
  return confirm(local, choose(local, record, taken), taken, choice, given);
}

export function updateSetupIntent(
  local: Local,
  record: SetupRecord,
  given: Parsed<typeof UPDATE>,
): SetupRecord {
  const { intent } = record;
  if (["processing", "succeeded", "canceled"].includes(intent.status)) throw unexpected(record, "update");
  const { customer, description } = given;
  const next = {
    ...intent,
    ...(customer && { customer: requireCustomer(local, customer, "customer", 400).id }),
  };
  const { method } = readChoice(local, given);
  if (method) checkUsable(method, usableFor(next));
  const changed = updateSetup(local, record, {
    customer: next.customer,
    ...(description !== undefined && { description }),
    metadata: applyMetadata(intent.metadata, given.metadata),
  });
  return method ? choose(local, changed, method) : changed;
}

export function cancelSetupIntent(
  local: Local,
  record: SetupRecord,
  reason: Stripe.SetupIntent.CancellationReason | null,
): SetupRecord {
  if (["processing", "succeeded", "canceled"].includes(record.intent.status))
    throw unexpected(record, "cancel");
  dropAttempt(local, record.attempt);
  const change = { status: "canceled", cancellation_reason: reason, next_action: null } as const;
  const canceled = updateSetup(local, record, change, null);
  emit(local, "setup_intent.canceled", canceled.intent);
  return canceled;
}

function usableFor(intent: Stripe.SetupIntent) {
  const customer = typeof intent.customer === "string" ? intent.customer : null;
  return { customer, types: intent.payment_method_types, kind: "SetupIntent" as const };
}

function checkToken({ token }: Choice, usage: string | undefined): void {
  if (token) checkContext(token, { mode: "setup", setupFutureUsage: usage });
}

function checkConfirm(
  method: MethodRecord | null,
  { token }: Choice,
  { mandate_data: mandateData, byPage = false }: ConfirmParams,
): asserts method is MethodRecord {
  if (!method) throw missingParameter("payment_method");
  checkMandate({ method, token, mandateData, byPage, kind: "SetupIntent" });
}

function choose(local: Local, record: SetupRecord, method: MethodRecord): SetupRecord {
  return updateSetup(local, record, { payment_method: method.id, status: "requires_confirmation" });
}

function confirm(
  local: Local,
  record: SetupRecord,
  method: MethodRecord,
  { token }: Choice,
  given: ConfirmParams,
): SetupRecord {
  return confirmSetup(local, record, method, {
    returnUrl: given.return_url ?? token?.token.return_url ?? null,
    inBrowser: given.use_stripe_sdk ?? token?.token.use_stripe_sdk ?? false,
  });
}

function unexpected({ intent }: SetupRecord, action: string): ApiError {
  return new ApiError(400, {
    type: "invalid_request_error",
    code: "setup_intent_unexpected_state",
    message: `You cannot ${action} this SetupIntent because it has a status of ${intent.status}.`,
    setup_intent: intent,
  });
}
