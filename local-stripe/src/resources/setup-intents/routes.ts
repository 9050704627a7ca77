import type Stripe from "stripe";
import type { Api, Call } from "../../http/api";
import { noSuch } from "../../http/errors";
import { createdFilter, PAGE, paginate } from "../../http/lists";
import { readParams, text } from "../../http/rules";
import type { SetupRecord } from "../../state/element-records";
import type { Local } from "../../state/local";
import { cancelSetupIntent, confirmSetupIntent, createSetupIntent, updateSetupIntent } from "./actions";
import { CANCEL, CONFIRM, CREATE, LIST, UPDATE } from "./params";

const PRIVATE_FIELDS = ["application", "customer", "customer_account", "mandate", "metadata", "on_behalf_of"];

/** What a publishable key may see. */
export function shownSetup(intent: Stripe.SetupIntent): object {
  return Object.fromEntries(Object.entries(intent).filter(([name]) => !PRIVATE_FIELDS.includes(name)));
}

/** What Elements made from a client secret start with. */
export function setupOfSecret(local: Local, secret: string): Stripe.SetupIntent {
  const intent = local.store.setups.get(secret.split("_secret_")[0] ?? "")?.intent;
  if (intent?.client_secret !== secret) throw noSuch("setupintent", secret.slice(0, 29), "client_secret");
  return intent;
}

function requireSetup(local: Local, id: string): SetupRecord {
  const record = local.store.setups.get(id);
  if (!record) throw noSuch("setupintent", id, "intent");
  return record;
}

/** A page may touch a SetupIntent only if it holds its client secret. */
function requireOwn({ local, key, params, input }: Call): SetupRecord {
  const record = requireSetup(local, params.id ?? "");
  if (key === "publishable" && input.client_secret !== record.intent.client_secret) {
    throw noSuch("setupintent", record.id, "intent");
  }
  return record;
}

function shown({ intent }: SetupRecord, key: Call["key"]): object {
  return key === "secret" ? intent : shownSetup(intent);
}

export function mountSetupIntents(api: Api): void {
  const forBrowser = { publishable: true };
  api.post(
    "/v1/setup_intents",
    ({ local, input }) => createSetupIntent(local, readParams(CREATE, input)).intent,
  );
  api.get("/v1/setup_intents", ({ local, input }) => {
    const query = readParams({ ...LIST, ...PAGE, created: createdFilter }, input);
    const found = local.store.setups
      .newest()
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
    (call) => {
      readParams({ client_secret: text() }, call.input);
      return shown(requireOwn(call), call.key);
    },
    forBrowser,
  );
  api.post("/v1/setup_intents/:id", ({ local, input, params }) => {
    const record = requireSetup(local, params.id ?? "");
    return updateSetupIntent(local, record, readParams(UPDATE, input)).intent;
  });
  api.post(
    "/v1/setup_intents/:id/confirm",
    (call) => {
      const { client_secret: _secret, ...given } = readParams(
        { ...CONFIRM, client_secret: text() },
        call.input,
      );
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
  api.post("/v1/setup_intents/:id/cancel", ({ local, input, params }) => {
    const { cancellation_reason: reason } = readParams(CANCEL, input);
    return cancelSetupIntent(local, requireSetup(local, params.id ?? ""), reason ?? null).intent;
  });
}
