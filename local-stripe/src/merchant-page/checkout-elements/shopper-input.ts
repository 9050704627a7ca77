import type { PageData, UpdateInput } from "../../browser/page-api";

/** Adds what was entered in this browser, as an open session does not return all of it. The server's values win. */
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
