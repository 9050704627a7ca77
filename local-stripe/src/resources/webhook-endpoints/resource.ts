import type Stripe from "stripe";
import { type Api, UNREAD } from "../../http/api";
import { invalid, noSuch } from "../../http/errors";
import { knownValues } from "../../http/known-parameters";
import { PAGE, paginate } from "../../http/lists";
import { applyMetadata, metadata } from "../../http/metadata";
import type { Resource } from "../../http/resource";
import { bool, clearable, list, oneOf, type Rule, required, text, url } from "../../http/rules";
import { publishedVersion } from "../../http/version";
import { randomText } from "../../state/ids";
import type { Local } from "../../state/local";
import type { EndpointRecord } from "../../state/records";
import { endpointIds } from "./first-endpoint";

/** A type that Stripe has, or `*`: one that is mistyped would never be sent, and nobody would hear of it. */
const eventType: Rule<string> = {
  parse: (value, path) =>
    oneOf(...knownValues("POST /v1/webhook_endpoints", "enabled_events")).parse(value, path),
};

const CREATE = {
  url: required(url),
  enabled_events: required(list(eventType)),
  api_version: text(),
  connect: bool,
  description: clearable(text()),
  metadata,
};

const UPDATE = {
  url,
  enabled_events: list(eventType),
  disabled: bool,
  description: clearable(text()),
  metadata,
};

function requireEndpoint(local: Local, id: string): EndpointRecord {
  const record = local.store.endpoints.get(id);
  if (!record) throw noSuch("webhook endpoint", id, "webhook_endpoint");
  return record;
}

function routes(api: Api): void {
  api.post("/v1/webhook_endpoints", CREATE, ({ local, read }) => {
    const given = read();
    if (given.enabled_events.length === 0)
      throw invalid("At least one event type is needed.", "enabled_events");
    const version =
      given.api_version === undefined ? null : publishedVersion(given.api_version, "api_version");
    const id = endpointIds.make();
    const endpoint: Stripe.WebhookEndpoint = {
      id,
      object: "webhook_endpoint",
      api_version: version,
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
    local.store.endpoints.put({ id, endpoint, secret, ...(given.connect && { connect: true }) });
    return { ...endpoint, secret };
  });
  api.get("/v1/webhook_endpoints", PAGE, ({ local, read }) => {
    const found = local.store.endpoints.newest().map((record) => record.endpoint);
    return paginate(found, read(), "/v1/webhook_endpoints");
  });
  api.get(
    "/v1/webhook_endpoints/:id",
    UNREAD,
    ({ local, params }) => requireEndpoint(local, params.id ?? "").endpoint,
  );
  api.post("/v1/webhook_endpoints/:id", UPDATE, ({ local, read, params }) => {
    const record = requireEndpoint(local, params.id ?? "");
    const given = read();
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
  api.delete("/v1/webhook_endpoints/:id", UNREAD, ({ local, params }) => {
    const { id } = requireEndpoint(local, params.id ?? "");
    local.store.endpoints.delete(id);
    return { id, object: "webhook_endpoint", deleted: true };
  });
}

export const webhookEndpoints: Resource = { routes };
