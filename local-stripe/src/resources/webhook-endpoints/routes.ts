import type Stripe from "stripe";
import type { Api } from "../../http/api";
import { invalid, noSuch } from "../../http/errors";
import { PAGE, paginate } from "../../http/lists";
import { applyMetadata, metadata } from "../../http/metadata";
import { bool, clearable, list, readParams, required, text, url } from "../../http/rules";
import { newId, randomText } from "../../state/ids";
import { API_VERSION, type Local } from "../../state/local";
import type { EndpointRecord } from "../../state/records";

const CREATE = {
  url: required(url),
  enabled_events: required(list(text())),
  api_version: text(),
  connect: bool,
  description: clearable(text()),
  metadata,
};

const UPDATE = {
  url,
  enabled_events: list(text()),
  disabled: bool,
  description: clearable(text()),
  metadata,
};

function requireEndpoint(local: Local, id: string): EndpointRecord {
  const record = local.store.endpoints.get(id);
  if (!record) throw noSuch("webhook endpoint", id, "webhook_endpoint");
  return record;
}

export function mountWebhookEndpoints(api: Api): void {
  api.post("/v1/webhook_endpoints", ({ local, input }) => {
    const given = readParams(CREATE, input);
    if (given.enabled_events.length === 0)
      throw invalid("At least one event type is needed.", "enabled_events");
    if (given.api_version && given.api_version !== API_VERSION) {
      throw invalid(`The local Stripe sends events in version ${API_VERSION} only.`, "api_version");
    }
    const id = newId("we");
    const endpoint: Stripe.WebhookEndpoint = {
      id,
      object: "webhook_endpoint",
      api_version: given.api_version ?? null,
      application: null,
      created: local.now(),
      description: given.description ?? null,
      enabled_events: given.enabled_events,
      livemode: false,
      metadata: applyMetadata(null, given.metadata),
      status: "enabled",
      url: given.url,
    };
    const secret = `whsec_${randomText(32)}`;
    local.store.endpoints.put({ id, endpoint, secret });
    return { ...endpoint, secret };
  });
  api.get("/v1/webhook_endpoints", ({ local, input }) => {
    const found = local.store.endpoints.newest().map((record) => record.endpoint);
    return paginate(found, readParams(PAGE, input), "/v1/webhook_endpoints");
  });
  api.get(
    "/v1/webhook_endpoints/:id",
    ({ local, params }) => requireEndpoint(local, params.id ?? "").endpoint,
  );
  api.post("/v1/webhook_endpoints/:id", ({ local, input, params }) => {
    const record = requireEndpoint(local, params.id ?? "");
    const given = readParams(UPDATE, input);
    const { endpoint } = local.store.endpoints.put({
      ...record,
      endpoint: {
        ...record.endpoint,
        url: given.url ?? record.endpoint.url,
        enabled_events: given.enabled_events ?? record.endpoint.enabled_events,
        description: given.description === undefined ? record.endpoint.description : given.description,
        metadata: applyMetadata(record.endpoint.metadata, given.metadata),
        ...(given.disabled !== undefined && { status: given.disabled ? "disabled" : "enabled" }),
      },
    });
    return endpoint;
  });
  api.delete("/v1/webhook_endpoints/:id", ({ local, params }) => {
    const { id } = requireEndpoint(local, params.id ?? "");
    local.store.endpoints.delete(id);
    return { id, object: "webhook_endpoint", deleted: true };
  });
}
