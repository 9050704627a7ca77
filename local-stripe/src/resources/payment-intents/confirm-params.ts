import type Stripe from "stripe";
import { checkCvc } from "../../cards/card-check";
import { kindOf } from "../../facts/payment-methods";
import { wholeAddress } from "../../http/billing";
import { invalid, missingParameter } from "../../http/errors";
import type { Parsed } from "../../http/rules";
import type { Local } from "../../state/local";
import type { IntentRecord, MethodRecord } from "../../state/records";
import { checkContext } from "../confirmation-tokens/client-context";
import type { Choice } from "../confirmation-tokens/method-choice";
import type { TokenRecord } from "../confirmation-tokens/tokens";
import { cardError } from "../payment-methods/card-error";
import { checkMandate } from "../payment-methods/mandate";
import { confirmIntent } from "./confirm";
import type { CONFIRM, CREATE } from "./params";

/** `byPage`: Stripe.js makes the call, with the client secret. */
export type ConfirmParams = Partial<Parsed<typeof CONFIRM>> & { byPage?: boolean };

/** Adds a token's values to a call, whose own values replace the token's. */
export function withToken<T extends ConfirmParams>(given: T, record: TokenRecord | null): T {
  if (!record) return given;
  const { token } = record;
  const usage = token.setup_future_usage;
  return {
    ...given,
    return_url: given.return_url ?? token.return_url ?? undefined,
    setup_future_usage:
      given.setup_future_usage === undefined && (usage === "off_session" || usage === "on_session")
        ? usage
        : given.setup_future_usage,
    shipping: given.shipping === undefined ? (token.shipping ?? undefined) : given.shipping,
    use_stripe_sdk: given.use_stripe_sdk ?? token.use_stripe_sdk,
  };
}

/** @throws ApiError 400 when the page had other terms than the intent */
export function checkToken(
  { token }: Choice,
  intent: { amount: number; currency: string; captureMethod: string | undefined },
  usage: string | null | undefined,
): void {
  if (!token) return;
  checkContext(token, { mode: "payment", ...intent, setupFutureUsage: usage });
}

export function wholeShipping(
  given: NonNullable<Parsed<typeof CREATE>["shipping"]>,
): Stripe.PaymentIntent.Shipping {
  return {
    name: given.name,
    phone: given.phone ?? null,
    carrier: given.carrier ?? null,
    tracking_number: given.tracking_number ?? null,
    address: wholeAddress(given.address),
  };
}

export function checkConfirm(
  method: MethodRecord | null,
  options: Stripe.PaymentIntent.PaymentMethodOptions | null,
  given: ConfirmParams,
  token: TokenRecord | null,
): asserts method is MethodRecord {
  if (!method) throw missingParameter("payment_method");
  const { mandate_data: mandateData, byPage = false } = given;
  checkMandate({ method, token, mandateData, byPage, kind: "PaymentIntent" });
  if (kindOf(method.method.type) === "redirect" && !given.return_url) throw missingParameter("return_url");
  const card = given.payment_method_options?.card;
  const problem = card?.cvc && checkCvc({ brand: method.method.card?.brand, cvc: card.cvc });
  if (problem) throw cardError(problem);
  const isSavedCard = method.method.type === "card" && method.method.customer !== null;
  const hasCvc = Boolean(card?.cvc ?? card?.cvc_token ?? token?.cvc);
  if (options?.card?.require_cvc_recollection && isSavedCard && !hasCvc && !given.off_session) {
    throw invalid(
      "This PaymentIntent requires the card's security code to be collected again.",
      "payment_method_options[card][cvc_token]",
      "parameter_missing",
    );
  }
}

/**
 * An intent that takes whatever is turned on needs somewhere to come back to, whichever method pays. Stripe.js knows its page itself. Source:
 * docs.stripe.com/api/payment_intents/create, return_url. @throws ApiError 400
 */
export function checkReturn(
  types: readonly string[],
  automatic: Stripe.PaymentIntent.AutomaticPaymentMethods | null,
  { return_url, use_stripe_sdk, byPage }: ConfirmParams,
): void {
  if (return_url || use_stripe_sdk || byPage) return;
  if (!automatic?.enabled || automatic.allow_redirects === "never") return;
  const redirecting = types.find((type) => kindOf(type) === "redirect");
  if (!redirecting) return;
  throw invalid(
    `This PaymentIntent takes the payment methods that are turned on, and ${redirecting} among them leads to another page: give a return_url, or create it with automatic_payment_methods[allow_redirects]=never.`,
    "return_url",
  );
}

export function confirm(
  local: Local,
  record: IntentRecord,
  method: MethodRecord,
  given: ConfirmParams,
): IntentRecord {
  const wanted = record.intent.payment_method_options?.card?.request_three_d_secure;
  return confirmIntent(local, record, method, {
    returnUrl: given.return_url ?? null,
    inBrowser: given.use_stripe_sdk ?? false,
    offSession: given.off_session ?? false,
    requestThreeDS: wanted === "any" || wanted === "challenge",
    code: given.payment_method_options?.blik?.code,
  });
}
