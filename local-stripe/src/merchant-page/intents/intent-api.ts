import type Stripe from "stripe";
import { type Answer, call, post } from "../../browser/call";
import { LOCAL_STRIPE_ORIGIN } from "../base/frame";
import type { IntentSecret } from "./intent-secret";

export type Intent = Stripe.PaymentIntent | Stripe.SetupIntent;

/** `/v1/payment_intents/pi_…`. */
export function intentPath({ kind, id }: IntentSecret): string {
  return `/v1/${kind}s/${id}`;
}

export function retrieveIntent(key: string, secret: IntentSecret): Promise<Answer<Intent>> {
  const query = new URLSearchParams({ client_secret: secret.clientSecret });
  return call<Intent>(`${LOCAL_STRIPE_ORIGIN}${intentPath(secret)}?${query}`, {
    headers: { authorization: `Bearer ${key}` },
  });
}

export function confirmIntent(key: string, secret: IntentSecret, body: object): Promise<Answer<Intent>> {
  return post<Intent>(key, `${LOCAL_STRIPE_ORIGIN}${intentPath(secret)}/confirm`, {
    ...body,
    client_secret: secret.clientSecret,
  });
}
