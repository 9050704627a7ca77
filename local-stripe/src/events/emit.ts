import type Stripe from "stripe";
import { idKind } from "../state/ids";
import { API_VERSION, type Local } from "../state/local";
import type { EventRecord } from "../state/records";
import { matches } from "./match";

const eventIds = idKind("evt");

/** Records an event about the object as it is now, and its deliveries. @param previous old values, on `*.updated` events */
export function emit(local: Local, type: Stripe.Event["type"], object: object, previous?: object): void {
  if (!local.resources.sends(type)) throw new Error(`No resource lists the event ${type}.`);
  const event = {
    id: eventIds.make(),
    object: "event" as const,
    api_version: API_VERSION,
    created: local.now(),
    data: { object: structuredClone(object), ...(previous && { previous_attributes: previous }) },
    livemode: false,
    pending_webhooks: 0,
    request: { id: local.request?.id ?? null, idempotency_key: local.request?.idempotencyKey ?? null },
    type,
  };
  const record: EventRecord = { id: event.id, event: event, dropped: false };
  record.dropped = local.store.settings.drops.some((drop) => matches(drop, record));
  local.store.events.put(record);
  local.delivery.plan(record, event.created);
}

export function changedFrom<T extends object>(before: T, after: T): Partial<T> {
  const changed: Partial<T> = {};
  for (const key in after) {
    if (JSON.stringify(before[key]) !== JSON.stringify(after[key])) changed[key] = before[key];
  }
  return changed;
}
