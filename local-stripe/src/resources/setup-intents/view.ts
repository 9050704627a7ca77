import type Stripe from "stripe";
import type { Call } from "../../http/api";
import { noSuch } from "../../http/errors";
import type { Local } from "../../state/local";
import type { SetupRecord } from "../../state/records";

const PRIVATE_FIELDS = ["application", "customer", "customer_account", "mandate", "metadata", "on_behalf_of"];

/** The fields of a SetupIntent that a publishable key may see. */
export function shownSetup(intent: Stripe.SetupIntent): object {
  return Object.fromEntries(Object.entries(intent).filter(([name]) => !PRIVATE_FIELDS.includes(name)));
}

/** Finds the SetupIntent that Elements with a client secret start with. */
export function setupOfSecret(local: Local, secret: string): Stripe.SetupIntent {
  const intent = local.store.setups.get(secret.split("_secret_")[0] ?? "")?.intent;
  if (intent?.client_secret !== secret) throw noSuch("setupintent", secret.slice(0, 29), "client_secret");
  return intent;
}

export function requireSetup(local: Local, id: string): SetupRecord {
  const record = local.store.setups.get(id);
  if (!record) throw noSuch("setupintent", id, "intent");
  return record;
}

/** Finds a SetupIntent; a page needs its client secret. */
export function requireOwn({ local, key, params, input }: Call): SetupRecord {
  const record = requireSetup(local, params.id ?? "");
  if (key === "publishable" && input.client_secret !== record.intent.client_secret) {
    throw noSuch("setupintent", record.id, "intent");
  }
  return record;
}

export function shown({ intent }: SetupRecord, key: Call["key"]): object {
  return key === "secret" ? intent : shownSetup(intent);
}
