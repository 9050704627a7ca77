import type { Api } from "../../http/api";
import { invalid } from "../../http/errors";
import { createdFilter, PAGE, paginate } from "../../http/lists";
import { object, oneOf, readParams, required, text } from "../../http/rules";
import { checkChargeAmount } from "../charges/charge-amount";
import { answered, withTodaysMode } from "./by-version";
import { expireSession } from "./expire";
import { requireSession } from "./find";
import { createSession } from "./new-session";
import { CREATE, UPDATE } from "./params";
import { refuseDiscounts, refuseUpdateDiscounts } from "./server-discounts";
import { totalsOf } from "./totals";
import { updateSession } from "./update-session";

const LIST = {
  ...PAGE,
  created: createdFilter,
  customer: text(),
  customer_details: object({ email: required(text()) }),
  payment_intent: text(),
  status: oneOf("complete", "expired", "open"),
};

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
