import type Stripe from "stripe";
import { storableJson } from "@/lib/base/storable-text";
import { idOf } from "@/lib/stripe/expanded";

/** What `eventSubject` and the count of declined payments read, and nothing about a person. */
const FIELDS = ["id", "object", "active", "lookup_key"];
const REFERENCES = ["payment_intent", "latest_charge", "product"];
const METADATA = ["order_id", "quote_revision", "slug", "sku"];

/**
 * An event with only the fields that the store reads: events say where to look, and Stripe has the rest for thirty days. So no
 * name or address stays in the inbox, and PostgreSQL can store every event.
 */
export function keptFields(event: Stripe.Event): Stripe.Event {
  const { id, object, type, api_version, created, livemode, data } = event;
  const given = new Map<string, unknown>(Object.entries(data.object));
  const references = REFERENCES.filter((name) => given.get(name)).map((name) => [
    name,
    idOf(given.get(name) as string | { id: string }),
  ]);
  const about = {
    ...picked(data.object, FIELDS),
    ...Object.fromEntries(references),
    ...(given.has("metadata") && { metadata: picked(given.get("metadata"), METADATA) }),
    ...(given.has("last_payment_error") && {
      last_payment_error: withMethod(given.get("last_payment_error")),
    }),
  };
  const kept = { id, object, type, api_version, created, livemode, data: { object: about } };
  return storableJson(kept).value as Stripe.Event;
}

/** Why a payment failed, and by which method. */
function withMethod(error: unknown): Record<string, unknown> {
  const { payment_method, ...kept } = picked(error, ["charge", "code", "decline_code", "payment_method"]);
  const method = picked(payment_method, ["type"]);
  return { ...kept, ...(method.type !== undefined && { payment_method: method }) };
}

function picked(object: unknown, names: readonly string[]): Record<string, unknown> {
  const entries = Object.entries(typeof object === "object" && object !== null ? object : {});
  return Object.fromEntries(entries.filter(([name]) => names.includes(name)));
}
