import type Stripe from "stripe";
import { addressShape, type Need } from "../../facts/countries";
import { noSuch } from "../../http/errors";
import type { Local } from "../../state/local";
import type { MethodRecord, SessionRecord } from "../../state/records";
import { savedMethods, shownMethod } from "../payment-methods/saved-methods";

const PREFILL_SECONDS = 30 * 60;
/** Countries whose banks also check the postal code. */
const POSTAL_CODE_COUNTRIES = ["US", "CA", "GB"];

/** What the page allows with saved methods. */
export function savedFeatures({ session }: SessionRecord): { save: boolean; remove: boolean } {
  const options = session.saved_payment_method_options;
  const isKnown = typeof session.customer === "string";
  return {
    save: isKnown && options?.payment_method_save === "enabled",
    remove: isKnown && options?.payment_method_remove === "enabled",
  };
}

/** The methods that a session shows, newest first. */
export function savedForSession(
  local: Local,
  { session, paymentMethodTypes }: SessionRecord,
): Stripe.PaymentMethod[] {
  if (typeof session.customer !== "string" || session.status !== "open") return [];
  const filters = session.saved_payment_method_options?.allow_redisplay_filters ?? ["always"];
  const found = savedMethods(local, session.customer, { redisplay: filters, types: paymentMethodTypes });
  return found.map(shownMethod);
}

/** Finds a saved method. Throws ApiError 404 when the page does not show it. */
export function requireSaved(local: Local, record: SessionRecord, id: string): MethodRecord {
  const method = local.store.methods.get(id);
  const isShown = savedForSession(local, record).some((known) => known.id === id);
  // A wallet's method is made for this payment, and nobody guesses its id.
  const isNew = method?.method.customer === null && record.paymentMethodTypes.includes(method.method.type);
  if (!(isShown || isNew) || !method) throw noSuch("PaymentMethod", id, "payment_method");
  return method;
}

interface Prefill {
  payment_method: string | null;
  email: string | null;
  name: string | null;
  billing_details: Stripe.PaymentMethod.BillingDetails | null;
  shipping: { name: string; address: Stripe.Address } | null;
}

const NOTHING: Prefill = {
  payment_method: null,
  email: null,
  name: null,
  billing_details: null,
  shipping: null,
};

/** What a page fills in. It ends half an hour after the session was created. */
export function prefillOf(local: Local, record: SessionRecord): Prefill {
  if (local.now() - record.session.created >= PREFILL_SECONDS) return NOTHING;
  const card = savedForSession(local, record).find(
    (method) => method.type === "card" && isEnough(method.billing_details, record.session),
  );
  const details = card?.billing_details;
  return {
    payment_method: card?.id ?? null,
    email: details?.email ?? null,
    name: details?.name ?? null,
    billing_details: details ?? null,
    shipping: shippingOf(local, record.session),
  };
}

/** Whether billing details are enough for the session's `billing_address_collection`. */
function isEnough(
  { email, name, address }: Stripe.PaymentMethod.BillingDetails,
  session: Stripe.Checkout.Session,
): boolean {
  if (!email || !name || !address?.country) return false;
  if (session.billing_address_collection === "required") return isWhole(address);
  return !POSTAL_CODE_COUNTRIES.includes(address.country) || Boolean(address.postal_code);
}

/** Whether an address is complete; a second line is never needed. */
function isWhole({ line1, city, postal_code, state, country }: Stripe.Address): boolean {
  const shape = addressShape(country ?? "");
  const has = (need: Need, value: string | null) => need !== "required" || Boolean(value);
  const hasState = shape.states.length === 0 || Boolean(state);
  return Boolean(line1) && hasState && has(shape.city, city) && has(shape.postalCode, postal_code);
}

function shippingOf(local: Local, session: Stripe.Checkout.Session): Prefill["shipping"] {
  const customer =
    typeof session.customer === "string" ? local.store.customers.get(session.customer) : undefined;
  const countries: string[] = session.shipping_address_collection?.allowed_countries ?? [];
  const { name, address } = customer?.shipping ?? {};
  if (!address?.country || !countries.includes(address.country)) return null;
  return { name: name ?? "", address };
}
