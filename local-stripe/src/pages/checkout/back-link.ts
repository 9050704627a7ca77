import type Stripe from "stripe";
import { h } from "../../browser/dom";

/** From a hosted page back to the shop; null when the merchant gave no `cancel_url`. */
export function backLink({ cancel_url: href }: Stripe.Checkout.Session, label: string): HTMLElement | null {
  if (!href || !/^https?:/.test(href)) return null;
  return h(
    "a",
    { class: "back", href, "data-testid": "business-link" },
    h("span", { "aria-hidden": "true" }, "←"),
    label,
  );
}
