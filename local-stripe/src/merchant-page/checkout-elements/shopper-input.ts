import type { PageData, UpdateInput } from "../../browser/page-api";

/**
 * Adds what the shopper entered in this browser to what the server answers: until a session completes it does not answer
 * all of its e-mail and addresses. What the server does answer goes first.
 */
export function withShopperInput(page: PageData, input: UpdateInput): PageData {
  return {
    ...page,
    email: page.email ?? (input.email || null),
    phone_number: page.phone_number ?? (input.phone_number || null),
    billing: page.billing ?? input.billing ?? null,
    shipping: shippingOf(page) ?? input.shipping ?? null,
  };
}

/** The shipping address that the session would be paid with. */
export function shippingOf(page: PageData): PageData["shipping"] {
  return page.session.collected_information?.shipping_details ?? page.shipping ?? null;
}
