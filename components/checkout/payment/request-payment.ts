import { askStore } from "@/components/renewal/ask-store";
import type { Locale } from "@/i18n/routing";
import {
  type AgainAnswer,
  type ConfirmAnswer,
  type FreeAnswer,
  type PaymentUpdateAnswer,
  readAgainAnswer,
  readConfirmAnswer,
  readFreeAnswer,
  readPaymentUpdate,
} from "@/lib/checkout/payment-element/payment-answer";
import type { TaxAddress } from "@/lib/model/quote";
import type { DiscountChange } from "../discount-control";

/** What the page asks of its order; each has an endpoint. */
export type PaymentUpdateRequest =
  | DiscountChange
  | { kind: "delivery"; address?: TaxAddress; shippingSpeed?: string };

const TIMEOUT_MS = 15_000;
/** This is longer than the store takes with all its tries. */
const CONFIRM_TIMEOUT_MS = 60_000;

/** Asks for a change of the order. @throws when the store can't be reached, or its answer can't be read */
export async function requestChange(
  orderId: string,
  change: PaymentUpdateRequest,
): Promise<PaymentUpdateAnswer> {
  const { kind, ...details } = change;
  const path = kind === "delivery" ? kind : `discounts/${kind}`;
  return post(path, { orderId, ...details }, TIMEOUT_MS, readPaymentUpdate);
}

type Confirmation = { confirmationTokenId: string; orderId: string; quote: string; email: string };

/** Asks the store to charge a ConfirmationToken. @throws when the answer was lost: the payment may have been made */
export async function requestConfirm(confirmation: Confirmation): Promise<ConfirmAnswer> {
  return post("confirm", confirmation, CONFIRM_TIMEOUT_MS, readConfirmAnswer);
}

/** Reads the order after Stripe was asked about its payment; not `ok` when it can't be paid any more. @throws as `requestChange` */
export async function requestAgain(orderId: string, locale: Locale): Promise<AgainAnswer> {
  return post("", { orderId, locale }, TIMEOUT_MS, readAgainAnswer);
}

type FreeOrder = {
  orderId: string;
  quote: string;
  email: string;
  name: string;
  address: {
    line1: string;
    line2: string | null;
    city: string;
    state: string | null;
    postalCode: string;
    country: string;
  };
};

/** Asks the store to place an order with nothing to pay. @throws when the answer was lost */
export async function requestFree(order: FreeOrder): Promise<FreeAnswer> {
  return post("confirm-free", order, CONFIRM_TIMEOUT_MS, readFreeAnswer);
}

function post<Answer>(
  path: string,
  body: object,
  timeout: number,
  read: (body: unknown) => Answer,
): Promise<Answer> {
  const init = {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(timeout),
  };
  return askStore(`/api/checkout/payment${path && `/${path}`}`, init, read);
}
