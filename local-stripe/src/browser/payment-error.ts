import { isRecord } from "./is-record";

export interface PaymentError {
  type?: string;
  code?: string;
  decline_code?: string;
  message?: string;
  param?: string;
  charge?: string;
  /** As in Stripe.js: `error.payment_intent` and others. */
  payment_intent?: object;
  setup_intent?: object;
  payment_method?: object;
}

const ERROR_TEXTS = ["type", "code", "decline_code", "message", "param", "charge"] as const;
const ERROR_OBJECTS = ["payment_intent", "setup_intent", "payment_method"] as const;

/** Keeps the members of a Stripe error that a page needs. */
export function parsePaymentError(value: Record<string, unknown>): PaymentError {
  const error: PaymentError = {};
  for (const name of ERROR_TEXTS) {
    const text = value[name];
    if (typeof text === "string") error[name] = text;
  }
  for (const name of ERROR_OBJECTS) {
    const object = value[name];
    if (isRecord(object)) error[name] = object;
  }
  return error;
}
