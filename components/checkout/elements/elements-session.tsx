"use client";
import { CheckoutElementsProvider, useCheckoutElements } from "@stripe/react-stripe-js/checkout";
import { type ComponentProps, useEffect, useEffectEvent, useMemo, useState } from "react";
import { CheckoutSkeleton } from "../checkout-skeleton";
import { stripeFonts } from "../stripe-fonts";
import { useAppearance } from "../use-appearance";
import { CheckoutForm } from "./checkout-form";
import type { OpenElements } from "./start-elements";

type Props = Omit<ComponentProps<typeof CheckoutForm>, "orderId" | "checkout" | "initial"> & {
  start: OpenElements;
};

export function ElementsSession({ start, ...form }: Props) {
  const appearance = useAppearance();
  const [{ email, contact }] = useState(form.typed);
  const { clientSecret, quote } = start;
  const options = useMemo(
    () => ({
      clientSecret,
      elementsOptions: { appearance, fonts: stripeFonts(), syncAddressCheckbox: "none" as const },
      defaultValues: {
        ...(email && { email }),
        shippingAddress: contact ?? { address: { country: quote.country } },
        billingAddress: { address: { country: quote.country } },
      },
    }),
    [clientSecret, appearance, email, contact, quote.country],
  );
  return (
    <CheckoutElementsProvider stripe={start.stripe} options={options}>
      <ProviderState start={start} {...form} />
    </CheckoutElementsProvider>
  );
}

function ProviderState({ start, ...form }: Props) {
  const state = useCheckoutElements();
  const fail = useEffectEvent(() => form.onBroken());
  useEffect(() => {
    if (state.type === "error") fail();
  }, [state.type]);
  switch (state.type) {
    case "loading":
    case "error":
      return <CheckoutSkeleton label={form.texts.loading} />;
    case "success":
      return (
        <CheckoutForm orderId={start.orderId} checkout={state.checkout} initial={start.quote} {...form} />
      );
  }
}
