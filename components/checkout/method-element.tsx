"use client";
import type { StripePaymentElementChangeEvent } from "@stripe/stripe-js";
import { type ComponentType, useState } from "react";

type ElementProps<Options> = {
  options: Options;
  onChange: (event: StripePaymentElementChangeEvent) => void;
  onLoadError: () => void;
  className: string;
};

type Props<Options> = {
  /** The Payment Element of the provider around it: Elements and Checkout Elements have each their own. */
  element: ComponentType<ElementProps<Options>>;
  /** The first ones count. */
  options: Options;
  onChosen: (chosen: StripePaymentElementChangeEvent["value"]) => void;
  /** It could not be loaded. */
  onBroken: () => void;
};

/** The one Payment Element of the store's pages. What it must not ask for, the page gives itself. */
export function MethodElement<Options>({
  element: PaymentElement,
  options,
  onChosen,
  onBroken,
}: Props<Options>) {
  const [first] = useState(options);
  return (
    <PaymentElement
      options={first}
      onChange={(event) => onChosen(event.value)}
      onLoadError={onBroken}
      className="min-h-56"
    />
  );
}
