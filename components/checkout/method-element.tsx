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
  /** The Payment Element of Elements or of Checkout Elements. */
  element: ComponentType<ElementProps<Options>>;
  /** Only the options of the first rendering count. */
  options: Options;
  onChosen: (chosen: StripePaymentElementChangeEvent["value"]) => void;
  onBroken: () => void;
};

/** The store's only Payment Element; the page asks for the rest itself. */
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
