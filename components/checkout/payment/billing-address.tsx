"use client";
import { AddressElement } from "@stripe/react-stripe-js";
import type { StripeAddressElementOptions } from "@stripe/stripe-js";
import { useState } from "react";
import type { Contact } from "./contact";

type Props = {
  /** The country of the delivery, as the first choice. */
  country: string;
  onBilling: (billing: Contact) => void;
};

export function BillingAddress({ country, onBilling }: Props) {
  const [options] = useState<StripeAddressElementOptions>({
    mode: "billing",
    defaultValues: { address: { country } },
  });
  return <AddressElement options={options} onChange={(event) => onBilling(event.value)} />;
}
