import type Stripe from "stripe";
import type { MethodRecord } from "./records";

/** What the Elements instance that made a token was told; an intent that says otherwise is refused. */
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
  /** The PaymentMethod that using the token makes; or the saved one (`pm_…`) that it names. */
  source: { kind: "draft"; method: MethodRecord } | { kind: "saved"; method: string };
  context: ClientContext | null;
  /** The security code was asked again. */
  cvc: string | null;
}

/** Known by its client secret. */
export interface CustomerSessionRecord {
  id: string;
  customer: string;
  session: Stripe.CustomerSession;
  features: PaymentElementFeatures;
}

export type PaymentElementFeatures = Stripe.CustomerSession.Components.PaymentElement.Features;
