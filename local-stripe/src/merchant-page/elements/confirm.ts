import type { Answer } from "../../browser/call";
import { isRecord } from "../../browser/is-record";
import type { PaymentError } from "../../browser/payment-error";
import { IntegrationError } from "../base/errors";
import { confirmIntent, type Intent, intentPath, retrieveIntent } from "../intents/intent-api";
import { type IntentResult, inWords } from "../intents/intent-result";
import { type IntentSecret, parseIntentSecret } from "../intents/intent-secret";
import { leaveFor } from "../intents/leave";
import { currentResult, followIntent, type IntentContext } from "../intents/next-action";
import { ElementsGroup } from "./group";
import {
  clientContext,
  defined,
  type Params,
  paymentOrder,
  problemOfIntent,
  shippingFromElement,
  submittedPayment,
  walletChoice,
} from "./payment-order";

interface Wanted {
  group: ElementsGroup | null;
  secret: IntentSecret;
  params: Params;
  redirect: "always" | "if_required";
}

/**
 * `stripe.confirmPayment` and `stripe.confirmSetup`: confirms, follows the next action and leaves for `return_url`, or resolves with `redirect:
 * "if_required"` when no page is needed. @throws IntegrationError when something is missing
 */
export async function confirmWithElements(
  context: IntentContext,
  kind: IntentSecret["kind"],
  given: unknown,
): Promise<IntentResult> {
  const caller = kind === "payment_intent" ? "confirmPayment" : "confirmSetup";
  const wanted = readWanted(given, kind, caller);
  const { group, secret, redirect } = wanted;
  const words = group ? { ...context, locale: group.locale, t: group.t } : context;

  group?.payment?.send({ type: "freeze", on: true });
  const result = await confirm(words, wanted, caller).finally(() =>
    group?.payment?.send({ type: "freeze", on: false }),
  );
  group?.express?.finish(result.error ? (result.error.message ?? "payment") : null);
  const intent = result.paymentIntent ?? result.setupIntent;
  if (!intent || redirect === "if_required" || intent.status === "requires_action") return result;
  await leaveFor(returnAddress(String(wanted.params.return_url), secret, intent));
  return currentResult(words, secret);
}

async function confirm(context: IntentContext, wanted: Wanted, caller: string): Promise<IntentResult> {
  const { group, secret } = wanted;
  const mismatch = group && (await disagreement(context.key, group, secret));
  if (mismatch) return { error: inWords(mismatch, context.t) };
  const answer = await send(context.key, wanted, caller);
  if (!answer.ok) return { error: inWords(answer.error, context.t) };
  return followIntent(context, secret, answer.value);
}

async function send(key: string, { group, secret, params }: Wanted, caller: string): Promise<Answer<Intent>> {
  const { payment_method_data: _told, ...rest } = params;
  const shipping = group && secret.kind === "payment_intent" ? shippingFromElement(group) : undefined;
  const body = defined({ shipping, ...rest, use_stripe_sdk: true });
  const chosen = params.payment_method ?? params.confirmation_token;
  if (!group || chosen) return confirmIntent(key, secret, body);
  const wallet = walletChoice(group, caller);
  if (wallet) {
    const to = secret.kind === "payment_intent" ? { shipping: wallet.shipping } : {};
    return confirmIntent(key, secret, { ...defined(to), ...body, payment_method: wallet.method });
  }
  const problem = await problemOfIntent(group);
  if (problem) return { ok: false, error: problem };
  const payment = submittedPayment(group, caller);
  const order = await paymentOrder(group, payment, params, {
    path: `${intentPath(secret)}/confirm`,
    body: { ...body, client_secret: secret.clientSecret },
  });
  return payment.order<Intent>(order);
}

/** Deferred elements and the intent must be about the same payment. */
async function disagreement(
  key: string,
  group: ElementsGroup,
  secret: IntentSecret,
): Promise<PaymentError | null> {
  const drawn = clientContext(group);
  if (!drawn) return null;
  const answer = await retrieveIntent(key, secret);
  if (!answer.ok) return answer.error;
  const intent = answer.value;
  if (intent.object !== "payment_intent") return null;
  for (const name of ["amount", "currency", "capture_method", "setup_future_usage"] as const) {
    const expected = drawn[name];
    if (expected === undefined || expected === intent[name]) continue;
    return {
      type: "invalid_request_error",
      param: name,
      message: `The provided ${name} (${intent[name]}) does not match the expected ${name} (${expected}). Try confirming with an intent that is configured to use the same parameters as Stripe Elements.`,
      payment_intent: intent,
    };
  }
  return null;
}

function readWanted(given: unknown, kind: IntentSecret["kind"], caller: string): Wanted {
  const { elements, clientSecret, confirmParams, redirect = "always" } = isRecord(given) ? given : {};
  const group = elements === undefined ? null : elements;
  if (group !== null && !(group instanceof ElementsGroup)) {
    throw new IntegrationError(`${caller}() takes elements as stripe.elements() gives them.`);
  }
  const own = group?.options.purpose.kind === "intent" ? group.options.purpose.secret : null;
  const secret = clientSecret === undefined ? own : parseIntentSecret(clientSecret);
  if (secret?.kind !== kind) {
    throw new IntegrationError(`${caller}() needs the client secret of a ${kind}.`);
  }
  const params = isRecord(confirmParams) ? confirmParams : {};
  if (redirect !== "always" && redirect !== "if_required") {
    throw new IntegrationError(`${caller}() takes redirect as always or if_required.`);
  }
  if (redirect === "always" && !/^https?:/.test(String(params.return_url ?? ""))) {
    throw new IntegrationError(`${caller}() needs confirmParams.return_url, a whole http or https address.`);
  }
  return { group, secret, params, redirect };
}

/** With the members that Stripe adds. */
function returnAddress(returnUrl: string, secret: IntentSecret, { status }: Intent): string {
  const url = new URL(returnUrl);
  const refused = status === "requires_payment_method" || status === "canceled";
  url.searchParams.set(secret.kind, secret.id);
  url.searchParams.set(`${secret.kind}_client_secret`, secret.clientSecret);
  url.searchParams.set("redirect_status", refused ? "failed" : "succeeded");
  return url.toString();
}
