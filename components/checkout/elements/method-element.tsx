"use client";
import { PaymentElement } from "@stripe/react-stripe-js/checkout";
import type { StripeCheckoutPaymentElementOptions } from "@stripe/stripe-js";
import { useMemo } from "react";
import type { PaymentLayout } from "@/lib/model/surface";
import type { ChosenMethod } from "../billing-choice";

type Props = {
  layout: PaymentLayout;
  onChosen: (chosen: ChosenMethod) => void;
  /** It could not be loaded. */
  onBroken: () => void;
};

/** The session's Payment Element. The page gives the billing address itself. */
export function MethodElement({ layout, onChosen, onBroken }: Props) {
  const options = useMemo(
    (): StripeCheckoutPaymentElementOptions => ({
      layout: { type: layout },
      fields: { billingDetails: { address: "never" } },
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
