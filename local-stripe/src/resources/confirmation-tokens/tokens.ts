import type Stripe from "stripe";
import { checkCvc } from "../../cards/card-check";
import { invalid, noSuch } from "../../http/errors";
import { idKind } from "../../state/ids";
import type { Local } from "../../state/local";
import type { MethodRecord } from "../../state/records";
import { collectionOf } from "../../state/store";
import { cardError } from "../payment-methods/card-error";

const tokenIds = idKind("ctoken");
const cvcTokenIds = idKind("cvctok");

/** Of the Elements that made a token; an intent that differs is refused. */
export interface ClientContext {
  mode: "payment" | "setup" | "subscription";
  /** Minor units. */
  amount: number | null;
  currency: string | null;
  setupFutureUsage: "off_session" | "on_session" | null;
  captureMethod: "automatic" | "automatic_async" | "manual" | null;
}

/** A ConfirmationToken with what the API never shows. */
export interface TokenRecord {
  id: string;
  token: Stripe.ConfirmationToken;
  /** The draft of a new PaymentMethod, or a saved one (`pm_…`). */
  source: { kind: "draft"; method: MethodRecord } | { kind: "saved"; method: string };
  context: ClientContext | null;
  /** The security code, if it was asked for again. */
  cvc: string | null;
}

const confirmationTokens = collectionOf<TokenRecord>("confirmationTokens");

const LIFETIME_SECONDS = 43_200;

interface NewToken {
  source: TokenRecord["source"];
  method: Stripe.PaymentMethod;
  shipping: Stripe.ConfirmationToken.Shipping | null;
  returnUrl: string | null;
  setupFutureUsage: "off_session" | "on_session" | null;
  cvc: string | null;
  metadata: Record<string, string> | null;
  /** Null for the test helper, and for Elements of an existing intent. */
  context: ClientContext | null;
  mandateData: Stripe.ConfirmationToken.MandateData | null;
}

/** Creates a token. Throws ApiError 402 `invalid_cvc`. */
export function createToken(local: Local, given: NewToken): Stripe.ConfirmationToken {
  const problem = given.cvc === null ? null : checkCvc({ brand: given.method.card?.brand, cvc: given.cvc });
  if (problem) throw cardError(problem);
  const token: Stripe.ConfirmationToken = {
    id: tokenIds.make(),
    object: "confirmation_token",
    created: local.now(),
    expires_at: local.now() + LIFETIME_SECONDS,
    livemode: false,
    mandate_data: given.mandateData,
    metadata: given.metadata,
    payment_intent: null,
    payment_method_options: given.cvc === null ? null : { card: { cvc_token: cvcTokenIds.make() } },
    payment_method_preview: previewOf(given.method),
    return_url: given.returnUrl,
    setup_future_usage: given.setupFutureUsage,
    setup_intent: null,
    shipping: given.shipping,
    use_stripe_sdk: true,
  };
  const { source, context, cvc } = given;
  return confirmationTokens(local.store).put({ id: token.id, token, source, context, cvc }).token;
}

function previewOf(method: Stripe.PaymentMethod): Stripe.ConfirmationToken.PaymentMethodPreview {
  const {
    id: _id,
    object: _object,
    created: _created,
    livemode: _livemode,
    metadata: _metadata,
    ...rest
  } = method;
  return rest;
}

export function findToken(local: Local, id: string, param: string, status: number): TokenRecord {
  const record = confirmationTokens(local.store).get(id);
  if (!record) throw noSuch("confirmation_token", id, param, status);
  return record;
}

/** Finds a token that is neither used nor expired. */
export function requireToken(local: Local, id: string): TokenRecord {
  const param = "confirmation_token";
  const record = findToken(local, id, param, 400);
  const { payment_intent, setup_intent, expires_at } = record.token;
  if (payment_intent ?? setup_intent) {
    throw invalid(
      "This ConfirmationToken was already used to confirm an intent. Create a new one to confirm again.",
      param,
    );
  }
  if (expires_at !== null && expires_at <= local.now()) {
    throw invalid("This ConfirmationToken has expired. Create a new one to confirm.", param);
  }
  return record;
}

/** A saved one may have been deleted meanwhile. */
export function methodOf(local: Local, { source }: TokenRecord): MethodRecord {
  if (source.kind === "draft") return source.method;
  const saved = local.store.methods.get(source.method);
  if (!saved) throw noSuch("PaymentMethod", source.method, "confirmation_token", 400);
  return saved;
}

/** Uses up a token; a new payment method is stored only now. */
export function spendToken(
  local: Local,
  record: TokenRecord,
  by: { payment_intent: string } | { setup_intent: string },
): MethodRecord {
  const method = methodOf(local, record);
  confirmationTokens(local.store).put({ ...record, token: { ...record.token, ...by, expires_at: null } });
  return local.store.methods.put(method);
}
