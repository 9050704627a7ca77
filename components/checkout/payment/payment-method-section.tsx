"use client";
import { AddressElement, PaymentElement } from "@stripe/react-stripe-js";
import type { StripeAddressElementOptions, StripePaymentElementOptions } from "@stripe/stripe-js";
import { useMemo, useState } from "react";
import { Notice } from "@/components/ui/notice";
import type { PaymentLayout } from "@/lib/checkout/surface";
import type { CheckoutTexts } from "@/lib/checkout/texts";
import { BillingChoice, type ChosenMethod } from "../billing-choice";
import { FormSection } from "../form-section";
import type { Contact } from "./contact";

type Props = {
  free: boolean;
  layout: PaymentLayout;
  /** What is chosen in the Payment Element; null before it has said. */
  chosen: ChosenMethod | null;
  onChosen: (chosen: ChosenMethod) => void;
  billingSame: boolean;
  onBillingSame: (same: boolean) => void;
  onBilling: (billing: Contact) => void;
  /** Of the delivery: where the billing address starts. */
  country: string;
  /** The form could not be loaded. */
  onBroken: () => void;
  texts: CheckoutTexts;
};

/** How to pay, and for whom the bill is; nothing of it when there is nothing to pay. */
export function PaymentMethodSection(props: Props) {
  const { free, layout, chosen, onChosen, billingSame, onBillingSame, onBilling, country, onBroken, texts } =
    props;
  const options = useMemo(() => paymentOptions(layout), [layout]);
  const words = texts.elements;
  if (free) {
    return (
      <FormSection title={words.payment}>
        <Notice tone="good">{words.nothingToPay}</Notice>
      </FormSection>
    );
  }
  return (
    <FormSection title={words.payment}>
      <PaymentElement
        options={options}
        onChange={(event) => onChosen(event.value)}
        onLoadError={onBroken}
        className="min-h-56"
      />
      <BillingChoice
        chosen={chosen}
        same={billingSame}
        onSame={onBillingSame}
        address={<BillingAddress country={country} onBilling={onBilling} />}
        texts={texts}
      />
    </FormSection>
  );
}

function BillingAddress({ country, onBilling }: Pick<Props, "country" | "onBilling">) {
  const [options] = useState<StripeAddressElementOptions>({
    mode: "billing",
    defaultValues: { address: { country } },
  });
  return <AddressElement options={options} onChange={(event) => onBilling(event.value)} />;
}

/** The page gives e-mail and billing address itself. */
function paymentOptions(layout: PaymentLayout): StripePaymentElementOptions {
  return { layout: { type: layout }, fields: { billingDetails: { email: "never", address: "never" } } };
}
