"use client";
import { PaymentElement } from "@stripe/react-stripe-js";
import type { StripePaymentElementOptions } from "@stripe/stripe-js";
import { useMemo } from "react";
import type { PaymentLayout } from "@/lib/model/surface";
import type { ChosenMethod } from "../billing-choice";

type Props = {
  layout: PaymentLayout;
  onChosen: (chosen: ChosenMethod) => void;
  /** It could not be loaded. */
  onBroken: () => void;
};

/** The order's Payment Element. The page gives e-mail and billing address itself. */
export function MethodElement({ layout, onChosen, onBroken }: Props) {
  const options = useMemo(
    (): StripePaymentElementOptions => ({
      layout: { type: layout },
      fields: { billingDetails: { email: "never", address: "never" } },
    }),
    [layout],
  );
  return (
    <PaymentElement
      options={options}
      onChange={(event) => onChosen(event.value)}
      onLoadError={onBroken}
      className="min-h-56"
    />
  );
}
