import type Stripe from "stripe";
import { offeredMethods } from "../checkout/method-types";
import { checkMinimum } from "../checkout/minimum";
import { emit } from "../events/emit";
import type { Local } from "../local";
import { wholeAddress } from "../payments/billing";
import { confirmIntent } from "../payments/confirm";
import { useMethod } from "../payments/methods";
import { createIntent, updateIntent } from "../payments/new-intent";
import { bookAndAnnounce } from "../payments/outcomes";
import type { Api, Call } from "../server/api";
import { ApiError, invalid, missingParameter, noSuch } from "../server/errors";
import { createdFilter, PAGE, paginate } from "../server/lists";
import { applyMetadata } from "../server/metadata";
import { type Parsed, readParams, text } from "../server/rules";
import type { IntentRecord, MethodRecord } from "../state/records";
import { requireCustomer } from "./customers";
import { CANCEL, CAPTURE, CONFIRM, CREATE, LIST, UPDATE } from "./payment-intent-params";
import { createFromData } from "./payment-methods";

function requireIntent(local: Local, id: string): IntentRecord {
  const record = local.store.intents.get(id);
  if (!record) throw noSuch("payment_intent", id, "intent");
  return record;
}

/** A page may touch a PaymentIntent only if it holds its client secret. */
function requireOwn({ local, key, params, input }: Call): IntentRecord {
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

function shown({ intent }: IntentRecord, key: Call["key"]): object {
  if (key === "secret") return intent;
  return Object.fromEntries(Object.entries(intent).filter(([name]) => PUBLIC_FIELDS.includes(name)));
}

function unexpectedState({ intent }: IntentRecord, action: string): ApiError {
  return new ApiError(400, {
    type: "invalid_request_error",
    code: "payment_intent_unexpected_state",
    message: `You cannot ${action} this PaymentIntent because it has a status of ${intent.status}.`,
    payment_intent: intent,
  });
}

function refuseSessionOwned(record: IntentRecord, action: string): void {
  if (record.session === null) return;
  throw invalid(
    `This PaymentIntent belongs to a Checkout Session and cannot be ${action} directly; expire the session.`,
  );
}

function create(local: Local, given: Parsed<typeof CREATE>): IntentRecord {
  const { amount, currency } = given;
  checkMinimum(amount, currency);
  if (amount === 0)
    throw invalid("This value must be greater than or equal to 1.", "amount", "parameter_invalid_integer");
  if (given.customer) requireCustomer(local, given.customer, "customer", 400);
  const allowed = given.allowed_payment_method_types;
  const noRedirects = given.automatic_payment_methods?.allow_redirects === "never";
  const record = createIntent(local, {
    amount,
    currency,
    customer: given.customer ?? null,
    metadata: applyMetadata(null, given.metadata),
    description: given.description ?? null,
    captureMethod: given.capture_method ?? "automatic_async",
    setupFutureUsage: given.setup_future_usage ?? null,
    statementDescriptor: given.statement_descriptor ?? null,
    statementDescriptorSuffix: given.statement_descriptor_suffix ?? null,
    receiptEmail: given.receipt_email ?? null,
    paymentMethodTypes: offeredMethods(currency, allowed, given.excluded_payment_method_types, !noRedirects),
    allowedTypes: allowed ?? null,
    excludedTypes: given.excluded_payment_method_types ?? null,
    automatic: allowed
      ? null
      : { enabled: true, allow_redirects: given.automatic_payment_methods?.allow_redirects ?? "always" },
    shipping: given.shipping ? wholeShipping(given.shipping) : null,
    session: null,
  });
  const withMethod = chooseMethod(local, record, given);
  return given.confirm ? confirm(local, withMethod, given) : withMethod;
}

function wholeShipping(given: NonNullable<Parsed<typeof CREATE>["shipping"]>): Stripe.PaymentIntent.Shipping {
  return {
    name: given.name,
    phone: given.phone ?? null,
    carrier: given.carrier ?? null,
    tracking_number: given.tracking_number ?? null,
    address: wholeAddress(given.address),
  };
}

type MethodChoice = Pick<Parsed<typeof CONFIRM>, "payment_method" | "payment_method_data">;

function chooseMethod(local: Local, record: IntentRecord, given: MethodChoice): IntentRecord {
  const method = given.payment_method_data
    ? createFromData(local, given.payment_method_data)
    : given.payment_method
      ? useMethod(local, given.payment_method)
      : undefined;
  if (!method) return record;
  checkUsable(record, method);
  return updateIntent(local, record, { payment_method: method.id, status: "requires_confirmation" });
}

function checkUsable({ intent }: IntentRecord, { method }: MethodRecord): void {
  if (method.customer && method.customer !== intent.customer) {
    throw invalid(
      "The payment method belongs to a customer; name the same customer to use it.",
      "payment_method",
    );
  }
  if (!intent.payment_method_types.includes(method.type)) {
    throw invalid(
      `The payment method type ${method.type} is not allowed for this PaymentIntent.`,
      "payment_method",
    );
  }
}

function confirm(local: Local, record: IntentRecord, given: Partial<Parsed<typeof CONFIRM>>): IntentRecord {
  const id = record.intent.payment_method;
  const method = typeof id === "string" ? local.store.methods.get(id) : undefined;
  if (!method) throw missingParameter("payment_method");
  return confirmIntent(local, record, method, {
    returnUrl: given.return_url ?? null,
    inBrowser: given.use_stripe_sdk ?? false,
    offSession: given.off_session ?? false,
    requestThreeDS: given.payment_method_options?.card?.request_three_d_secure === "any",
  });
}

function change(local: Local, record: IntentRecord, given: Parsed<typeof UPDATE>): IntentRecord {
  const isOpen = ["requires_payment_method", "requires_confirmation", "requires_action"].includes(
    record.intent.status,
  );
  const { metadata, description, ...others } = given;
  if (!isOpen && Object.values(others).some((value) => value !== undefined))
    throw unexpectedState(record, "update");
  if (given.amount !== undefined) checkMinimum(given.amount, given.currency ?? record.intent.currency);
  const { amount, currency, customer, receipt_email, setup_future_usage, shipping } = given;
  const next = updateIntent(local, record, {
    ...(amount !== undefined && { amount }),
    ...(currency !== undefined && { currency }),
    ...(customer !== undefined && { customer: requireCustomer(local, customer, "customer", 400).id }),
    ...(description !== undefined && { description }),
    ...(receipt_email !== undefined && { receipt_email }),
    ...(setup_future_usage !== undefined && { setup_future_usage }),
    ...(shipping !== undefined && { shipping: shipping && wholeShipping(shipping) }),
    metadata: applyMetadata(record.intent.metadata, metadata),
  });
  return chooseMethod(local, next, given);
}

function cancel(
  local: Local,
  record: IntentRecord,
  reason: Stripe.PaymentIntent.CancellationReason,
): IntentRecord {
  refuseSessionOwned(record, "canceled");
  if (["processing", "succeeded", "canceled"].includes(record.intent.status))
    throw unexpectedState(record, "cancel");
  const canceled = updateIntent(
    local,
    record,
    {
      status: "canceled",
      canceled_at: local.now(),
      cancellation_reason: reason,
      amount_capturable: 0,
      next_action: null,
    },
    null,
  );
  emit(local, "payment_intent.canceled", canceled.intent);
  return canceled;
}

function capture(local: Local, record: IntentRecord, wanted: number | undefined): IntentRecord {
  if (record.intent.status !== "requires_capture") throw unexpectedState(record, "capture");
  const amount = wanted ?? record.intent.amount_capturable;
  if (amount > record.intent.amount_capturable) {
    throw invalid(
      "The amount to capture is greater than what can be captured.",
      "amount_to_capture",
      "amount_too_large",
    );
  }
  const id = record.intent.latest_charge;
  const charge = typeof id === "string" ? local.store.charges.get(id) : undefined;
  const next = updateIntent(local, record, {
    status: "succeeded",
    amount_received: amount,
    amount_capturable: 0,
  });
  if (charge) {
    const captured = local.store.charges.put({ ...charge, captured: true, amount_captured: amount });
    emit(local, "charge.captured", captured);
    emit(local, "payment_intent.succeeded", next.intent);
    bookAndAnnounce(local, captured);
  }
  return next;
}

export function mountPaymentIntents(api: Api): void {
  const forBrowser = { publishable: true };
  api.post("/v1/payment_intents", ({ local, input }) => create(local, readParams(CREATE, input)).intent);
  api.get("/v1/payment_intents", ({ local, input }) => {
    const query = readParams({ ...LIST, ...PAGE, created: createdFilter }, input);
    const found = local.store.intents
      .newest()
      .map((record) => record.intent)
      .filter(
        (intent) =>
          (query.customer === undefined || intent.customer === query.customer) &&
          (query.created?.(intent.created) ?? true),
      );
    return paginate(found, query, "/v1/payment_intents");
  });
  api.get(
    "/v1/payment_intents/:id",
    (call) => {
      readParams({ client_secret: text() }, call.input);
      return shown(requireOwn(call), call.key);
    },
    forBrowser,
  );
  api.post("/v1/payment_intents/:id", ({ local, input, params }) => {
    const record = requireIntent(local, params.id ?? "");
    return change(local, record, readParams(UPDATE, input)).intent;
  });
  api.post(
    "/v1/payment_intents/:id/confirm",
    (call) => {
      const given = readParams({ ...CONFIRM, client_secret: text() }, call.input);
      const record = requireOwn(call);
      refuseSessionOwned(record, "confirmed");
      if (["processing", "requires_capture", "succeeded", "canceled"].includes(record.intent.status)) {
        throw unexpectedState(record, "confirm");
      }
      const inBrowser = given.use_stripe_sdk ?? call.key === "publishable";
      const prepared = chooseMethod(call.local, change(call.local, record, pickChanges(given)), given);
      return shown(confirm(call.local, prepared, { ...given, use_stripe_sdk: inBrowser }), call.key);
    },
    forBrowser,
  );
  api.post("/v1/payment_intents/:id/cancel", ({ local, input, params }) => {
    const { cancellation_reason: reason } = readParams(CANCEL, input);
    return cancel(local, requireIntent(local, params.id ?? ""), reason ?? "requested_by_customer").intent;
  });
  api.post("/v1/payment_intents/:id/capture", ({ local, input, params }) => {
    const given = readParams(CAPTURE, input);
    return capture(local, requireIntent(local, params.id ?? ""), given.amount_to_capture).intent;
  });
}

function pickChanges(given: Parsed<typeof CONFIRM>): Parsed<typeof UPDATE> {
  const none = readParams(UPDATE, {});
  return {
    ...none,
    receipt_email: given.receipt_email,
    setup_future_usage: given.setup_future_usage,
    shipping: given.shipping,
  };
}
