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

/** A SetupIntent with what the API never shows. */
export interface SetupRecord {
  id: string;
  intent: Stripe.SetupIntent;
  /** The pending challenge (`payatt_…`). */
  attempt: string | null;
}

/** A tax calculation with its lines, which are answered only when asked for. */
export interface CalculationRecord {
  id: string;
  calculation: Stripe.Tax.Calculation & { id: string };
  lines: CalculationLine[];
  shippingBreakdown: TaxBreakdown[];
}

export type CalculationLine = Stripe.Tax.CalculationLineItem & {
  tax_behavior: "exclusive" | "inclusive";
  tax_breakdown: TaxBreakdown[];
};
export type TaxBreakdown = Stripe.Tax.CalculationLineItem.TaxBreakdown;
