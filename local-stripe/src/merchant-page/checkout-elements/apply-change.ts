import type { ElementChange, ElementKind } from "../../browser/element-messages";
import { addressValue } from "../element-host/address-value";
import { contactInput, emailProblem } from "./contact-input";
import type { ElementSync } from "./element-sync";
import type { SessionStore } from "./session-store";

/** Addresses and complete e-mails go to the server by themselves. */
export function applyElementChange(
  kind: ElementKind,
  change: ElementChange,
  store: SessionStore,
  sync: ElementSync,
): void {
  const session = store.page()?.session;
  if (kind === "payment") store.note({ paymentComplete: change.complete });
  if (kind === "shippingAddress") store.note({ shippingIncomplete: !change.complete });
  if (kind === "payment" || session?.status !== "open") return;
  if (kind === "contactDetails") {
    const { email } = change.value;
    if (typeof email === "string" && emailProblem(email) === null) sync.soon({ email });
    return;
  }
  const input = knownAddress(change);
  if (kind === "billingAddress") sync.soon({ billing: input });
  else if (session.permissions?.update_shipping_details !== "server_only") sync.soon({ shipping: input });
}

/** Of an unfinished address, what tax and shipping need, so that amounts follow the country at once. */
export function knownAddress(change: ElementChange): ReturnType<typeof contactInput> {
  const value = addressValue(change);
  if (change.complete) return contactInput(value);
  const { country, state, postal_code } = value.address;
  return contactInput({ address: { country, state, postal_code } });
}
