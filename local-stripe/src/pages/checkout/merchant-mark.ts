import type Stripe from "stripe";
import { h } from "../../browser/dom";

/** The merchant's logo, or its icon and name. */
export function merchantMark(
  branding: Stripe.Checkout.Session.BrandingSettings | null | undefined,
  name: string,
): HTMLElement | null {
  if (branding?.logo?.url) return h("img", { class: "logo", src: branding.logo.url, alt: name });
  if (branding?.icon?.url) {
    return h(
      "p",
      { class: "merchant" },
      h("img", { class: "merchant-icon", src: branding.icon.url, alt: "" }),
      name,
    );
  }
  return null;
}
