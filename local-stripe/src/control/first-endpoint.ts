import { API_VERSION, type Local } from "../local";
import { newId } from "../state/ids";

/** The webhook endpoint that the start options ask for: made once, its secret kept in step. */
export function ensureEndpoint(local: Local, { url, secret }: { url: string; secret: string }): void {
  const known = local.store.endpoints.find((record) => record.endpoint.url === url);
  if (known) {
    local.store.endpoints.put({ ...known, secret });
    return;
  }
  const id = newId("we");
  local.store.endpoints.put({
    id,
    secret,
    endpoint: {
      id,
      object: "webhook_endpoint",
      api_version: API_VERSION,
      application: null,
      created: local.now(),
      description: "Made at the start of the local Stripe",
      enabled_events: ["*"],
      livemode: false,
      metadata: {},
      status: "enabled",
      url,
    },
  });
}
