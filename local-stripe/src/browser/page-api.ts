import type Stripe from "stripe";
import { call, post } from "./call";

/** What the payment page is drawn from. */
export interface PageData {
  session: Stripe.Checkout.Session;
  payment_method_types: string[];
  merchant: { display_name: string };
  locale: string | null;
  /** What the shopper entered in Checkout Elements; the session itself keeps some of it back until it completes. */
  email?: string | null;
  phone_number?: string | null;
  billing?: Contact | null;
  shipping?: Contact | null;
  /** Of the session's customer: newest first, as the session lets them be shown. */
  saved_payment_methods?: Stripe.PaymentMethod[];
  /** What the embedded page starts with for the session's customer. */
  prefill?: Prefill | null;
  features?: { save: boolean; remove: boolean };
  /** Kinds that are kept for later payments whatever the shopper ticks. */
  keeps?: { card: boolean; sepa_debit: boolean };
}

/** Null parts are not known, or their time is over. */
interface Prefill {
  payment_method: string | null;
  email: string | null;
  name: string | null;
  billing_details: Stripe.PaymentMethod.BillingDetails | null;
  shipping: Contact | null;
}

interface Contact {
  name: string | null;
  address: { [Part in keyof AddressInput]?: string | null } | null;
}

export interface ShippingInput {
  name: string;
  phone?: string;
  address: AddressInput;
}

export interface AddressInput {
  line1: string;
  line2: string;
  city: string;
  state: string;
  postal_code: string;
  country: string;
}

export interface UpdateInput {
  email?: string;
  shipping?: ShippingInput;
  shipping_rate?: string;
  phone_number?: string;
  billing?: ShippingInput;
  /** An empty text takes the code away. */
  promotion_code?: string;
  line_items?: { id: string; quantity: number }[];
}

export interface ConfirmInput extends UpdateInput {
  /** A saved one, instead of `payment_method_data`. */
  payment_method?: string;
  /** The shopper agrees to keep the new one. */
  save_payment_method?: boolean;
  /** Not needed when nothing is to pay. */
  payment_method_data?: {
    type: string;
    card?: { number: string; exp_month: number; exp_year: number; cvc: string };
    sepa_debit?: { iban: string };
    billing_details: { name?: string; email?: string; phone?: string; address?: Contact["address"] };
  };
  /** Minor units that the shopper saw; refused when the session's total is another. */
  expected_amount: number;
}

export interface Confirmed {
  session: Stripe.Checkout.Session;
  payment_intent: Stripe.PaymentIntent | null;
}

/**
 * The calls of the payment page. `origin` is the local Stripe's, for
 * a caller on another one.
 */
export function createPageApi(key: string, clientSecret: string, origin = "") {
  const sessionId = clientSecret.split("_secret_")[0] ?? "";
  const path = `${origin}/v1/payment_pages/${encodeURIComponent(sessionId)}`;
  const send = <T>(url: string, body: object) => post<T>(key, url, { ...body, client_secret: clientSecret });
  return {
    sessionId,
    load: () => call<PageData>(`${path}?${new URLSearchParams({ key, client_secret: clientSecret })}`),
    update: (input: UpdateInput) => send<PageData>(path, input),
    confirm: (input: ConfirmInput) => send<Confirmed>(`${path}/confirm`, input),
  };
}

export type PageApi = ReturnType<typeof createPageApi>;
