import type Stripe from "stripe";
import { post } from "../../browser/call";
import { isRecord } from "../../browser/is-record";
import type { PaymentError } from "../../browser/payment-error";
import { IntegrationError } from "../base/errors";
import { LOCAL_STRIPE_ORIGIN } from "../base/frame";
import type { ExpressChoice } from "../element-host/express-checkout";
import { inWords } from "../intents/intent-result";
import { ElementsGroup } from "./group";
import {
  clientContext,
  defined,
  type Params,
  paymentOrder,
  shippingFromElement,
  submittedPayment,
  walletChoice,
} from "./payment-order";

type TokenResult = { confirmationToken: Stripe.ConfirmationToken } | { error: PaymentError };
type MethodResult = { paymentMethod: Stripe.PaymentMethod } | { error: PaymentError };

/**
 * `stripe.createConfirmationToken({ elements, params })`.
 *
 * @throws IntegrationError when `elements.submit()` was not called
 */
export async function createConfirmationToken(given: unknown): Promise<TokenResult> {
  const { group, params } = readCall(given, "createConfirmationToken");
  const wallet = walletChoice(group, "createConfirmationToken");
  if (wallet) return tokenOfWallet(group, params, wallet);
  const payment = submittedPayment(group, "createConfirmationToken");
  const { purpose, customerSession } = group.options;
  const order = await paymentOrder(group, payment, params, {
    path: "/v1/confirmation_tokens",
    body: defined({
      customer_session_client_secret: customerSession,
      shipping: params.shipping ?? shippingFromElement(group),
      return_url: params.return_url,
      metadata: params.metadata,
      setup_future_usage: purpose.kind === "deferred" ? purpose.setupFutureUsage : undefined,
      client_context: clientContext(group),
    }),
  });
  const answer = await payment.order<Stripe.ConfirmationToken>(order);
  return answer.ok ? { confirmationToken: answer.value } : { error: inWords(answer.error, group.t) };
}

async function tokenOfWallet(
  group: ElementsGroup,
  params: Params,
  { method, shipping }: ExpressChoice,
): Promise<TokenResult> {
  const { purpose } = group.options;
  const answer = await post<Stripe.ConfirmationToken>(
    group.key,
    `${LOCAL_STRIPE_ORIGIN}/v1/confirmation_tokens`,
    defined({
      payment_method: method,
      shipping: params.shipping ?? shipping,
      return_url: params.return_url,
      setup_future_usage: purpose.kind === "deferred" ? purpose.setupFutureUsage : undefined,
      client_context: clientContext(group),
    }),
  );
  group.express?.finish(answer.ok ? null : (answer.error.message ?? "payment"));
  return answer.ok ? { confirmationToken: answer.value } : { error: inWords(answer.error, group.t) };
}

/**
 * `stripe.createPaymentMethod`: from elements with `paymentMethodCreation: "manual"`, or from data such as
 * `{ type: "ideal" }`.
 *
 * @throws IntegrationError when the elements don't allow it or are not submitted
 */
export async function createPaymentMethod(key: string, given: unknown): Promise<MethodResult> {
  if (isRecord(given) && given.elements === undefined && typeof given.type === "string") {
    return createFromData(key, given);
  }
  const { group, params } = readCall(given, "createPaymentMethod");
  if (!group.options.manualCreation) {
    throw new IntegrationError("createPaymentMethod() needs elements with paymentMethodCreation manual.");
  }
  const payment = submittedPayment(group, "createPaymentMethod");
  const order = await paymentOrder(
    group,
    payment,
    { payment_method_data: params },
    { path: "/v1/payment_methods", body: {} },
  );
  const consent = { body: {}, data: order.consent.data };
  const answer = await payment.order<Stripe.PaymentMethod>({ ...order, consent, mandate: null, flat: true });
  return answer.ok ? { paymentMethod: answer.value } : { error: inWords(answer.error, group.t) };
}

async function createFromData(key: string, data: Params): Promise<MethodResult> {
  const answer = await post<Stripe.PaymentMethod>(key, `${LOCAL_STRIPE_ORIGIN}/v1/payment_methods`, data);
  return answer.ok ? { paymentMethod: answer.value } : { error: answer.error };
}

function readCall(given: unknown, caller: string): { group: ElementsGroup; params: Params } {
  const { elements, params } = isRecord(given) ? given : {};
  if (!(elements instanceof ElementsGroup)) {
    throw new IntegrationError(`${caller}() needs elements, as stripe.elements() gives them.`);
  }
  return { group: elements, params: isRecord(params) ? params : {} };
}
