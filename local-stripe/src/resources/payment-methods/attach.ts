import { emit } from "../../events/emit";
import type { Local } from "../../state/local";
import type { MethodRecord } from "../../state/records";

/** Saves a method through an intent, by which its owner agreed to later debits. */
export function keepFor(local: Local, record: MethodRecord, customer: string): MethodRecord {
  return attach(local, { ...record, mandated: true }, customer);
}

export function attach(local: Local, record: MethodRecord, customer: string): MethodRecord {
  const next = local.store.methods.put({ ...record, method: { ...record.method, customer } });
  emit(local, "payment_method.attached", next.method);
  return next;
}

/** Detaches a method for good: it can't pay any more. */
export function detach(local: Local, record: MethodRecord): MethodRecord {
  const { customer } = record.method;
  const next = local.store.methods.put({
    ...record,
    method: { ...record.method, customer: null },
    spent: true,
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
