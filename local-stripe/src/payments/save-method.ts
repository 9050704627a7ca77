import type Stripe from "stripe";
import { emit } from "../events/emit";
import type { Local } from "../local";
import type { MethodRecord } from "../state/records";

/** `setup_future_usage` with a customer keeps the payment method for later. */
export function saveForLater(local: Local, intent: Stripe.PaymentIntent, { id }: MethodRecord): void {
  const record = local.store.methods.get(id);
  if (!record || !intent.setup_future_usage || typeof intent.customer !== "string" || record.method.customer)
    return;
  attach(local, record, intent.customer);
}

export function attach(local: Local, record: MethodRecord, customer: string): MethodRecord {
  const next = local.store.methods.put({ ...record, method: { ...record.method, customer } });
  emit(local, "payment_method.attached", next.method);
  return next;
}
