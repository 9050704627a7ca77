import type Stripe from "stripe";
import { isRecord, type PaymentError, parsePaymentError } from "../shared/protocol";

/** What the payment page is drawn from. */
export interface PageData {
  session: Stripe.Checkout.Session;
  payment_method_types: string[];
  merchant: { display_name: string };
  locale: string | null;
  /** What the shopper told in Checkout Elements; the session itself keeps some of it back until it completes. */
  email?: string | null;
  phone_number?: string | null;
  billing?: Told | null;
  shipping?: Told | null;
}

interface Told {
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
  /** Not needed when nothing is to pay. */
  payment_method_data?: {
    type: string;
    card?: { number: string; exp_month: number; exp_year: number; cvc: string };
    sepa_debit?: { iban: string };
    billing_details: { name?: string; email?: string; phone?: string; address?: Told["address"] };
  };
  /** Minor units that the shopper saw; refused when the session's total is another. */
  expected_amount: number;
}

export interface Confirmed {
  session: Stripe.Checkout.Session;
  payment_intent: Stripe.PaymentIntent | null;
}

export type Answer<T> = { ok: true; value: T } | { ok: false; error: PaymentError };

/**
 * The calls of the payment page. Failures are values; a lost connection is one too. `origin` is the local Stripe's, for
 * a caller on another one.
 */
export function createPageApi(key: string, clientSecret: string, origin = "") {
  const sessionId = clientSecret.split("_secret_")[0] ?? "";
  const path = `${origin}/v1/payment_pages/${encodeURIComponent(sessionId)}`;
  const post = <T>(url: string, body: object) =>
    call<T>(url, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
      body: JSON.stringify({ ...body, client_secret: clientSecret }, withoutBlanks),
    });
  return {
    sessionId,
    load: () => call<PageData>(`${path}?${new URLSearchParams({ key, client_secret: clientSecret })}`, {}),
    update: (input: UpdateInput) => post<PageData>(path, input),
    confirm: (input: ConfirmInput) => post<Confirmed>(`${path}/confirm`, input),
  };
}

export type PageApi = ReturnType<typeof createPageApi>;

/** The API refuses empty text and null where it wants a value; what was left blank is not sent. */
function withoutBlanks(key: string, value: unknown): unknown {
  return value === null || (value === "" && key !== "promotion_code") ? undefined : value;
}

async function call<T>(url: string, init: RequestInit): Promise<Answer<T>> {
  try {
    const response = await fetch(url, init);
    const body: unknown = await response.json();
    if (response.ok) return { ok: true, value: body as T };
    const error = isRecord(body) && isRecord(body.error) ? parsePaymentError(body.error) : {};
    return { ok: false, error };
  } catch {
    return { ok: false, error: { type: "api_connection_error" } };
  }
}
