import type { StripeCheckoutElementsSdkOptions } from "@stripe/stripe-js";
import type { ElementDefaults, ElementKind } from "../../browser/element-messages";
import type { PageData } from "../../browser/page-api";
import { emailOf } from "./session-view";
import { shippingOf } from "./shopper-input";

/** What the fields contain at first: the session's values, or the merchant's. */
export function contactDefaults(
  kind: ElementKind,
  page: PageData,
  proposed: StripeCheckoutElementsSdkOptions["defaultValues"] = {},
): ElementDefaults {
  const details = shippingOf(page);
  switch (kind) {
    case "payment":
      return { address: { country: (page.billing?.address ?? details?.address)?.country } };
    case "linkAuthentication":
    case "contactDetails":
      return { email: emailOf(page) ?? proposed.email };
    case "shippingAddress": {
      const contact = details ?? proposed.shippingAddress;
      return {
        name: contact?.name ?? undefined,
        address: contact?.address ? { ...contact.address } : undefined,
      };
    }
    case "billingAddress": {
      const contact = page.billing?.address ? page.billing : proposed.billingAddress;
      return {
        name: contact?.name ?? undefined,
        address: contact?.address ? { ...contact.address } : undefined,
      };
    }
    default:
      return {};
  }
}
