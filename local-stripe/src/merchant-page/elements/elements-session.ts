import type Stripe from "stripe";
import { type Answer, call } from "../../browser/call";
import { LOCAL_STRIPE_ORIGIN } from "../base/frame";
import type { GroupOptions } from "./group-options";
import { sessionQuery } from "./session-query";

export interface ElementsSession {
  payment_method_types: string[];
  merchant?: { display_name: string };
  payment_intent: Stripe.PaymentIntent | null;
  setup_intent: Stripe.SetupIntent | null;
  customer: {
    id: string;
    /** Payment methods, newest first. */
    payment_methods: Stripe.PaymentMethod[];
    default_payment_method: string | null;
    features: Stripe.CustomerSession.Components.PaymentElement.Features;
  } | null;
}

export function loadElementsSession(
  key: string,
  options: GroupOptions,
  locale: string,
): Promise<Answer<ElementsSession>> {
  const query = new URLSearchParams([...sessionQuery(options), ["locale", locale]]);
  return call<ElementsSession>(`${LOCAL_STRIPE_ORIGIN}/v1/elements/sessions?${query}`, {
    headers: { authorization: `Bearer ${key}` },
  });
}
