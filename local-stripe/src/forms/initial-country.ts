import type Stripe from "stripe";

/** The known country, or the browser's, if the session ships there. */
export function initialCountry(session: Stripe.Checkout.Session): string {
  const known =
    session.collected_information?.shipping_details?.address.country ??
    session.customer_details?.address?.country;
  return startCountry(known, session.shipping_address_collection?.allowed_countries);
}

/** The country to start with: the known one, the browser's, or France, if it is allowed. */
export function startCountry(
  known: string | null | undefined,
  allowed: readonly string[] | null | undefined,
): string {
  const region = navigator.languages.map((tag) => tag.split("-")[1]).find((part) => part?.length === 2);
  const candidates = [known, region, "FR"].filter((code) => code !== null && code !== undefined);
  return candidates.find((code) => allowed?.includes(code) ?? true) ?? allowed?.[0] ?? "FR";
}
