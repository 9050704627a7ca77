import type Stripe from "stripe";
import { type Answer, post } from "../../browser/call";
import type { BillingDetails, SendOrder } from "../../browser/element-messages";
import { isRecord } from "../../browser/is-record";
import type { PaymentError } from "../../browser/payment-error";
import { IntegrationError } from "../base/errors";
import { LOCAL_STRIPE_ORIGIN } from "../base/frame";
import { FrameElement } from "../element-host/frame-element";
import { confirmIntent, type Intent, intentPath, retrieveIntent } from "../intents/intent-api";
import { type IntentResult, intentResult, inWords } from "../intents/intent-result";
import { type IntentSecret, requireSecret } from "../intents/intent-secret";
import { followIntent, type IntentContext } from "../intents/next-action";
import { askForAccount } from "./account-window";
import { defined, type Params } from "./payment-order";

const ORDER: Omit<SendOrder, "path" | "body"> = {
  billing: {},
  otherwise: {},
  data: {},
  consent: { body: {}, data: {} },
  mandate: { customer_acceptance: { type: "online", online: { user_agent: window.navigator.userAgent } } },
  flat: false,
};

/** A call for one way to pay: `confirmCardPayment(clientSecret, data, options)` and its kin. */
export async function confirmByType(
  context: IntentContext,
  call: { name: string; type: string; kind: IntentSecret["kind"] },
  [given, data, options]: unknown[],
): Promise<IntentResult> {
  const secret = requireSecret(given, call.name, call.kind);
  const params = isRecord(data) ? data : {};
  if (call.type === "acss_debit" && !(await hasAccount(context.key, secret, params))) {
    return askForAccount(context, secret, params);
  }
  const answer = await sendConfirm(context, call.type, secret, params);
  if (!answer.ok) return { error: inWords(answer.error, context.t) };
  if (isRecord(options) && options.handleActions === false) return intentResult(answer.value, context.t);
  return followIntent(context, secret, answer.value);
}

async function sendConfirm(
  { key }: IntentContext,
  type: string,
  secret: IntentSecret,
  data: Params,
): Promise<Answer<Intent>> {
  const { payment_method: method, ...rest } = data;
  const body = { ...rest, use_stripe_sdk: true };
  if (!isRecord(method)) {
    const known = method ?? (await ownMethod(key, secret));
    const fresh = known === undefined ? { payment_method_data: { type } } : { payment_method: known };
    return confirmIntent(key, secret, { ...body, ...fresh });
  }
  const { billing_details: billing, [type]: value, ...others } = method;
  if (!(value instanceof FrameElement)) {
    const own = isRecord(value) ? { [type]: value } : {};
    return confirmIntent(key, secret, {
      ...body,
      payment_method_data: { type, ...own, billing_details: billing, ...others },
    });
  }
  return value.order<Intent>({
    ...ORDER,
    path: `${intentPath(secret)}/confirm`,
    body: { ...body, client_secret: secret.clientSecret },
    billing: detailsOf(billing),
    data: others,
  });
}

/** Whether the page, or its server, has said which account is debited. */
async function hasAccount(
  key: string,
  secret: IntentSecret,
  { payment_method: method }: Params,
): Promise<boolean> {
  const account = isRecord(method) ? method.acss_debit : method;
  return (account ?? (await ownMethod(key, secret))) !== undefined;
}

/** The method that the server gave to the intent, if any. */
async function ownMethod(key: string, secret: IntentSecret): Promise<string | undefined> {
  const answer = await retrieveIntent(key, secret);
  const method = answer.ok ? answer.value.payment_method : null;
  return typeof method === "string" ? method : method?.id;
}

/** `createPaymentMethod({ type, card: element })`, or the older `createPaymentMethod("card", element, data)`; null for other calls. */
export function elementOfMethod(
  first: unknown,
  second: unknown,
  third: unknown,
): (() => Promise<MethodResult>) | null {
  const given: Params =
    typeof first === "string"
      ? { type: first, [first]: second, ...(isRecord(third) ? third : {}) }
      : isRecord(first)
        ? first
        : {};
  const { type, billing_details: billing, [String(type)]: element, ...others } = given;
  if (!(element instanceof FrameElement)) return null;
  return async () => {
    const answer = await element.order<Stripe.PaymentMethod>({
      ...ORDER,
      path: "/v1/payment_methods",
      body: {},
      billing: detailsOf(billing),
      data: others,
      mandate: null,
      flat: true,
    });
    return answer.ok ? { paymentMethod: answer.value } : { error: answer.error };
  };
}

type MethodResult = { paymentMethod: Stripe.PaymentMethod } | { error: PaymentError };

/** `createToken(cardElement, data)`. Other kinds of tokens name themselves in the API's refusal. */
export async function createToken({ key, t }: IntentContext, [of, data]: unknown[]) {
  const given = isRecord(data) ? data : {};
  const answer =
    of instanceof FrameElement
      ? await of.order<Stripe.Token>({ ...ORDER, path: "/v1/tokens", body: { card: given } })
      : await post<Stripe.Token>(key, `${LOCAL_STRIPE_ORIGIN}/v1/tokens`, { [tokenKind(of)]: given });
  return answer.ok ? { token: answer.value } : { error: inWords(answer.error, t) };
}

/** `createSource(element, data)` or `createSource(data)`. */
export async function createSource({ key, t }: IntentContext, [first, second]: unknown[]) {
  const answer =
    first instanceof FrameElement
      ? await first.order<object>({
          ...ORDER,
          path: "/v1/sources",
          body: { type: "card", ...(isRecord(second) ? second : {}) },
        })
      : await post<object>(key, `${LOCAL_STRIPE_ORIGIN}/v1/sources`, isRecord(first) ? first : {});
  return answer.ok ? { source: answer.value } : { error: inWords(answer.error, t) };
}

function tokenKind(of: unknown): string {
  if (typeof of === "string") return of;
  throw new IntegrationError("createToken() needs an Element, or the name of what to make a token of.");
}

function detailsOf(given: unknown): BillingDetails {
  if (!isRecord(given)) return {};
  const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
  const { address } = given;
  return defined({
    name: text(given.name),
    email: text(given.email),
    phone: text(given.phone),
    address: isRecord(address)
      ? Object.fromEntries(Object.entries(address).map(([part, value]) => [part, text(value)]))
      : undefined,
  });
}
