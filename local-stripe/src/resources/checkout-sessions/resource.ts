import { emit } from "../../events/emit";
import type { Api } from "../../http/api";
import { invalid } from "../../http/errors";
import { createdFilter, PAGE, paginate } from "../../http/lists";
import type { Resource } from "../../http/resource";
import { object, oneOf, required, text } from "../../http/rules";
import { sessionsOfCustomer, sessionsOfIntent } from "../../state/finders";
import type { Local, PaymentPhase } from "../../state/local";
import type { IntentRecord, SetupRecord } from "../../state/records";
import { checkChargeAmount } from "../charges/charge-amount";
import { subscriptionAfterPayment } from "../subscriptions/subscriptions";
import { answered, sessionChanges } from "./by-version";
import { sessionAfterPayment } from "./complete";
import { withCustomer } from "./customer";
import { expireDue, expireSession } from "./expire";
import { requireSession } from "./find";
import { createSession, sessionIds } from "./new-session";
import { CREATE, UPDATE } from "./params";
import { refuseDiscounts, refuseUpdateDiscounts } from "./server-discounts";
import { sessionAfterSetup } from "./setup-mode";
import { breakdownOf, totalsOf } from "./totals";
import { updateSession } from "./update-session";

const LIST = {
  ...PAGE,
  created: createdFilter,
  customer: text(),
  customer_details: object({ email: required(text()) }),
  payment_intent: text(),
  status: oneOf("complete", "expired", "open"),
};

function routes(api: Api): void {
  api.post("/v1/checkout/sessions", CREATE, (call) => {
    const { local, input, read, preview } = call;
    refuseUpdateDiscounts(input, preview);
    const record = createSession(local, read());
    try {
      checkChargeAmount(record.session.amount_total ?? 0, record.session.currency ?? "");
    } catch (error) {
      local.store.sessions.delete(record.id);
      throw error;
    }
    return answered(record.session, call);
  });

  api.get("/v1/checkout/sessions", LIST, (call) => {
    const { local, read } = call;
    const query = read();
    const all = local.store.sessions;
    const found = (
      sessionsOfIntent(all, query.payment_intent) ??
      sessionsOfCustomer(all, query.customer) ??
      all.newest()
    )
      .map((record) => record.session)
      .filter(
        (session) =>
          (query.customer === undefined || session.customer === query.customer) &&
          (query.payment_intent === undefined || session.payment_intent === query.payment_intent) &&
          (query.status === undefined || session.status === query.status) &&
          (query.customer_details === undefined ||
            session.customer_details?.email === query.customer_details.email) &&
          (query.created?.(session.created) ?? true),
      )
      .map((session) => answered(session, call));
    return paginate(found, query, "/v1/checkout/sessions");
  });

  api.get("/v1/checkout/sessions/:id", {}, (call) => {
    call.read();
    return answered(requireSession(call.local, call.params.id ?? "").session, call);
  });

  api.post("/v1/checkout/sessions/:id", UPDATE, (call) => {
    const { local, input, read, params, preview } = call;
    refuseDiscounts(input, preview);
    const record = requireSession(local, params.id ?? "");
    return answered(updateSession(local, record, read()).session, call);
  });

  api.get("/v1/checkout/sessions/:id/line_items", PAGE, ({ local, read, params }) => {
    const record = requireSession(local, params.id ?? "");
    const { lines } = totalsOf(local, record);
    return paginate(lines, read(), `/v1/checkout/sessions/${record.id}/line_items`);
  });

  api.post("/v1/checkout/sessions/:id/expire", {}, (call) => {
    const { local, read, params } = call;
    read();
    const record = requireSession(local, params.id ?? "");
    if (record.session.status !== "open") {
      throw invalid(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${record.session.status}.`,
      );
    }
    return answered(expireSession(local, record), call);
  });
}

function afterPayment(local: Local, record: IntentRecord, phase: PaymentPhase): () => void {
  if (record.session !== null) return sessionAfterPayment(local, record, phase);
  return phase === "paid" || phase === "settled" ? subscriptionAfterPayment(local, record) : () => {};
}

function afterSetup(local: Local, setup: SetupRecord): void {
  const session = sessionAfterSetup(local, setup);
  if (session) emit(local, "checkout.session.completed", session);
}

function linesOf(local: Local, id: string): object | undefined {
  const record = local.store.sessions.get(id);
  if (!record) return undefined;
  const url = `/v1/checkout/sessions/${id}/line_items`;
  return { object: "list", url, has_more: false, data: totalsOf(local, record).lines };
}

function breakdown(local: Local, id: string): object | undefined {
  const record = local.store.sessions.get(id);
  return record && breakdownOf(local, record);
}

export const checkoutSessions: Resource = {
  routes,
  changes: sessionChanges,
  objects: { ids: [sessionIds], find: ({ store }, id) => store.sessions.get(id)?.session },
  parts: {
    "checkout.session": {
      discounts: ({ store }, id) => store.sessions.get(id)?.session.discounts ?? [],
      line_items: linesOf,
    },
  },
  innerParts: { "checkout.session": { breakdown } },
  events: [
    "checkout.session.async_payment_failed",
    "checkout.session.async_payment_succeeded",
    "checkout.session.completed",
    "checkout.session.expired",
  ],
  tick: expireDue,
  paymentOwner: { withCustomer, afterPayment, afterSetup },
};
