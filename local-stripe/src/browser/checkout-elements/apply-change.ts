import { addressValue } from "../element-host/address-element";
import type { ElementChange, ElementKind } from "../shared/element-protocol";
import { contactInput, emailProblem } from "./contact-input";
import type { ElementSync } from "./element-sync";
import type { SessionStore } from "./session-store";

/** What an element's change means for the session: complete addresses and e-mails go to the server by themselves. */
export function applyElementChange(
  kind: ElementKind,
  change: ElementChange,
  store: SessionStore,
  sync: ElementSync,
): void {
  const session = store.page()?.session;
  if (kind === "payment") store.note({ paymentComplete: change.complete });
  if (kind === "payment" || !change.complete || session?.status !== "open") return;
  if (kind === "contactDetails") {
    const { email } = change.value;
    if (typeof email === "string" && emailProblem(email) === null) sync.soon({ email });
    return;
  }
  const input = contactInput(addressValue(change));
  if (kind === "billingAddress") sync.soon({ billing: input });
  else if (session.permissions?.update_shipping_details !== "server_only") sync.soon({ shipping: input });
}
