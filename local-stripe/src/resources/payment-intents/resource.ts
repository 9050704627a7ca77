import type Stripe from "stripe";
import type { Api } from "../../http/api";
import { invalid } from "../../http/errors";
import { createdFilter, PAGE, paginate } from "../../http/lists";
import type { Resource } from "../../http/resource";
import { type Parsed, text } from "../../http/rules";
import { searchable } from "../../http/search/searchable";
import { intentsOfCustomer } from "../../state/finders";
import type { Local } from "../../state/local";
import type { IntentRecord, MethodRecord } from "../../state/records";
import { readChoice, takeChoice } from "../confirmation-tokens/method-choice";
import { checkUsable } from "../payment-methods/usable";
import { intentChanges } from "./by-version";
import { cancel, capture, change } from "./changes";
import {
  type ConfirmParams,
  checkConfirm,
  checkReturn,
  checkToken,
  confirm,
  withToken,
} from "./confirm-params";
import { create } from "./create";
import { settleDue } from "./delayed";
import { endDueLater } from "./later";
import { methodOptions } from "./method-options";
import { intentIds, updateIntent } from "./new-intent";
import { CANCEL, CAPTURE, CONFIRM, CREATE, LIST, UPDATE } from "./params";
import { answered, refuseSessionOwned, requireIntent, requireOwn, shown, unexpectedState } from "./view";

function update(local: Local, record: IntentRecord, given: Parsed<typeof UPDATE>): IntentRecord {
  const { method } = readChoice(local, given);
  const { customer, payment_method_types: types } = record.intent;
  const owner = given.customer ?? (typeof customer === "string" ? customer : null);
  if (method) checkUsable(method, { customer: owner, types, kind: "PaymentIntent" });
  const next = change(local, record, given);
  return method ? choose(local, next, method) : next;
}

function choose(local: Local, record: IntentRecord, method: MethodRecord): IntentRecord {
  return updateIntent(local, record, { payment_method: method.id, status: "requires_confirmation" });
}

function confirmExisting(local: Local, record: IntentRecord, params: ConfirmParams): IntentRecord {
  refuseSessionOwned(record, "confirmed");
  const { intent } = record;
  if (["processing", "requires_capture", "succeeded", "canceled"].includes(intent.status)) {
    throw unexpectedState(record, "confirm");
  }
  const choice = readChoice(local, params);
  const known =
    typeof intent.payment_method === "string" ? local.store.methods.get(intent.payment_method) : undefined;
  const method = choice.method ?? known ?? null;
  const given = withToken(params, choice.token);
  const customer = typeof intent.customer === "string" ? intent.customer : null;
  const types = intent.payment_method_types;
  if (method) checkUsable(method, { customer, types, kind: "PaymentIntent" });
  const captureMethod = params.capture_method ?? intent.capture_method;
  const usage = params.setup_future_usage ?? intent.setup_future_usage ?? undefined;
  checkToken(choice, { ...intent, captureMethod }, usage);
  const options = methodOptions(types, params.payment_method_options, intent.payment_method_options ?? {});
  checkConfirm(method, options, given, choice.token);
  checkReturn(types, intent.automatic_payment_methods, given);
  const { capture_method, payment_method_options, receipt_email, setup_future_usage, shipping } = given;
  const changed = change(local, record, {
    capture_method,
    payment_method_options,
    receipt_email,
    setup_future_usage:
      choice.token && intent.setup_future_usage ? params.setup_future_usage : setup_future_usage,
    shipping,
  });
  const taken = takeChoice(local, { ...choice, method }, { payment_intent: record.id }) ?? method;
  return confirm(local, choose(local, changed, taken), taken, given);
}

function routes(api: Api): void {
  const forBrowser = { publishable: true };
  api.post("/v1/payment_intents", CREATE, ({ local, read }) => create(local, read()).intent);
  api.get("/v1/payment_intents", { ...LIST, ...PAGE, created: createdFilter }, ({ local, read }) => {
    const query = read();
    const all = local.store.intents;
    const found = (intentsOfCustomer(all, query.customer) ?? all.newest())
      .map((record) => record.intent)
      .filter(
        (intent) =>
          (query.customer === undefined || intent.customer === query.customer) &&
          (query.created?.(intent.created) ?? true),
      );
    return paginate(found, query, "/v1/payment_intents");
  });
  searchable<Stripe.PaymentIntent>(api, {
    resource: "payment_intents",
    objects: ({ store }) => store.intents.newest().map(({ intent }) => intent),
    fields: {
      amount: { type: "numeric", read: (intent) => intent.amount },
      created: { type: "numeric", read: (intent) => intent.created },
      currency: { type: "token", read: (intent) => intent.currency },
      customer: { type: "token", read: (intent) => intent.customer },
      status: { type: "token", read: (intent) => intent.status },
    },
  });
  api.get(
    "/v1/payment_intents/:id",
    { client_secret: text() },
    (call) => {
      call.read();
      return shown(requireOwn(call), call.key);
    },
    forBrowser,
  );
  api.post("/v1/payment_intents/:id", UPDATE, ({ local, read, params }) => {
    const record = requireIntent(local, params.id ?? "");
    return update(local, record, read()).intent;
  });
  api.post(
    "/v1/payment_intents/:id/confirm",
    { ...CONFIRM, client_secret: text() },
    (call) => {
      const { client_secret: _secret, ...given } = call.read();
      if (call.key === "publishable" && given.off_session) {
        throw invalid("off_session cannot be used with a publishable key.", "off_session");
      }
      const inBrowser = given.use_stripe_sdk ?? (call.key === "publishable" ? true : undefined);
      return answered(call.key, () =>
        confirmExisting(call.local, requireOwn(call), {
          ...given,
          use_stripe_sdk: inBrowser,
          byPage: call.key === "publishable",
        }),
      );
    },
    forBrowser,
  );
  api.post("/v1/payment_intents/:id/cancel", CANCEL, ({ local, read, params }) => {
    const { cancellation_reason: reason } = read();
    return cancel(local, requireIntent(local, params.id ?? ""), reason ?? "requested_by_customer").intent;
  });
  api.post("/v1/payment_intents/:id/capture", CAPTURE, ({ local, read, params }) => {
    const given = read();
    return capture(local, requireIntent(local, params.id ?? ""), given).intent;
  });
}

export const paymentIntents: Resource = {
  routes,
  changes: intentChanges,
  objects: { ids: [intentIds], find: ({ store }, id) => store.intents.get(id)?.intent },
  events: [
    "payment_intent.amount_capturable_updated",
    "payment_intent.canceled",
    "payment_intent.created",
    "payment_intent.payment_failed",
    "payment_intent.processing",
    "payment_intent.requires_action",
    "payment_intent.succeeded",
  ],
  tick: (local) => {
    settleDue(local);
    endDueLater(local);
  },
};
