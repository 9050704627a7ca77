import { emit } from "../events/emit";
import type { Local } from "../local";
import type { IntentRecord, MethodRecord } from "../state/records";
import { usageOf } from "./intent-options";
import { REUSABLE } from "./saved-methods";

/** `setup_future_usage`, or the shopper's own wish, keeps the payment method of a customer for later. */
export function saveForLater(local: Local, { intent, keep }: IntentRecord, { id }: MethodRecord): void {
  const record = local.store.methods.get(id);
  if (!record || typeof intent.customer !== "string" || record.method.customer) return;
  if (!(keep || usageOf(intent, record.method.type)) || !REUSABLE.includes(record.method.type)) return;
  attach(local, record, intent.customer);
}

export function attach(local: Local, record: MethodRecord, customer: string): MethodRecord {
  const next = local.store.methods.put({ ...record, method: { ...record.method, customer } });
  emit(local, "payment_method.attached", next.method);
  return next;
}

/** Takes a payment method from its customer for good; it can no longer pay. */
export function detach(local: Local, record: MethodRecord): MethodRecord {
  const { customer } = record.method;
  const next = local.store.methods.put({
    ...record,
    method: { ...record.method, customer: null },
    detached: true,
  });
  emit(local, "payment_method.detached", next.method, { customer });
  const owner = typeof customer === "string" ? local.store.customers.get(customer) : undefined;
  if (owner?.invoice_settings.default_payment_method === record.id) {
    const settings = { ...owner.invoice_settings, default_payment_method: null };
    const after = local.store.customers.put({ ...owner, invoice_settings: settings });
    emit(local, "customer.updated", after, { invoice_settings: { default_payment_method: record.id } });
  }
  return next;
}
