import type { Address } from "../state/records";
import { clearable, email, type Given, object, text } from "./rules";

const ADDRESS_SHAPE = {
  line1: clearable(text()),
  line2: clearable(text()),
  city: clearable(text()),
  state: clearable(text()),
  postal_code: clearable(text()),
  country: clearable(text(2)),
};

export const address = object(ADDRESS_SHAPE);

export const billingDetails = object({
  address: clearable(address),
  email: clearable(email),
  name: clearable(text()),
  phone: clearable(text()),
  tax_id: text(),
});

export type BillingParams = Partial<Given<typeof billingDetails>> | undefined;

/** An address with every key, as objects carry it. */
export function wholeAddress(
  given: Partial<Record<keyof Address, string | null>> | null | undefined,
): Address {
  return {
    city: given?.city ?? null,
    country: given?.country ?? null,
    line1: given?.line1 ?? null,
    line2: given?.line2 ?? null,
    postal_code: given?.postal_code ?? null,
    state: given?.state ?? null,
  };
}

export function wholeBilling(given: BillingParams) {
  return {
    address: wholeAddress(given?.address),
    email: given?.email ?? null,
    name: given?.name ?? null,
    phone: given?.phone ?? null,
    tax_id: given?.tax_id ?? null,
  };
}
