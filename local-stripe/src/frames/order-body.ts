import type { BillingDetails, SendOrder } from "../browser/element-messages";
import { kindOf } from "../facts/payment-methods";
import type { PanelValue } from "../forms/payment-panels";

/** What the shopper chose in the Payment Element. */
export type Choice =
  | { kind: "new"; value: PanelValue; consents: boolean }
  /** `cvc` is null when the code is not asked for again. */
  | { kind: "saved"; id: string; type: string; cvc: string | null };

/** Pays with, or saves, the chosen method. */
export function orderBody(order: SendOrder, choice: Choice): Record<string, unknown> {
  const { consent } = order;
  const type = choice.kind === "saved" ? choice.type : choice.value.data.type;
  const body = {
    ...order.body,
    ...(kindOf(type) === "delayed" && order.mandate && { mandate_data: order.mandate }),
  };
  if (choice.kind === "saved") {
    const options = choice.cvc === null ? {} : { payment_method_options: { card: { cvc: choice.cvc } } };
    return { ...body, payment_method: choice.id, ...options };
  }
  const { value, consents } = choice;
  const data = {
    ...value.data,
    billing_details: billingDetails(order, value),
    ...order.data,
    ...(consents && consent.data),
  };
  const options = value.options && !order.flat ? { payment_method_options: value.options } : {};
  const whole = { ...body, ...options, ...(consents && consent.body) };
  return order.flat ? { ...whole, ...data } : { ...whole, payment_method_data: data };
}

/** The merchant's values first, then the element's, then others known. */
function billingDetails({ billing, otherwise }: SendOrder, asked: PanelValue): BillingDetails {
  const address = { ...(asked.address ?? otherwise.address), ...withoutGaps(billing.address) };
  return {
    name: billing.name ?? asked.name ?? otherwise.name,
    email: billing.email ?? (asked.email || otherwise.email),
    phone: billing.phone ?? otherwise.phone,
    address: Object.keys(address).length > 0 ? address : undefined,
  };
}

function withoutGaps(address: BillingDetails["address"] = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(address).filter((part): part is [string, string] => !!part[1]));
}
