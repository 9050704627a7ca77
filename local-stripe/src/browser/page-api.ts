import type Stripe from "stripe";
import { call, post } from "./call";

export interface PageData {
  session: Stripe.Checkout.Session;
  payment_method_types: string[];
  merchant: { display_name: string };
  locale: string | null;
  /** What the shopper entered in Checkout Elements; the session shows some of it only when it completes. */
  email?: string | null;
  phone_number?: string | null;
  billing?: Contact | null;
  shipping?: Contact | null;
  /** Saved methods, newest first, as the session allows. */
  saved_payment_methods?: Stripe.PaymentMethod[];
  /** What the page fills in for the session's customer. */
  prefill?: Prefill | null;
  features?: { save: boolean; remove: boolean };
  /** Methods that are saved whatever the shopper ticks. */
  keeps?: { card: boolean; sepa_debit: boolean };
}

/** A part is null when it is unknown or too old. */
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
  /** An empty text removes the code. */
  promotion_code?: string;
  line_items?: { id: string; quantity: number }[];
}

export interface ConfirmInput extends UpdateInput {
  /** The id of a saved method, instead of `payment_method_data`. */
  payment_method?: string;
  /** Consent to save the new method. */
  save_payment_method?: boolean;
  /** Not needed when nothing is to pay. */
  payment_method_data?: {
    type: string;
    card?: { number: string; exp_month: number; exp_year: number; cvc: string };
    sepa_debit?: { iban: string };
    /** What another way to pay asks for, under its type. */
    [type: string]: unknown;
    billing_details: { name?: string; email?: string; phone?: string; address?: Contact["address"] };
  };
  /** The total that the page showed, in minor units; refused when the session's differs. */
  expected_amount: number;
  custom_fields?: { key: string; value: string }[];
  payment_method_options?: Record<string, object> | undefined;
  consent?: { promotions?: "opt_in" | "opt_out"; terms_of_service?: "accepted" };
}

export interface Confirmed {
  session: Stripe.Checkout.Session;
  payment_intent: Stripe.PaymentIntent | null;
  /** Of a session in mode `setup`. */
  setup_intent?: Stripe.SetupIntent | null;
}

/** Calls for one payment page. `origin` is the local Stripe's, for a caller from elsewhere. */
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
