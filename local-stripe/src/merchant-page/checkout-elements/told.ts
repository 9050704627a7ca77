import type { PageData, UpdateInput } from "../../browser/page-api";

/**
 * Adds what the shopper told in this browser to what the server answers: a session keeps e-mail and addresses back until
 * it completes. What the server does say goes first.
 */
export function withTold(page: PageData, told: UpdateInput): PageData {
  return {
    ...page,
    email: page.email ?? (told.email || null),
    phone_number: page.phone_number ?? (told.phone_number || null),
    billing: page.billing ?? told.billing ?? null,
    shipping: shippingOf(page) ?? told.shipping ?? null,
  };
}

/** The shipping address that the session would be paid with. */
export function shippingOf(page: PageData): PageData["shipping"] {
  return page.session.collected_information?.shipping_details ?? page.shipping ?? null;
}
