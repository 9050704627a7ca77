import { idKind } from "../../state/ids";
import { API_VERSION, type Local } from "../../state/local";

export const endpointIds = idKind("we");

const DESCRIPTION = "Made at the start of the local Stripe";

/** Of the start options: made once; a later start with another address or secret changes it, so that nothing goes to the old one. */
export function ensureEndpoint(local: Local, { url, secret }: { url: string; secret: string }): void {
  const known =
    local.store.endpoints.newest().find((record) => record.endpoint.url === url) ??
    local.store.endpoints.newest().find((record) => record.endpoint.description === DESCRIPTION);
  if (known) {
    local.store.endpoints.put({ ...known, secret, endpoint: { ...known.endpoint, url } });
    return;
  }
  const id = endpointIds.make();
  local.store.endpoints.put({
    id,
    secret,
    endpoint: {
      id,
      object: "webhook_endpoint",
      api_version: API_VERSION,
      application: null,
      created: local.now(),
      description: DESCRIPTION,
      enabled_events: ["*"],
      livemode: false,
      metadata: {},
      status: "enabled",
      url,
    },
  });
}
