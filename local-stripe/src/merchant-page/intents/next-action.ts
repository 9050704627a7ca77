import type { ChallengeOutcome } from "../../browser/messages";
import type { Translate } from "../../texts/translate";
import { openChallenge } from "../base/challenge";
import { IntegrationError } from "../base/errors";
import { LOCAL_STRIPE_ORIGIN } from "../base/frame";
import { type Intent, retrieveIntent } from "./intent-api";
import { type IntentResult, intentResult, inWords } from "./intent-result";
import type { IntentSecret } from "./intent-secret";
import { isOwnPage, leaveFor } from "./leave";

export interface IntentContext {
  key: string;
  locale: string;
  t: Translate;
}

export async function followIntent(
  context: IntentContext,
  secret: IntentSecret,
  intent: Intent,
): Promise<IntentResult> {
  const action = intent.status === "requires_action" ? intent.next_action : null;
  const source = action?.use_stripe_sdk?.three_d_secure_2_source;
  if (typeof source === "string") {
    await challenge(context, secret, source);
    return currentResult(context, secret);
  }
  if (action?.type === "blik_authorize") return waitForApp(context, secret);
  const url = action?.redirect_to_url?.url;
  if (!url) return intentResult(intent, context.t);
  if (!isOwnPage(url, LOCAL_STRIPE_ORIGIN)) {
    throw new IntegrationError("The local Stripe sends shoppers to its own pages only.");
  }
  await leaveFor(url);
  return currentResult(context, secret);
}

const ASK_EVERY_MS = 700;
const ASKS = 90;

/** BLIK's app answers by itself, so the intent is asked for until it has. */
async function waitForApp(context: IntentContext, secret: IntentSecret): Promise<IntentResult> {
  for (let count = 0; count < ASKS; count += 1) {
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    const answer = await retrieveIntent(context.key, secret);
    if (answer.ok && answer.value.status !== "requires_action") break;
  }
  return currentResult(context, secret);
}

export async function currentResult(context: IntentContext, secret: IntentSecret): Promise<IntentResult> {
  const answer = await retrieveIntent(context.key, secret);
  return answer.ok ? intentResult(answer.value, context.t) : { error: inWords(answer.error, context.t) };
}

/** `stripe.retrievePaymentIntent` and `stripe.retrieveSetupIntent`: also a refused intent. */
export async function retrieve(context: IntentContext, secret: IntentSecret): Promise<IntentResult> {
  const answer = await retrieveIntent(context.key, secret);
  if (!answer.ok) return { error: inWords(answer.error, context.t) };
  const intent = answer.value;
  return intent.object === "payment_intent" ? { paymentIntent: intent } : { setupIntent: intent };
}

/** Continues an intent's next action. Throws IntegrationError when there is none. */
export async function handleNextAction(context: IntentContext, secret: IntentSecret): Promise<IntentResult> {
  const answer = await retrieveIntent(context.key, secret);
  if (!answer.ok) return { error: inWords(answer.error, context.t) };
  const { status } = answer.value;
  if (status !== "requires_action") {
    throw new IntegrationError(`handleNextAction() is for intents in requires_action; this is in ${status}.`);
  }
  return followIntent(context, secret, answer.value);
}

function challenge(
  { key, locale }: IntentContext,
  { clientSecret }: IntentSecret,
  source: string,
): Promise<ChallengeOutcome> {
  return new Promise((resolve) => {
    openChallenge({ key, clientSecret, locale, source }, resolve);
  });
}
