import type { PageData } from "../../browser/page-api";
import type { Remembered } from "./remember";

/** Null when nothing is known, or the shopper has entered an address. */
export function prefilled({ prefill, session }: PageData): Remembered | null {
  if (!prefill || session.collected_information?.shipping_details) return null;
  if (prefill.email === null && prefill.name === null && prefill.shipping === null) return null;
  const allowed: readonly string[] = session.shipping_address_collection?.allowed_countries ?? [];
  const known = prefill.shipping?.address;
  const isServed = allowed.includes(known?.country ?? "");
  const { line1, line2, city, state, postal_code, country } = (isServed && known) || {};
  const parts = { line1, line2, city, state, postal_code, country };
  const address = Object.fromEntries(Object.entries(parts).map(([part, value]) => [part, value ?? ""]));
  return {
    email: prefill.email ?? "",
    name: prefill.shipping?.name ?? prefill.name ?? "",
    address,
  };
}
