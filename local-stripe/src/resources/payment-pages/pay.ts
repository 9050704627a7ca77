import type Stripe from "stripe";
import { emit } from "../../events/emit";
import { wholeAddress, wholeBilling } from "../../http/billing";
import { ApiError, invalid, missingParameter, noSuch } from "../../http/errors";
import type { Local } from "../../state/local";
import type { IntentRecord, MethodRecord, SessionRecord, SetupRecord } from "../../state/records";
import { checkChargeAmount, checkDecimals } from "../charges/charge-amount";
import { completeSession } from "../checkout-sessions/complete";
import { customerOf } from "../checkout-sessions/customer";
import { keepsForLater } from "../checkout-sessions/method-options";
import { returnUrlOf } from "../checkout-sessions/page-url";
import { saveSession } from "../checkout-sessions/recompute";
import { setupOf } from "../checkout-sessions/setup-mode";
import { totalsOf } from "../checkout-sessions/totals";
import { confirmIntent } from "../payment-intents/confirm";
import { createIntent, updateIntent } from "../payment-intents/new-intent";
import { createMethod, type MethodParams } from "../payment-methods/new-method";
import { confirmSetup } from "../setup-intents/confirm";
import { requireSaved, savedFeatures } from "./saved-cards";
import { checkShopperMay, type ShopperInput, shopperDiscount, shopperItems } from "./shopper-changes";

const TOO_LITTLE_LEFT = { param: "promotion_code", code: "promotion_code_amount_insufficient" };

export function applyShopperInput(local: Local, record: SessionRecord, given: ShopperInput): SessionRecord {
  const { session } = record;
  checkShopperMay(record, given);
  const isOffered = session.shipping_options.some((option) => option.shipping_rate === given.shipping_rate);
  if (given.shipping_rate !== undefined && !isOffered) {
    throw invalid("This shipping rate is not on offer.", "shipping_rate");
  }
  const countries: string[] | undefined = session.shipping_address_collection?.allowed_countries;
  const country = given.shipping?.address?.country;
  if (countries && country && !countries.includes(country)) {
    throw invalid(`Shipping to ${country} is not offered.`, "shipping[address][country]");
  }
  const billing = given.billing && wholeBilling(given.billing);
  const changed: SessionRecord = {
    ...record,
    items: shopperItems(record, given.line_items),
    email: given.email ?? record.email,
    phone: given.phone_number ?? record.phone ?? null,
    billing: billing
      ? { name: billing.name, phone: billing.phone, address: billing.address }
      : record.billing,
    shipping: given.shipping
      ? {
          name: given.shipping.name ?? "",
          phone: given.shipping.phone ?? null,
          address: wholeAddress(given.shipping.address),
        }
      : record.shipping,
    chosenShippingRate: given.shipping_rate ?? record.chosenShippingRate,
  };
  changed.discount = shopperDiscount(local, changed, given.promotion_code);
  if (given.promotion_code || given.line_items) {
    checkChargeAmount(
      totalsOf(local, changed).total,
      session.currency ?? "",
      given.promotion_code ? TOO_LITTLE_LEFT : undefined,
    );
  }
  return saveSession(local, changed);
}

/** A typed method, or a saved one. */
export type PageMethod = { kind: "new"; params: MethodParams } | { kind: "saved"; id: string };

interface PagePayment {
  /** Required unless there is nothing to pay. */
  method: PageMethod | null;
  /** Whether the shopper wants to save the method. */
  save: boolean;
  /** The total that the page showed, in minor units. */
  expectedAmount: number | undefined;
  /** The six digits of BLIK. */
  code?: string | undefined;
}

export function payForSession(
  local: Local,
  record: SessionRecord,
  payment: PagePayment,
): IntentRecord | null {
  const { session } = record;
  const total = session.amount_total ?? 0;
  if (payment.expectedAmount !== undefined && payment.expectedAmount !== total) {
    throw invalid(
      "The total has changed since the page showed it. Check the new total and pay again.",
      "expected_amount",
      "checkout_amount_mismatch",
    );
  }
  if (!record.email) throw missingParameter("email");
  if (session.shipping_address_collection && !record.shipping) throw missingParameter("shipping");
  if (total === 0) {
    emit(local, "checkout.session.completed", completeSession(local, record, "no_payment_required"));
    return null;
  }
  checkDecimals(total, session.currency ?? "", "line_items");
  if (!payment.method) throw missingParameter("payment_method_data");
  const method = methodFor(local, record, payment.method, payment.save);
  const known = intentFor(local, record, total);
  const intent = local.store.intents.put({ ...known, keep: payment.save });
  return confirmIntent(local, intent, method, {
    returnUrl: returnUrlOf(session),
    inBrowser: true,
    offSession: false,
    requestThreeDS: false,
    code: payment.code,
  });
}

function methodFor(local: Local, record: SessionRecord, method: PageMethod, save: boolean): MethodRecord {
  if (method.kind === "saved") return requireSaved(local, record, method.id);
  if (save && !savedFeatures(record).save) {
    throw invalid("This session does not let payment methods be saved.", "save_payment_method");
  }
  const { params } = method;
  if (!record.paymentMethodTypes.includes(params.type)) {
    throw invalid(`This payment method is not on offer: ${params.type}`, "payment_method_data[type]");
  }
  const unasked = record.redisplay ?? (keepsForLater(record, params.type) ? "limited" : "unspecified");
  return createMethod(local, { ...params, allow_redisplay: save ? "always" : unasked });
}

function intentFor(local: Local, record: SessionRecord, total: number): IntentRecord {
  const { session, shipping } = record;
  const wanted: Stripe.PaymentIntent.Shipping | null = shipping && {
    name: shipping.name,
    phone: shipping.phone ?? null,
    address: shipping.address,
  };
  const known =
    typeof session.payment_intent === "string" ? local.store.intents.get(session.payment_intent) : undefined;
  if (known) {
    checkPayable(known);
    return updateIntent(local, known, { amount: total, shipping: wanted });
  }
  const intent = createIntent(local, {
    ...record.intentData,
    amount: total,
    currency: session.currency ?? "",
    customer: typeof session.customer === "string" ? session.customer : null,
    paymentMethodTypes: record.paymentMethodTypes,
    methodOptions: record.methodOptions ?? {},
    allowedTypes: session.allowed_payment_method_types,
    excludedTypes: session.excluded_payment_method_types ?? null,
    automatic: null,
    shipping: wanted,
    session: record.id,
  });
  local.store.sessions.put({ ...record, session: { ...session, payment_intent: intent.id } });
  return intent;
}

function checkPayable({ intent }: IntentRecord): void {
  if (intent.status === "requires_payment_method" || intent.status === "requires_action") return;
  throw new ApiError(400, {
    type: "invalid_request_error",
    code: "payment_intent_unexpected_state",
    message: `This PaymentIntent's status is ${intent.status}; it cannot be paid again.`,
    payment_intent: intent,
  });
}

/** A trial takes no money yet, so its card is only kept. */
function trialSetup(local: Local, record: SessionRecord): SetupRecord | undefined {
  if (!record.subscriptionData) return undefined;
  const customer = customerOf(local, record);
  const session = { ...record.session, customer };
  local.store.sessions.put({ ...record, session });
  return setupOf(local, { setup_intent_data: undefined }, session);
}

/** Saves a payment method for a session in mode `setup`. */
export function saveForSession(local: Local, record: SessionRecord, method: PageMethod | null): SetupRecord {
  const setup = local.store.setups.get(String(record.session.setup_intent)) ?? trialSetup(local, record);
  if (!setup) throw noSuch("setup_intent", String(record.session.setup_intent), "session");
  if (!record.email) throw missingParameter("email");
  if (!method) throw missingParameter("payment_method_data");
  return confirmSetup(local, setup, methodFor(local, record, method, false), {
    returnUrl: returnUrlOf(record.session),
    inBrowser: true,
  });
}
