import type { Api } from "../../http/api";
import { createdFilter, PAGE, paginate } from "../../http/lists";
import type { Resource } from "../../http/resource";
import { text } from "../../http/rules";
import { setupsOfCustomer } from "../../state/finders";
import { allowedTypesAdded, cardsByDefault, methodTypesRenamed } from "../payment-methods/by-version";
import { cancelSetupIntent, confirmSetupIntent, createSetupIntent, updateSetupIntent } from "./actions";
import { setupIds } from "./new-setup";
import { CANCEL, CONFIRM, CREATE, LIST, UPDATE } from "./params";
import { requireOwn, requireSetup, shown } from "./view";

function routes(api: Api): void {
  const forBrowser = { publishable: true };
  api.post("/v1/setup_intents", CREATE, ({ local, read }) => createSetupIntent(local, read()).intent);
  api.get("/v1/setup_intents", { ...LIST, ...PAGE, created: createdFilter }, ({ local, read }) => {
    const query = read();
    const all = local.store.setups;
    const found = (setupsOfCustomer(all, query.customer) ?? all.newest())
      .map((record) => record.intent)
      .filter(
        (intent) =>
          (query.customer === undefined || intent.customer === query.customer) &&
          (query.payment_method === undefined || intent.payment_method === query.payment_method) &&
          (query.created?.(intent.created) ?? true),
      );
    return paginate(found, query, "/v1/setup_intents");
  });
  api.get(
    "/v1/setup_intents/:id",
    { client_secret: text() },
    (call) => {
      call.read();
      return shown(requireOwn(call), call.key);
    },
    forBrowser,
  );
  api.post("/v1/setup_intents/:id", UPDATE, ({ local, read, params }) => {
    const record = requireSetup(local, params.id ?? "");
    return updateSetupIntent(local, record, read()).intent;
  });
  api.post(
    "/v1/setup_intents/:id/confirm",
    { ...CONFIRM, client_secret: text() },
    (call) => {
      const { client_secret: _secret, ...given } = call.read();
      const inBrowser = given.use_stripe_sdk ?? (call.key === "publishable" ? true : undefined);
      const record = confirmSetupIntent(call.local, requireOwn(call), {
        ...given,
        use_stripe_sdk: inBrowser,
        byPage: call.key === "publishable",
      });
      return shown(record, call.key);
    },
    forBrowser,
  );
  api.post("/v1/setup_intents/:id/cancel", CANCEL, ({ local, read, params }) => {
    const { cancellation_reason: reason } = read();
    return cancelSetupIntent(local, requireSetup(local, params.id ?? ""), reason ?? null).intent;
  });
}

const CREATED = "POST /v1/setup_intents";
const CALLS = [CREATED, "POST /v1/setup_intents/:id"];

export const setupIntents: Resource = {
  routes,
  changes: [
    methodTypesRenamed(CALLS, []),
    allowedTypesAdded([...CALLS, "POST /v1/setup_intents/:id/confirm"]),
    cardsByDefault(CREATED),
  ],
  objects: { ids: [setupIds], find: ({ store }, id) => store.setups.get(id)?.intent },
  events: [
    "setup_intent.canceled",
    "setup_intent.created",
    "setup_intent.requires_action",
    "setup_intent.setup_failed",
    "setup_intent.succeeded",
  ],
};
