import { expireSession } from "../checkout/expire";
import { checkMinimum } from "../checkout/minimum";
import { createSession } from "../checkout/new-session";
import { inPreview, refuseDiscounts, refuseUpdateDiscounts } from "../checkout/server-discounts";
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
  api.post("/v1/checkout/sessions", ({ local, input, preview }) => {
    refuseUpdateDiscounts(input, preview);
    const record = createSession(local, readParams(CREATE, input));
    try {
      checkMinimum(record.session.amount_total ?? 0, record.session.currency ?? "");
    } catch (error) {
      local.store.sessions.delete(record.id);
      throw error;
    }
    return inPreview(record.session, preview);
  });

  api.get("/v1/checkout/sessions", ({ local, input }) => {
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
      );
    return paginate(found, query, "/v1/checkout/sessions");
  });

  api.get("/v1/checkout/sessions/:id", ({ local, input, params, preview }) => {
    readParams({}, input);
    return inPreview(requireSession(local, params.id ?? "").session, preview);
  });

  api.post("/v1/checkout/sessions/:id", ({ local, input, params, preview }) => {
    refuseDiscounts(input, preview);
    const record = requireSession(local, params.id ?? "");
    return inPreview(updateSession(local, record, readParams(UPDATE, input)).session, preview);
  });

  api.get("/v1/checkout/sessions/:id/line_items", ({ local, input, params }) => {
    const record = requireSession(local, params.id ?? "");
    const { lines } = totalsOf(local, record);
    return paginate(lines, readParams(PAGE, input), `/v1/checkout/sessions/${record.id}/line_items`);
  });

  api.post("/v1/checkout/sessions/:id/expire", ({ local, input, params }) => {
    readParams({}, input);
    const record = requireSession(local, params.id ?? "");
    if (record.session.status !== "open") {
      throw invalid(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${record.session.status}.`,
      );
    }
    return expireSession(local, record);
  });
}
