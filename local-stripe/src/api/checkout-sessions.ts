import { answered, withTodaysMode } from "../checkout/by-version";
import { checkChargeAmount } from "../checkout/charge-amount";
import { expireSession } from "../checkout/expire";
import { createSession } from "../checkout/new-session";
import { refuseDiscounts, refuseUpdateDiscounts } from "../checkout/server-discounts";
import { CREATE, UPDATE } from "../checkout/session-params";
import { totalsOf } from "../checkout/totals";
import { updateSession } from "../checkout/update-session";
import type { Local } from "../local";
import type { Api } from "../server/api";
import { invalid, noSuch } from "../server/errors";
import { createdFilter, PAGE, paginate } from "../server/lists";
import { object, oneOf, readParams, required, text } from "../server/rules";
import type { SessionRecord } from "../state/records";

const LIST = {
  ...PAGE,
  created: createdFilter,
  customer: text(),
  customer_details: object({ email: required(text()) }),
  payment_intent: text(),
  status: oneOf("complete", "expired", "open"),
};

export function requireSession(local: Local, id: string): SessionRecord {
  const record = local.store.sessions.get(id);
  if (!record) throw noSuch("checkout.session", id, "session");
  return record;
}

export function mountCheckoutSessions(api: Api): void {
  api.post("/v1/checkout/sessions", (call) => {
    const { local, input, preview } = call;
    refuseUpdateDiscounts(input, preview);
    const record = createSession(local, readParams(CREATE, withTodaysMode(input, call)));
    try {
      checkChargeAmount(record.session.amount_total ?? 0, record.session.currency ?? "");
    } catch (error) {
      local.store.sessions.delete(record.id);
      throw error;
    }
    return answered(record.session, call);
  });

  api.get("/v1/checkout/sessions", (call) => {
    const { local, input } = call;
    const query = readParams(LIST, input);
    const found = local.store.sessions
      .newest()
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

  api.get("/v1/checkout/sessions/:id", (call) => {
    readParams({}, call.input);
    return answered(requireSession(call.local, call.params.id ?? "").session, call);
  });

  api.post("/v1/checkout/sessions/:id", (call) => {
    const { local, input, params, preview } = call;
    refuseDiscounts(input, preview);
    const record = requireSession(local, params.id ?? "");
    return answered(updateSession(local, record, readParams(UPDATE, input)).session, call);
  });

  api.get("/v1/checkout/sessions/:id/line_items", ({ local, input, params }) => {
    const record = requireSession(local, params.id ?? "");
    const { lines } = totalsOf(local, record);
    return paginate(lines, readParams(PAGE, input), `/v1/checkout/sessions/${record.id}/line_items`);
  });

  api.post("/v1/checkout/sessions/:id/expire", (call) => {
    const { local, input, params } = call;
    readParams({}, input);
    const record = requireSession(local, params.id ?? "");
    if (record.session.status !== "open") {
      throw invalid(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${record.session.status}.`,
      );
    }
    return answered(expireSession(local, record), call);
  });
}
