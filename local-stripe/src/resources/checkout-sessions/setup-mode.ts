import type Stripe from "stripe";
import { invalid, missingParameter, notModelled } from "../../http/errors";
import { applyMetadata } from "../../http/metadata";
import type { Local } from "../../state/local";
import type { SetupRecord } from "../../state/records";
import { keepFor } from "../payment-methods/attach";
import { createSetup, updateSetup } from "../setup-intents/new-setup";
import { completeSession } from "./complete";
import type { NewSession } from "./rules";

/** What only payments have. */
const PAYMENT_ONLY = [
  "allow_promotion_codes",
  "automatic_tax",
  "discounts",
  "line_items",
  "payment_intent_data",
  "shipping_address_collection",
  "shipping_options",
  "submit_type",
] as const satisfies (keyof NewSession)[];

export function checkSetupMode(given: NewSession): void {
  if (given.mode !== "setup") {
    if (given.setup_intent_data) {
      throw invalid("setup_intent_data can only be used in setup mode.", "setup_intent_data");
    }
    return;
  }
  for (const key of PAYMENT_ONLY) {
    if (given[key] !== undefined) throw invalid(`You can not pass \`${key}\` in \`setup\` mode.`, key);
  }
  if (!given.currency && !given.allowed_payment_method_types) throw missingParameter("currency");
  if (given.setup_intent_data?.on_behalf_of !== undefined) {
    throw notModelled("setup_intent_data[on_behalf_of]");
  }
}

/** The SetupIntent of a session in mode `setup`, which is there from the start. */
export function setupOf(
  local: Local,
  given: Pick<NewSession, "setup_intent_data">,
  session: Stripe.Checkout.Session,
): SetupRecord {
  const record = createSetup(local, {
    customer: typeof session.customer === "string" ? session.customer : null,
    description: given.setup_intent_data?.description ?? null,
    metadata: applyMetadata(null, given.setup_intent_data?.metadata),
    usage: "off_session",
    paymentMethodTypes: session.payment_method_types,
    allowedTypes: session.allowed_payment_method_types,
    excludedTypes: session.excluded_payment_method_types ?? null,
    allowRedirects: "always",
    onBehalfOf: null,
    configuration: null,
    requestThreeDS: "automatic",
  });
  return local.store.setups.put({ ...record, session: session.id });
}

/** Completes the session of a SetupIntent that succeeded, and returns its announcement. */
export function sessionAfterSetup(local: Local, setup: SetupRecord): Stripe.Checkout.Session | null {
  const record = setup.session ? local.store.sessions.get(setup.session) : undefined;
  if (!record) return null;
  const paidWith = setup.intent.payment_method;
  const kept = typeof paidWith === "string" ? paidWith : null;
  const session = completeSession(local, record, "no_payment_required", null, kept);
  const { customer } = session;
  const method = local.store.methods.get(String(setup.intent.payment_method));
  if (typeof customer === "string" && setup.intent.customer === null) {
    updateSetup(local, setup, { customer });
    if (method) keepFor(local, method, customer);
  }
  return session;
}
